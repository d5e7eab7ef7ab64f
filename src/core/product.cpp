// Matrix products that stay finite for every finite input.
#include "core/product.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace theatre::core {
namespace {

float clamp_to_float(double value) {
  constexpr double kLargest = std::numeric_limits<float>::max();
  return static_cast<float>(std::clamp(value, -kLargest, kLargest));
}

// Only the entries that overflowed are taken again.
template <class Right>
void mend_overflow(const Matrix& a, const Right& b, Matrix& out) {
  if (out.allFinite()) return;
  for (Eigen::Index i = 0; i < out.rows(); ++i) {
    for (Eigen::Index j = 0; j < out.cols(); ++j) {
      if (std::isfinite(out(i, j))) continue;
      double sum = 0;
      for (Eigen::Index d = 0; d < a.cols(); ++d) {
        sum += static_cast<double>(a(i, d)) * static_cast<double>(b(d, j));
      }
      if (std::isnan(sum)) continue;  // the input itself was not finite: keep what float arithmetic says
      out(i, j) = clamp_to_float(sum);
    }
  }
}

}  // namespace

Matrix product(const Matrix& a, const Matrix& b) {
  assert(a.cols() == b.rows());
  Matrix out(a.rows(), b.cols());
  out.noalias() = a * b;
  mend_overflow(a, b, out);
  return out;
}

Matrix product_transposed(const Matrix& a, const Matrix& b) {
  assert(a.cols() == b.cols());
  Matrix out(a.rows(), b.rows());
  out.noalias() = a * b.transpose();
  mend_overflow(a, b.transpose(), out);
  return out;
}

Matrix affine(const Matrix& x, const Matrix& W, const RowVector& bias) {
  Matrix out = product(x, W);
  if (bias.size() == 0) return out;
  assert(bias.cols() == out.cols());
  out.rowwise() += bias;
  if (out.allFinite()) return out;
  constexpr float kLargest = std::numeric_limits<float>::max();
  return out.cwiseMin(kLargest).cwiseMax(-kLargest);
}

}  // namespace theatre::core
