// The seeded generator: the same bits everywhere, and the right distributions.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/random.hpp"

namespace theatre::core {
namespace {

std::uint32_t bits_of(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

TEST_CASE("a seed gives these bits on every target", "[core]") {
  Random random(42);
  std::vector<std::uint32_t> bits;
  for (int i = 0; i < 4; ++i) bits.push_back(random.bits());
  CHECK(bits == std::vector<std::uint32_t>{784068600u, 3015419514u, 3010714124u, 2587533094u});
  CHECK(bits_of(random.uniform()) == 1059078210u);
  CHECK(bits_of(random.uniform(-0.3f, 1.7f)) == 1047417652u);
  CHECK(bits_of(random.normal()) == 3213856059u);
  CHECK(bits_of(random_normal(3, 5, 0.7f, random)(2, 4)) == 1068809743u);
}

TEST_CASE("the same seed repeats, another differs", "[core]") {
  Random a(7), b(7), c(8);
  CHECK(random_normal(4, 4, 1, a) == random_normal(4, 4, 1, b));
  CHECK(random_normal(4, 4, 1, a) != random_normal(4, 4, 1, c));
}

TEST_CASE("uniform numbers stay in range and fill it evenly", "[core]") {
  Random random(1);
  std::vector<int> bins(10);
  for (int i = 0; i < 100000; ++i) {
    const float value = random.uniform();
    REQUIRE((value >= 0.0f && value < 1.0f));
    ++bins[static_cast<std::size_t>(value * 10)];
  }
  for (const int count : bins) CHECK(std::abs(count - 10000) < 500);  // five deviations of 95
  for (int i = 0; i < 1000; ++i) {
    const float value = random.uniform(-2.0f, 3.0f);
    REQUIRE((value >= -2.0f && value <= 3.0f));
  }
}

TEST_CASE("below reaches each number about equally often", "[core]") {
  Random random(2);
  std::vector<int> bins(7);
  for (int i = 0; i < 70000; ++i) ++bins.at(random.below(7));
  for (const int count : bins) CHECK(std::abs(count - 10000) < 500);
  CHECK(random.below(1) == 0);
}

TEST_CASE("normal numbers have mean 0, variance 1 and no skew", "[core]") {
  Random random(3);
  constexpr int kCount = 200000;
  double sum = 0, squares = 0, cubes = 0;
  int within_one = 0;
  for (int i = 0; i < kCount; ++i) {
    const auto value = static_cast<double>(random.normal());
    sum += value;
    squares += value * value;
    cubes += value * value * value;
    within_one += std::abs(value) < 1;
  }
  CHECK(std::abs(sum / kCount) < 0.01);
  CHECK(std::abs(squares / kCount - 1) < 0.02);
  CHECK(std::abs(cubes / kCount) < 0.03);
  CHECK(std::abs(static_cast<double>(within_one) / kCount - 0.6827) < 0.01);
}

}  // namespace
}  // namespace theatre::core
