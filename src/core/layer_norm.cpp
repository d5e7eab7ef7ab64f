// Layer normalisation.
#include "core/layer_norm.hpp"

#include <cassert>
#include <cmath>

namespace theatre::core {

Matrix layer_norm(const Matrix& x, const RowVector& gamma, const RowVector& beta, float epsilon) {
  assert(gamma.size() == 0 || gamma.cols() == x.cols());
  assert(beta.size() == 0 || beta.cols() == x.cols());
  assert(epsilon > 0);
  Matrix y(x.rows(), x.cols());
  const auto d = static_cast<double>(x.cols());
  for (Eigen::Index i = 0; i < x.rows(); ++i) {
    const Eigen::RowVectorXd centred = (x.row(i).cast<double>().array() - x.row(i).cast<double>().sum() / d).matrix();
    const double spread = std::sqrt(centred.squaredNorm() / d + static_cast<double>(epsilon));
    y.row(i) = (centred / spread).cast<float>();
  }
  if (gamma.size() != 0) y.array().rowwise() *= gamma.array();
  if (beta.size() != 0) y.rowwise() += beta;
  return y;
}

}  // namespace theatre::core
