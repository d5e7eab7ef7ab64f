// Percents that add to 100.
#include "trace/share.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "core/random.hpp"
#include "core/softmax.hpp"

namespace theatre::trace {
namespace {

core::RowVector row(std::initializer_list<float> values) {
  core::RowVector out(static_cast<Eigen::Index>(values.size()));
  std::copy(values.begin(), values.end(), out.data());
  return out;
}

TEST_CASE("thirds add to 100, the first gets the odd point", "[trace]") {
  CHECK(percents(row({1 / 3.0f, 1 / 3.0f, 1 / 3.0f})) == std::vector<int>{34, 33, 33});
  CHECK(percents(row({0.5f, 0.5f})) == std::vector<int>{50, 50});
  CHECK(percents(row({0.994f, 0.006f})) == std::vector<int>{99, 1});
  CHECK(percents(row({1, 0, 0})) == std::vector<int>{100, 0, 0});
}

TEST_CASE("a row that is all masked stays all zero", "[trace]") {
  CHECK(percents(row({0, 0, 0})) == std::vector<int>{0, 0, 0});
  CHECK(percents(core::RowVector()).empty());
}

TEST_CASE("any row of weights: sum 100, each within one point, masked stay 0, order kept", "[trace]") {
  core::Random random(5);
  for (int round = 0; round < 300; ++round) {
    const auto size = 1 + static_cast<Eigen::Index>(random.below(200));
    core::Mask mask = core::Mask::Constant(1, size, true);
    for (Eigen::Index j = 1; j < size; ++j) mask(0, j) = random.uniform() < 0.8f;
    const core::Matrix weights = core::softmax(core::random_normal(1, size, random.uniform(0, 6), random), mask);
    const auto whole = percents(weights.row(0));
    CHECK(std::accumulate(whole.begin(), whole.end(), 0) == 100);
    for (Eigen::Index j = 0; j < size; ++j) {
      const int percent = whole[static_cast<std::size_t>(j)];
      CHECK(std::abs(static_cast<float>(percent) - weights(0, j) * 100) < 1.001f);
      if (!mask(0, j)) CHECK(percent == 0);
      for (Eigen::Index k = 0; k < size; ++k) {
        if (weights(0, j) > weights(0, k)) REQUIRE(percent >= whole[static_cast<std::size_t>(k)]);
      }
    }
  }
}

}  // namespace
}  // namespace theatre::trace
