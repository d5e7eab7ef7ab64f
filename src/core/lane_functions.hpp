// Functions of four floats at a time that a fast forward pass needs: rounding, e^x, GELU. Each is an object
// to be made before a loop, because its constants come from memory: V8 makes a constant that stands in the
// code anew at every use, in three instructions, where a load is one.
#pragma once

#include <array>
#include <cstddef>

#include "core/lanes.hpp"

namespace theatre::core {
#if defined(THEATRE_LANES_SSE)
inline namespace lanes_sse {
#else
inline namespace lanes_plain {
#endif

// Each number four times over.
template <std::size_t N>
constexpr std::array<float, 4 * N> fours(const float (&numbers)[N]) {
  std::array<float, 4 * N> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = numbers[i / 4];
  return out;
}

class Constants {
 public:
  template <std::size_t N>
  explicit Constants(const std::array<float, N>& numbers) : at_(numbers.data()) {
#if defined(__GNUC__)
    asm volatile("" : "+r"(at_));  // or the compiler would look them up and put them into the code
#endif
  }
  Lanes operator[](int i) const { return Lanes::load(at_ + 4 * i); }

 private:
  const float* at_;
};

inline constexpr auto rounding_numbers = fours({12582912.0F});  // 1.5 · 2^23
inline constexpr auto exp_numbers =
    fours({-87.0F, 1.44269504F, 12582912.0F, 0.693359375F, 2.12194440e-4F, 1.9875691500e-4F, 1.3981999507e-3F,
           8.3334519073e-3F, 4.1665795894e-2F, 1.6666665459e-1F, 5.0000001201e-1F, 1});
inline constexpr auto gelu_numbers = fours(
    {0.70710678F, -4, 4, -2.72614225801306e-10F, 2.77068142495902e-08F, -2.10102402082508e-06F, -5.69250639462346e-05F,
     -7.34990630326855e-04F, -2.95459980854025e-03F, -1.60960333262415e-02F, -1.45660718464996e-05F,
     -2.13374055278905e-04F, -1.68282697438203e-03F, -7.37332916720468e-03F, -1.42647390514189e-02F, 0.5F});

// Rounds to the nearest whole number n, halves to even, and gives n + shift; |x| < 2^22. The trick: at the
// size of the shift neighbouring floats are 1 apart, so the addition itself rounds.
struct Rounding {
  Lanes shift = Constants(rounding_numbers)[0];

  Lanes operator()(Lanes x) const { return x + shift; }
};

// e^x for x <= 88, within 2 units in the last place; below -87 it is e^-87 (1.6e-38).
// x = n ln 2 + r, |r| <= ln 2 / 2; e^r by the polynomial of the Cephes library's expf (Moshier 1989), summed
// by pairs (Estrin's scheme): half as many steps that wait for each other.
struct Exp {
  Constants c = Constants(exp_numbers);

  Lanes operator()(Lanes x) const {
    const Lanes shifted = larger(x, c[0]) * c[1] + c[2];
    const Lanes n = shifted - c[2];
    const Lanes r = (larger(x, c[0]) - n * c[3]) + n * c[4];
    const Lanes r2 = r * r;
    const Lanes p = ((c[5] * r + c[6]) * r2 + (c[7] * r + c[8])) * r2 + (c[9] * r + c[10]);
    return times_power_of_two(p * r2 + (r + c[11]), shifted);
  }
};

// GELU(x) = x/2 · (1 + erf(x / √2)). Hendrycks & Gimpel 2016, arXiv 1606.08415, section 2. erf is the
// rational minimax approximation that Eigen uses too: within 5e-7 of the true value, and exactly ±1 from 4
// on.
struct Gelu {
  Constants c = Constants(gelu_numbers);

  Lanes operator()(Lanes x) const {
    const Lanes z = smaller(larger(x * c[0], c[1]), c[2]);
    const Lanes z2 = z * z, z4 = z2 * z2, z8 = z4 * z4;
    const Lanes p = (c[3] * z4 + (c[4] * z2 + c[5])) * z8 + ((c[6] * z2 + c[7]) * z4 + (c[8] * z2 + c[9]));
    const Lanes q = c[10] * z8 + ((c[11] * z2 + c[12]) * z4 + (c[13] * z2 + c[14]));
    return x * (c[15] + c[15] * (z * p / q));
  }
};

}  // namespace lanes_sse or lanes_plain
}  // namespace theatre::core
