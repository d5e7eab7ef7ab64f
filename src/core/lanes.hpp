// Four floats at a time, one code for SSE (which Emscripten turns into WebAssembly SIMD) and for plain C++;
// and the few functions that a fast forward pass needs on them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

#if defined(__SSE4_1__) && !defined(THEATRE_PORTABLE)
#include <smmintrin.h>
#define THEATRE_LANES_SSE 1
#endif

namespace theatre::core {
// What is compiled differently has a different name, so that a test can hold both against each other.
#if defined(THEATRE_LANES_SSE)
inline namespace lanes_sse {
#else
inline namespace lanes_plain {
#endif

#if defined(THEATRE_LANES_SSE)

struct Lanes {
  __m128 v;

  static Lanes all(float x) { return {_mm_set1_ps(x)}; }
  static Lanes load(const float* from) { return {_mm_loadu_ps(from)}; }
  void store(float* to) const { _mm_storeu_ps(to, v); }
  friend Lanes operator+(Lanes a, Lanes b) { return {_mm_add_ps(a.v, b.v)}; }
  friend Lanes operator-(Lanes a, Lanes b) { return {_mm_sub_ps(a.v, b.v)}; }
  friend Lanes operator*(Lanes a, Lanes b) { return {_mm_mul_ps(a.v, b.v)}; }
  friend Lanes operator/(Lanes a, Lanes b) { return {_mm_div_ps(a.v, b.v)}; }
};

inline Lanes larger(Lanes a, Lanes b) { return {_mm_max_ps(a.v, b.v)}; }
inline Lanes smaller(Lanes a, Lanes b) { return {_mm_min_ps(a.v, b.v)}; }
inline Lanes magnitude(Lanes a) { return {_mm_and_ps(a.v, _mm_castsi128_ps(_mm_set1_epi32(0x7FFFFFFF)))}; }

// 2^n for n whole, in [-126, 127], given as n + 1.5 · 2^23: the bits of n stand at the low end of such a
// float.
inline Lanes power_of_two(Lanes shifted) {
  const __m128i n = _mm_sub_epi32(_mm_castps_si128(shifted.v), _mm_set1_epi32(0x4B400000 - 127));
  return {_mm_castsi128_ps(_mm_slli_epi32(n, 23))};
}

// Eight whole numbers given as n + 1.5 · 2^23, |n| <= 32767, as int16.
inline void store_int16(std::int16_t* to, Lanes a, Lanes b) {
  const __m128i base = _mm_set1_epi32(0x4B400000);
  const __m128i low = _mm_sub_epi32(_mm_castps_si128(a.v), base);
  const __m128i high = _mm_sub_epi32(_mm_castps_si128(b.v), base);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_packs_epi32(low, high));
}

#else

struct Lanes {
  float v[4];

  static Lanes all(float x) { return {{x, x, x, x}}; }
  static Lanes load(const float* from) { return {{from[0], from[1], from[2], from[3]}}; }
  void store(float* to) const { std::copy(v, v + 4, to); }
  template <class F>
  static Lanes each(Lanes a, Lanes b, F f) {
    return {{f(a.v[0], b.v[0]), f(a.v[1], b.v[1]), f(a.v[2], b.v[2]), f(a.v[3], b.v[3])}};
  }
  friend Lanes operator+(Lanes a, Lanes b) {
    return each(a, b, [](float x, float y) { return x + y; });
  }
  friend Lanes operator-(Lanes a, Lanes b) {
    return each(a, b, [](float x, float y) { return x - y; });
  }
  friend Lanes operator*(Lanes a, Lanes b) {
    return each(a, b, [](float x, float y) { return x * y; });
  }
  friend Lanes operator/(Lanes a, Lanes b) {
    return each(a, b, [](float x, float y) { return x / y; });
  }
};

inline Lanes larger(Lanes a, Lanes b) {
  return Lanes::each(a, b, [](float x, float y) { return x > y ? x : y; });
}
inline Lanes smaller(Lanes a, Lanes b) {
  return Lanes::each(a, b, [](float x, float y) { return x < y ? x : y; });
}
inline Lanes magnitude(Lanes a) {
  return Lanes::each(a, a, [](float x, float) { return std::abs(x); });
}

inline Lanes power_of_two(Lanes shifted) {
  Lanes out;
  for (int i = 0; i < 4; ++i) {
    std::uint32_t bits;
    std::memcpy(&bits, &shifted.v[i], sizeof bits);
    bits = (bits - (0x4B400000U - 127U)) << 23;
    std::memcpy(&out.v[i], &bits, sizeof bits);
  }
  return out;
}

inline void store_int16(std::int16_t* to, Lanes a, Lanes b) {
  for (int i = 0; i < 4; ++i) {
    to[i] = static_cast<std::int16_t>(a.v[i] - 12582912.0F);
    to[i + 4] = static_cast<std::int16_t>(b.v[i] - 12582912.0F);
  }
}

#endif

inline float sum(Lanes a) {
  float x[4];
  a.store(x);
  return (x[0] + x[2]) + (x[1] + x[3]);
}
inline float largest(Lanes a) {
  float x[4];
  a.store(x);
  return std::max(std::max(x[0], x[2]), std::max(x[1], x[3]));
}

// Rounds to the nearest whole number n, halves to even, and gives n + 1.5 · 2^23; |x| < 2^22. The trick: at
// that size neighbouring floats are 1 apart, so the addition itself rounds.
inline Lanes round_shifted(Lanes x) { return x + Lanes::all(12582912.0F); }

// e^x for x <= 88, within 2 units in the last place; below -87 it is e^-87 (1.6e-38).
// x = n ln 2 + r, |r| <= ln 2 / 2; e^r by the polynomial of the Cephes library's expf (Moshier 1989).
inline Lanes exp(Lanes x) {
  x = larger(x, Lanes::all(-87.0F));
  const Lanes shifted = round_shifted(x * Lanes::all(1.44269504F));
  const Lanes n = shifted - Lanes::all(12582912.0F);
  const Lanes r = (x - n * Lanes::all(0.693359375F)) + n * Lanes::all(2.12194440e-4F);
  Lanes p = Lanes::all(1.9875691500e-4F);
  p = p * r + Lanes::all(1.3981999507e-3F);
  p = p * r + Lanes::all(8.3334519073e-3F);
  p = p * r + Lanes::all(4.1665795894e-2F);
  p = p * r + Lanes::all(1.6666665459e-1F);
  p = p * r + Lanes::all(5.0000001201e-1F);
  return (p * r * r + r + Lanes::all(1)) * power_of_two(shifted);
}

// GELU(x) = x/2 · (1 + erf(x / √2)). Hendrycks & Gimpel 2016, arXiv 1606.08415, section 2. erf is the
// rational minimax approximation that Eigen uses too: within 5e-7 of the true value, and exactly ±1 from 4
// on.
inline Lanes gelu(Lanes x) {
  const Lanes z = smaller(larger(x * Lanes::all(0.70710678F), Lanes::all(-4)), Lanes::all(4));
  const Lanes z2 = z * z;
  Lanes p = Lanes::all(-2.72614225801306e-10F);
  p = p * z2 + Lanes::all(2.77068142495902e-08F);
  p = p * z2 + Lanes::all(-2.10102402082508e-06F);
  p = p * z2 + Lanes::all(-5.69250639462346e-05F);
  p = p * z2 + Lanes::all(-7.34990630326855e-04F);
  p = p * z2 + Lanes::all(-2.95459980854025e-03F);
  p = p * z2 + Lanes::all(-1.60960333262415e-02F);
  Lanes q = Lanes::all(-1.45660718464996e-05F);
  q = q * z2 + Lanes::all(-2.13374055278905e-04F);
  q = q * z2 + Lanes::all(-1.68282697438203e-03F);
  q = q * z2 + Lanes::all(-7.37332916720468e-03F);
  q = q * z2 + Lanes::all(-1.42647390514189e-02F);
  return x * (Lanes::all(0.5F) + Lanes::all(0.5F) * (z * p / q));
}

}  // namespace lanes_sse or lanes_plain
}  // namespace theatre::core
