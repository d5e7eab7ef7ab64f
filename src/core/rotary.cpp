// Rotary positions.
#include "core/rotary.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

namespace theatre::core {

Matrix rotary_angles(Eigen::Index length, Eigen::Index channels, double base, Eigen::Index first) {
  assert(channels % 2 == 0);
  Matrix angles(length, channels / 2);
  for (Eigen::Index i = 0; i < angles.cols(); ++i) {
    const double frequency = std::pow(base, -2.0 * static_cast<double>(i) / static_cast<double>(channels));
    for (Eigen::Index t = 0; t < length; ++t) {
      angles(t, i) = static_cast<float>(std::fmod(static_cast<double>(first + t) * frequency, 2 * std::numbers::pi));
    }
  }
  return angles;
}

RotaryPair rotary_pair(Eigen::Index c, Eigen::Index pairs, bool halves) {
  if (halves) return c < pairs ? RotaryPair{c + pairs, c, true} : RotaryPair{c - pairs, c - pairs, false};
  return c % 2 == 0 ? RotaryPair{c + 1, c / 2, true} : RotaryPair{c - 1, c / 2, false};
}

Matrix rotated(const Matrix& x, const Matrix& angles, bool halves) {
  assert(angles.rows() == x.rows() && 2 * angles.cols() <= x.cols());
  Matrix out = x;
  for (Eigen::Index t = 0; t < x.rows(); ++t) {
    for (Eigen::Index c = 0; c < 2 * angles.cols(); ++c) {
      const auto [partner, pair, first] = rotary_pair(c, angles.cols(), halves);
      const double angle = static_cast<double>(angles(t, pair)), own = static_cast<double>(x(t, c));
      const double other = static_cast<double>(x(t, partner));
      out(t, c) = static_cast<float>(own * std::cos(angle) + (first ? -other : other) * std::sin(angle));
    }
  }
  return out;
}

}  // namespace theatre::core
