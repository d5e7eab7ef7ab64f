// Four floats at a time, one code for SSE (which Emscripten turns into WebAssembly SIMD) and for plain C++.
// Their functions are in lane_functions.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE4_1__) && !defined(THEATRE_PORTABLE)
#include <smmintrin.h>
#define THEATRE_LANES_SSE 1
#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif
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

#if defined(__wasm_simd128__)
// Emscripten's _mm_max_ps and _mm_min_ps are four instructions each.
inline Lanes larger(Lanes a, Lanes b) { return {(__m128)wasm_f32x4_pmax((v128_t)b.v, (v128_t)a.v)}; }
inline Lanes smaller(Lanes a, Lanes b) { return {(__m128)wasm_f32x4_pmin((v128_t)b.v, (v128_t)a.v)}; }
#else
inline Lanes larger(Lanes a, Lanes b) { return {_mm_max_ps(a.v, b.v)}; }
inline Lanes smaller(Lanes a, Lanes b) { return {_mm_min_ps(a.v, b.v)}; }
#endif

// a · 2^n, if that is a normal number, for n whole and given as n + 1.5 · 2^23: the bits of n stand at the
// low end of such a float, and all of its other bits are shifted out.
inline Lanes times_power_of_two(Lanes a, Lanes shifted) {
  return {_mm_castsi128_ps(_mm_add_epi32(_mm_castps_si128(a.v), _mm_slli_epi32(_mm_castps_si128(shifted.v), 23)))};
}

// Eight whole numbers given as n + shift, where shift is 1.5 · 2^23 and |n| <= 32767, as int16.
inline __m128i int16_of(Lanes a, Lanes b, Lanes shift) {
  const __m128i base = _mm_castps_si128(shift.v);
  return _mm_packs_epi32(_mm_sub_epi32(_mm_castps_si128(a.v), base), _mm_sub_epi32(_mm_castps_si128(b.v), base));
}

// Such eight numbers, two at each of `to`, `to + step`, `to + 2 step`, `to + 3 step`.
inline void store_int16_pairs(std::int16_t* to, std::ptrdiff_t step, Lanes a, Lanes b, Lanes shift) {
  const __m128i all = int16_of(a, b, shift);
  const int pairs[4] = {_mm_extract_epi32(all, 0), _mm_extract_epi32(all, 1), _mm_extract_epi32(all, 2),
                        _mm_extract_epi32(all, 3)};
  for (int i = 0; i < 4; ++i) std::memcpy(to + i * step, &pairs[i], sizeof pairs[i]);
}

// Four rows of such eight numbers, pair by pair: two of each row, then the next two of each. Adds each row's
// to its lane of `sums`.
struct WholeLanes {
  __m128i v = _mm_setzero_si128();
  void store(std::int32_t* to) const { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), v); }
};
inline void store_int16_rows(std::int16_t* to, const Lanes (&low)[4], const Lanes (&high)[4], Lanes shift,
                             WholeLanes& sums) {
  __m128i rows[4];
  for (int r = 0; r < 4; ++r) rows[r] = int16_of(low[r], high[r], shift);
  const __m128i first = _mm_unpacklo_epi32(rows[0], rows[1]), second = _mm_unpackhi_epi32(rows[0], rows[1]);
  const __m128i third = _mm_unpacklo_epi32(rows[2], rows[3]), fourth = _mm_unpackhi_epi32(rows[2], rows[3]);
  const __m128i pairs[4] = {_mm_unpacklo_epi64(first, third), _mm_unpackhi_epi64(first, third),
                            _mm_unpacklo_epi64(second, fourth), _mm_unpackhi_epi64(second, fourth)};
  for (int i = 0; i < 4; ++i) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 8 * i), pairs[i]);
    sums.v = _mm_add_epi32(sums.v, _mm_madd_epi16(pairs[i], _mm_set1_epi16(1)));
  }
}

// Twice such eight numbers in turn: a b a b …
inline void store_int16_interleaved(std::int16_t* to, Lanes a_low, Lanes a_high, Lanes b_low, Lanes b_high,
                                    Lanes shift) {
  const __m128i a = int16_of(a_low, a_high, shift), b = int16_of(b_low, b_high, shift);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_unpacklo_epi16(a, b));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 8), _mm_unpackhi_epi16(a, b));
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
inline Lanes times_power_of_two(Lanes a, Lanes shifted) {
  Lanes out;
  for (int i = 0; i < 4; ++i) {
    std::uint32_t bits, n;
    std::memcpy(&bits, &a.v[i], sizeof bits);
    std::memcpy(&n, &shifted.v[i], sizeof n);
    bits += n << 23;
    std::memcpy(&out.v[i], &bits, sizeof bits);
  }
  return out;
}

inline std::int16_t int16_of(float shifted, float shift) { return static_cast<std::int16_t>(shifted - shift); }

inline void store_int16_pairs(std::int16_t* to, std::ptrdiff_t step, Lanes a, Lanes b, Lanes shift) {
  for (int i = 0; i < 4; ++i) {
    to[(i / 2) * step + i % 2] = int16_of(a.v[i], shift.v[i]);
    to[(i / 2 + 2) * step + i % 2] = int16_of(b.v[i], shift.v[i]);
  }
}

struct WholeLanes {
  std::int32_t v[4] = {};
  void store(std::int32_t* to) const { std::copy(v, v + 4, to); }
};
inline void store_int16_rows(std::int16_t* to, const Lanes (&low)[4], const Lanes (&high)[4], Lanes shift,
                             WholeLanes& sums) {
  for (int r = 0; r < 4; ++r) {
    store_int16_pairs(to + 2 * r, 8, low[r], high[r], shift);
    for (int i = 0; i < 8; ++i) sums.v[r] += to[2 * r + i / 2 * 8 + i % 2];
  }
}

inline void store_int16_interleaved(std::int16_t* to, Lanes a_low, Lanes a_high, Lanes b_low, Lanes b_high,
                                    Lanes shift) {
  for (int i = 0; i < 4; ++i) {
    to[2 * i] = int16_of(a_low.v[i], shift.v[i]);
    to[2 * i + 1] = int16_of(b_low.v[i], shift.v[i]);
    to[2 * i + 8] = int16_of(a_high.v[i], shift.v[i]);
    to[2 * i + 9] = int16_of(b_high.v[i], shift.v[i]);
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

}  // namespace lanes_sse or lanes_plain
}  // namespace theatre::core
