// Softmax: against a loop, PyTorch and its own algebra.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "core/mask.hpp"
#include "core/random.hpp"
#include "core/softmax.hpp"
#include "support/golden.hpp"
#include "support/near.hpp"

namespace theatre::core {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

Matrix naive_softmax(const Matrix& scores, const Mask& mask, float temperature) {
  Matrix weights = Matrix::Zero(scores.rows(), scores.cols());
  for (Eigen::Index i = 0; i < scores.rows(); ++i) {
    double largest = -std::numeric_limits<double>::infinity(), sum = 0;
    for (Eigen::Index j = 0; j < scores.cols(); ++j) {
      if (allows(mask, i, j)) largest = std::max(largest, static_cast<double>(scores(i, j)));
    }
    const auto share = [&](Eigen::Index j) {
      return allows(mask, i, j)
                 ? std::exp((static_cast<double>(scores(i, j)) - largest) / static_cast<double>(temperature))
                 : 0.0;
    };
    for (Eigen::Index j = 0; j < scores.cols(); ++j) sum += share(j);
    for (Eigen::Index j = 0; j < scores.cols() && sum > 0; ++j) weights(i, j) = static_cast<float>(share(j) / sum);
  }
  return weights;
}

Mask random_mask(Eigen::Index rows, Eigen::Index columns, Random& random) {
  Mask mask(rows, columns);
  for (Eigen::Index i = 0; i < mask.size(); ++i) mask.data()[i] = random.uniform() < 0.6f;
  return mask;
}

bool rows_sum_to_one_or_zero(const Matrix& weights) {
  for (Eigen::Index i = 0; i < weights.rows(); ++i) {
    const float sum = weights.row(i).sum();
    if (sum != 0 && std::abs(sum - 1) > 1e-5f) return false;
  }
  return weights.allFinite() && (weights.array() >= 0).all();
}

TEST_CASE("softmax equals a loop in double precision", "[core]") {
  Random random(3);
  for (const Eigen::Index keys : {1, 2, 3, 4, 5, 8, 13, 40}) {
    for (const float temperature : {0.1f, 1.0f, 7.0f}) {
      const Matrix scores = random_normal(6, keys, 5, random);
      CHECK(test::difference(softmax(scores, {}, temperature), naive_softmax(scores, {}, temperature), 2e-6f) == "");
      const Mask mask = random_mask(6, keys, random);
      CHECK(test::difference(softmax(scores, mask, temperature), naive_softmax(scores, mask, temperature), 2e-6f) ==
            "");
    }
  }
}

TEST_CASE("softmax equals PyTorch's", "[core][golden]") {
  const auto golden = test::read_golden("core/softmax.txt");
  const Matrix& scores = golden.matrix("scores");
  CHECK(test::difference(softmax(scores), golden.matrix("weights"), 2e-6f) == "");
  CHECK(test::difference(softmax(scores, {}, golden.number("temperature")), golden.matrix("weights_at_temperature"),
                         2e-6f) == "");
  CHECK(test::difference(softmax(scores, golden.mask("mask")), golden.matrix("masked_weights"), 2e-6f) == "");
}

TEST_CASE("rows of weights sum to 1, also for scores up to 3e5", "[core]") {
  Random random(4);
  for (const float size : {1e-6f, 1.0f, 100.0f, 3e5f, 3e38f}) {
    const Matrix weights = softmax(random_uniform(20, 33, -size, size, random));
    INFO("size " << size);
    CHECK(rows_sum_to_one_or_zero(weights));
    CHECK((weights.rowwise().sum().array() > 0.99f).all());
  }
}

TEST_CASE("adding a number to a whole row changes nothing", "[core]") {
  Random random(5);
  Matrix scores = random_normal(4, 9, 2, random);
  const Matrix weights = softmax(scores);
  scores.array() += 64;
  CHECK(test::difference(softmax(scores), weights, 1e-5f) == "");
}

TEST_CASE("reordering the keys reorders the weights", "[core]") {
  Random random(6);
  const Matrix scores = random_normal(4, 9, 2, random);
  CHECK(test::difference(softmax(scores.rowwise().reverse()), softmax(scores).rowwise().reverse(), 1e-6f) == "");
}

TEST_CASE("masked weights are exactly zero and a wholly masked row is all zeros", "[core]") {
  Random random(7);
  const Matrix scores = random_uniform(5, 11, -3e5f, 3e5f, random);
  Mask mask = random_mask(5, 11, random);
  mask.row(2).setConstant(false);
  const Matrix weights = softmax(scores, mask);
  for (Eigen::Index i = 0; i < 5; ++i) {
    for (Eigen::Index j = 0; j < 11; ++j) {
      if (!mask(i, j)) CHECK(weights(i, j) == 0.0f);
    }
  }
  CHECK(weights.row(2).isZero(0));
  CHECK(rows_sum_to_one_or_zero(weights));
}

TEST_CASE("scores of minus infinity count as masked, of infinity as the only ones left", "[core]") {
  Matrix scores(3, 4);
  scores << 0, -kInfinity, 0, -kInfinity,              //
      -kInfinity, -kInfinity, -kInfinity, -kInfinity,  //
      kInfinity, 5, kInfinity, -kInfinity;
  Matrix expected(3, 4);
  expected << .5f, 0, .5f, 0, 0, 0, 0, 0, .5f, 0, .5f, 0;
  CHECK(softmax(scores) == expected);
  CHECK(softmax(scores, {}, kInfinity) == expected);
  CHECK(softmax(scores, {}, 0) == expected);
}

TEST_CASE("temperature to 0 is the largest, to infinity is equal shares", "[core]") {
  Random random(8);
  const Matrix scores = random_normal(6, 10, 1, random);
  Matrix hard = Matrix::Zero(6, 10);
  for (Eigen::Index i = 0; i < 6; ++i) {
    Eigen::Index best = 0;
    scores.row(i).maxCoeff(&best);
    hard(i, best) = 1;
  }
  for (const float temperature : {1e-6f, 1e-38f, 0.0f, -1.0f}) CHECK(softmax(scores, {}, temperature) == hard);
  const Matrix even = Matrix::Constant(6, 10, 0.1f);
  for (const float temperature : {1e8f, 3e38f, kInfinity}) {
    CHECK(test::difference(softmax(scores, {}, temperature), even, 1e-6f) == "");
  }
}

TEST_CASE("equal largest scores share alike at temperature 0", "[core]") {
  Matrix scores(1, 4);
  scores << 2, 1, 2, 0;
  Matrix expected(1, 4);
  expected << .5f, 0, .5f, 0;
  CHECK(softmax(scores, {}, 0) == expected);
}

TEST_CASE("softmax of nothing is nothing", "[core]") {
  CHECK(softmax(Matrix(0, 0)).size() == 0);
  CHECK(softmax(Matrix(3, 0)).rows() == 3);
}

}  // namespace
}  // namespace theatre::core
