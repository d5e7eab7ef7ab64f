// Rotary positions: pairs of channels turned by an angle that grows with the place.
#pragma once

#include "core/tensor.hpp"

namespace theatre::core {

// angle(pos, i) = pos / base^(2i / channels) in radians, less whole turns. Su et al. 2021, "RoFormer", §3.2.2, base
// 10000. Returns (length, channels / 2); positions count from `first`. channels is even.
// Angles are taken in double precision, so late positions stay exact.
Matrix rotary_angles(Eigen::Index length, Eigen::Index channels, double base = 10000.0, Eigen::Index first = 0);

// The other channel of the pair that channel c belongs to, and which pair that is.
struct RotaryPair {
  Eigen::Index partner;
  Eigen::Index pair;
  bool first;  // c is the pair's x; otherwise its y
};
// `halves`: c is paired with c + pairs, as GPT-NeoX and LLaMA store them; otherwise 2i with 2i + 1, as in the paper.
// c < 2 · pairs.
RotaryPair rotary_pair(Eigen::Index c, Eigen::Index pairs, bool halves);

// Each pair (x, y) of a row becomes (x cos − y sin, x sin + y cos). x (T, d), angles (T, pairs), 2 · pairs <= d; the
// channels beyond the last pair stay as they are. Returns (T, d).
// The product of a query turned at place m with a key turned at place n depends on m − n alone.
Matrix rotated(const Matrix& x, const Matrix& angles, bool halves = false);

}  // namespace theatre::core
