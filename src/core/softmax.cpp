// Softmax over each row of a matrix of scores.
#include "core/softmax.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace theatre::core {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kLowest = std::numeric_limits<float>::lowest();

// exp(x) is below the smallest normal float from here on. Vectorised exp gives 2e-39 instead of 0 there.
constexpr float kExpIsZeroBelow = -87.0f;

}  // namespace

Matrix softmax(const Matrix& scores, const Mask& mask, float temperature) {
  assert(mask.size() == 0 || (mask.rows() == scores.rows() && mask.cols() == scores.cols()));
  const bool masked = mask.size() != 0;
  const auto keys = scores.cols();
  Matrix weights = Matrix::Zero(scores.rows(), keys);
  RowVector allowed(keys);  // this row's scores, -infinity where masked
  RowVector shifted(keys);  // (score - largest) / temperature

  for (Eigen::Index i = 0; i < scores.rows(); ++i) {
    float largest = -kInfinity;
    for (Eigen::Index j = 0; j < keys; ++j) {
      allowed(j) = !masked || mask(i, j) ? scores(i, j) : -kInfinity;
      largest = std::max(largest, allowed(j));
    }
    if (largest == -kInfinity) continue;  // nothing may be looked at

    auto row = weights.row(i);
    if (largest == kInfinity || !(temperature > 0)) {
      for (Eigen::Index j = 0; j < keys; ++j) row(j) = allowed(j) == largest ? 1.0f : 0.0f;
    } else {
      // Cut at the lowest float: an infinite temperature must not meet an infinite difference.
      shifted = (allowed.array() - largest).max(kLowest).matrix() / temperature;
      row = shifted.array().max(kExpIsZeroBelow).exp().matrix();
      for (Eigen::Index j = 0; j < keys; ++j) {
        const bool none = allowed(j) == -kInfinity || !(shifted(j) >= kExpIsZeroBelow);
        row(j) = none ? 0.0F : row(j);
      }
    }
    row /= row.sum();
  }
  return weights;
}

}  // namespace theatre::core
