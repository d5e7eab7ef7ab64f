// What core/lanes.hpp promises; included with and without THEATRE_PORTABLE.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>

#include "core/lane_functions.hpp"

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
    const double gap = std::abs(static_cast<double>(first(theatre::core::Exp{}(Lanes::all(x)))) - expected);
    INFO("x " << x);
    REQUIRE(gap <= 2.5e-7 * expected);
  }
  CHECK(first(theatre::core::Exp{}(Lanes::all(0))) == 1);
  CHECK(first(theatre::core::Exp{}(Lanes::all(-1e30F))) < 2e-38F);
}

void check_gelu() {
  for (float x = -12; x <= 12; x += 0.00173F) {
    const double expected = 0.5 * x * (1 + std::erf(static_cast<double>(x) / std::sqrt(2.0)));
    INFO("x " << x);
    REQUIRE(std::abs(static_cast<double>(first(theatre::core::Gelu{}(Lanes::all(x)))) - expected) < 1.5e-6);
  }
}

void check_rounding() {
  const float x[8] = {0.5F, 1.5F, -2.5F, 31999.4F, -31999.6F, 0, -0.2F, 7};
  const std::int16_t expected[8] = {0, 2, -2, 31999, -32000, 0, 0, 7};
  const theatre::core::Rounding round;
  const Lanes low = round(Lanes::load(x)), high = round(Lanes::load(x + 4));
  // Pairs 6 apart, with 99 between them left as it is.
  std::int16_t apart[24];
  std::fill(apart, apart + 24, std::int16_t{99});
  theatre::core::store_int16_pairs(apart, 6, low, high, round.shift);
  for (int i = 0; i < 24; ++i) CHECK(apart[i] == (i % 6 < 2 ? expected[i / 6 * 2 + i % 6] : 99));
  std::int16_t in_turn[16];
  theatre::core::store_int16_interleaved(in_turn, low, high, high, low, round.shift);
  for (int i = 0; i < 8; ++i) {
    CHECK(in_turn[2 * i] == expected[i]);
    CHECK(in_turn[2 * i + 1] == expected[(i + 4) % 8]);
  }
}

void check_folding() {
  const float x[4] = {1, -7, 3, 2};
  CHECK(theatre::core::sum(Lanes::load(x)) == -1);
  CHECK(theatre::core::largest(Lanes::load(x)) == 3);
  CHECK(first(larger(Lanes::load(x), Lanes::all(2))) == 2);
  CHECK(first(smaller(Lanes::load(x), Lanes::all(2))) == 1);
}

}  // namespace
