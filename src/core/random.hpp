// Seeded random numbers: the same bits from the same seed on every target.
#pragma once

#include <cstdint>

#include "core/tensor.hpp"

namespace theatre::core {

// PCG-XSH-RR 64/32 (O'Neill 2014, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms
// for Random Number Generation"), seeded through SplitMix64 (Steele, Lea, Flood 2014).
// Everything is made from whole numbers and exact float steps; no library function whose last digit may
// differ.
class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint32_t bits();                      // all 32 bits random
  std::uint32_t below(std::uint32_t count);  // 0 … count-1, each equally likely; count > 0
  float uniform();                           // [0, 1), a multiple of 2^-24
  float uniform(float low, float high);      // [low, high]

  // Mean 0, variance 1: the sum of twelve uniform numbers less 6 (Irwin–Hall). Differs from the normal
  // distribution in its far tails only (never beyond ±6), and needs no logarithm.
  float normal();

 private:
  std::uint64_t state_ = 0;
  std::uint64_t increment_ = 1;
};

Matrix random_uniform(Eigen::Index rows, Eigen::Index columns, float low, float high, Random& random);
Matrix random_normal(Eigen::Index rows, Eigen::Index columns, float deviation, Random& random);

}  // namespace theatre::core
