// What core/lanes.hpp promises; included with and without THEATRE_PORTABLE.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>

#include "core/lanes.hpp"

namespace {

using theatre::core::Lanes;

float first(Lanes lanes) {
  float out[4];
  lanes.store(out);
  return out[0];
}

void check_exp() {
  for (float x = -87; x <= 88; x += 0.0137F) {
    const double expected = std::exp(static_cast<double>(x));
    const double gap = std::abs(static_cast<double>(first(theatre::core::exp(Lanes::all(x)))) - expected);
    INFO("x " << x);
    REQUIRE(gap <= 2.5e-7 * expected);
  }
  CHECK(first(theatre::core::exp(Lanes::all(0))) == 1);
  CHECK(first(theatre::core::exp(Lanes::all(-1e30F))) < 2e-38F);
}

void check_gelu() {
  for (float x = -12; x <= 12; x += 0.00173F) {
    const double expected = 0.5 * x * (1 + std::erf(static_cast<double>(x) / std::sqrt(2.0)));
    INFO("x " << x);
    REQUIRE(std::abs(static_cast<double>(first(theatre::core::gelu(Lanes::all(x)))) - expected) < 1.5e-6);
  }
}

void check_rounding() {
  const float x[8] = {0.5F, 1.5F, -2.5F, 31999.4F, -31999.6F, 0, -0.2F, 7};
  const std::int16_t expected[8] = {0, 2, -2, 31999, -32000, 0, 0, 7};
  std::int16_t out[8];
  theatre::core::store_int16(out, theatre::core::round_shifted(Lanes::load(x)),
                             theatre::core::round_shifted(Lanes::load(x + 4)));
  for (int i = 0; i < 8; ++i) CHECK(out[i] == expected[i]);
}

void check_folding() {
  const float x[4] = {1, -7, 3, 2};
  CHECK(theatre::core::sum(Lanes::load(x)) == -1);
  CHECK(theatre::core::largest(Lanes::load(x)) == 3);
  CHECK(theatre::core::largest(magnitude(Lanes::load(x))) == 7);
}

}  // namespace
