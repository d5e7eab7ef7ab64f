// Rotary positions: against complex numbers, against the formula pair by pair, and what they are for.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "core/product.hpp"
#include "core/random.hpp"
#include "core/rotary.hpp"
#include "support/golden.hpp"
#include "support/near.hpp"

namespace theatre::core {
namespace {

TEST_CASE("rotary positions equal complex numbers computed elsewhere, late in a text too", "[core][golden]") {
  const auto golden = test::read_golden("core/rotary.txt");
  const Matrix angles = rotary_angles(9, 8, 10000.0, 500);
  CHECK(test::difference(rotated(golden.matrix("x"), angles), golden.matrix("neighbours"), 2e-6f) == "");
  CHECK(test::difference(rotated(golden.matrix("x"), angles, true), golden.matrix("halves"), 2e-6f) == "");
}

TEST_CASE("each pair is turned as the paper says, the channels beyond stay", "[core]") {
  Random random(3);
  const Matrix x = random_normal(6, 7, 1.0f, random);
  for (const bool halves : {false, true}) {
    const Matrix out = rotated(x, rotary_angles(6, 4), halves);
    for (Eigen::Index t = 0; t < 6; ++t) {
      for (Eigen::Index i = 0; i < 2; ++i) {
        const Eigen::Index a = halves ? i : 2 * i, b = halves ? i + 2 : 2 * i + 1;
        const double angle = static_cast<double>(t) / std::pow(10000.0, 2.0 * static_cast<double>(i) / 4);
        const double p = static_cast<double>(x(t, a)), q = static_cast<double>(x(t, b));
        CHECK(std::abs(static_cast<double>(out(t, a)) - (p * std::cos(angle) - q * std::sin(angle))) < 1e-6);
        CHECK(std::abs(static_cast<double>(out(t, b)) - (q * std::cos(angle) + p * std::sin(angle))) < 1e-6);
      }
      for (Eigen::Index c = 4; c < 7; ++c) CHECK(out(t, c) == x(t, c));
    }
  }
}

TEST_CASE("a product of turned rows depends on the distance of their places alone", "[core]") {
  Random random(4);
  const Matrix q = random_normal(1, 8, 1.0f, random), k = random_normal(1, 8, 1.0f, random);
  const auto at = [](const Matrix& x, Eigen::Index place) { return rotated(x, rotary_angles(1, 8, 10000.0, place)); };
  for (Eigen::Index distance : {0, 1, 7}) {
    const float here = product_transposed(at(q, distance), at(k, 0))(0, 0);
    for (Eigen::Index place : {1, 30, 511}) {
      CHECK(std::abs(product_transposed(at(q, place + distance), at(k, place))(0, 0) - here) < 1e-5f);
    }
  }
  CHECK(std::abs(at(q, 77).norm() - q.norm()) < 1e-6f);
  CHECK(rotary_angles(0, 8).rows() == 0);
}

}  // namespace
}  // namespace theatre::core
