// Layer normalisation: against a loop, PyTorch and its own algebra.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "core/layer_norm.hpp"
#include "core/random.hpp"
#include "support/golden.hpp"
#include "support/near.hpp"

namespace theatre::core {
namespace {

TEST_CASE("layer norm equals PyTorch's", "[core][golden]") {
  const auto golden = test::read_golden("core/layer_norm.txt");
  const Matrix& x = golden.matrix("x");
  const RowVector gamma = golden.row("gamma"), beta = golden.row("beta");
  const float epsilon = golden.number("epsilon");
  CHECK(test::difference(layer_norm(x, {}, {}, epsilon), golden.matrix("plain"), 2e-6f) == "");
  CHECK(test::difference(layer_norm(x, gamma, beta, epsilon), golden.matrix("output"), 2e-6f) == "");
  CHECK(test::difference(layer_norm(x, gamma, beta, golden.number("large_epsilon")),
                         golden.matrix("output_large_epsilon"), 2e-6f) == "");
}

TEST_CASE("layer norm equals a loop", "[core]") {
  Random random(30);
  const Matrix x = random_normal(5, 9, 4, random);
  const RowVector gamma = random_normal(1, 9, 1, random).row(0);
  const RowVector beta = random_normal(1, 9, 1, random).row(0);
  const Matrix y = layer_norm(x, gamma, beta, 1e-3f);
  for (Eigen::Index i = 0; i < 5; ++i) {
    float mean = 0, variance = 0;
    for (Eigen::Index d = 0; d < 9; ++d) mean += x(i, d) / 9;
    for (Eigen::Index d = 0; d < 9; ++d) variance += (x(i, d) - mean) * (x(i, d) - mean) / 9;
    for (Eigen::Index d = 0; d < 9; ++d) {
      const float expected = (x(i, d) - mean) / std::sqrt(variance + 1e-3f) * gamma(d) + beta(d);
      CHECK(std::abs(y(i, d) - expected) < 1e-5f);
    }
  }
}

TEST_CASE("shifting and stretching a row changes nothing", "[core]") {
  Random random(31);
  const Matrix x = random_normal(5, 16, 1, random);
  const Matrix moved = (x.array() * 100 + 37).matrix();
  CHECK(test::difference(layer_norm(moved, {}, {}, 1e-12f), layer_norm(x, {}, {}, 1e-12f), 1e-4f) == "");
}

TEST_CASE("rows have mean 0 and variance 1; a flat row is all zeros", "[core]") {
  Random random(32);
  Matrix x = random_normal(5, 16, 3, random);
  x.row(4).setConstant(7);
  const Matrix y = layer_norm(x, {}, {});
  for (Eigen::Index i = 0; i < 4; ++i) {
    CHECK(std::abs(y.row(i).mean()) < 1e-6f);
    CHECK(std::abs(y.row(i).squaredNorm() / 16 - 1) < 1e-4f);
  }
  CHECK(y.row(4).isZero(0));
}

TEST_CASE("finite rows never give NaN, however large", "[core]") {
  Matrix x(1, 4);
  x << 3e38f, -3e38f, 3e38f, 1;
  CHECK(layer_norm(x, {}, {}).allFinite());
}

}  // namespace
}  // namespace theatre::core
