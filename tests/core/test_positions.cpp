// Sinusoidal position encodings.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "core/positions.hpp"
#include "support/golden.hpp"
#include "support/near.hpp"

namespace theatre::core {
namespace {

TEST_CASE("positions equal the formula computed elsewhere", "[core][golden]") {
  const auto golden = test::read_golden("core/positions.txt");
  CHECK(test::difference(sinusoidal_positions(40, 16), golden.matrix("encoding"), 1e-6f) == "");
}

TEST_CASE("positions equal the formula of the paper, entry by entry", "[core]") {
  const Matrix encoding = sinusoidal_positions(12, 6);
  for (int position = 0; position < 12; ++position) {
    for (int i = 0; i < 3; ++i) {
      const double angle = position / std::pow(10000.0, 2.0 * i / 6.0);
      CHECK(std::abs(static_cast<double>(encoding(position, 2 * i)) - std::sin(angle)) < 1e-6);
      CHECK(std::abs(static_cast<double>(encoding(position, 2 * i + 1)) - std::cos(angle)) < 1e-6);
    }
  }
}

TEST_CASE("the product of two positions depends on their distance alone", "[core]") {
  const Matrix encoding = sinusoidal_positions(100, 32);
  const Matrix products = encoding * encoding.transpose();
  for (Eigen::Index distance = 0; distance < 50; ++distance) {
    for (Eigen::Index i = 0; i + distance < 100; i += 7) {
      CHECK(std::abs(products(i, i + distance) - products(0, distance)) < 1e-4f);
    }
  }
}

TEST_CASE("an odd width ends on a sine, and nothing is allowed", "[core]") {
  CHECK(sinusoidal_positions(3, 5).cols() == 5);
  CHECK(sinusoidal_positions(1, 5)(0, 4) == 0.0f);
  CHECK(sinusoidal_positions(0, 5).rows() == 0);
}

}  // namespace
}  // namespace theatre::core
