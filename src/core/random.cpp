// Seeded random numbers: the same bits from the same seed on every target.
#include "core/random.hpp"

#include <cassert>

namespace theatre::core {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15ull;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed) {
  state_ = split_mix(seed);
  increment_ = split_mix(seed) | 1u;  // must be odd
  bits();
}

std::uint32_t Random::bits() {
  const std::uint64_t old = state_;
  state_ = old * 6364136223846793005ull + increment_;
  const auto shifted = static_cast<std::uint32_t>(((old >> 18) ^ old) >> 27);
  const auto turn = static_cast<std::uint32_t>(old >> 59);
  return (shifted >> turn) | (shifted << ((32u - turn) & 31u));
}

std::uint32_t Random::below(std::uint32_t count) {
  assert(count > 0);
  const std::uint32_t uneven = (0u - count) % count;  // 2^32 mod count: the first numbers that would count twice
  for (;;) {
    const std::uint32_t value = bits();
    if (value >= uneven) return value % count;
  }
}

float Random::uniform() { return static_cast<float>(bits() >> 8) * 0x1p-24f; }

float Random::uniform(float low, float high) {
  // float · float is exact in double, so there is one rounding with or without fused multiply-add.
  const double width = static_cast<double>(high - low);
  return static_cast<float>(static_cast<double>(low) + width * static_cast<double>(uniform()));
}

float Random::normal() {
  std::int64_t sum = 0;
  for (int i = 0; i < 12; ++i) sum += static_cast<std::int64_t>(bits());
  // Twelve numbers around 2^31 - 1/2 each; halves are exact in double.
  return static_cast<float>((static_cast<double>(sum) - 6.0 * (0x1p32 - 1.0)) * 0x1p-32);
}

Matrix random_uniform(Eigen::Index rows, Eigen::Index columns, float low, float high, Random& random) {
  Matrix matrix(rows, columns);
  for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = random.uniform(low, high);
  return matrix;
}

Matrix random_normal(Eigen::Index rows, Eigen::Index columns, float deviation, Random& random) {
  Matrix matrix(rows, columns);
  for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = deviation * random.normal();
  return matrix;
}

}  // namespace theatre::core
