// Comparing matrices within a tolerance, with a message that says where they differ.
#pragma once

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include "core/tensor.hpp"

namespace theatre::test {

// Empty when the shapes are equal and each pair differs by at most tolerance · max(1, |expected|);
// else one line about the worst pair. Use: CHECK(difference(a, b, 1e-6f) == "");
inline std::string difference(const core::Matrix& actual, const core::Matrix& expected, float tolerance) {
  std::ostringstream message;
  if (actual.rows() != expected.rows() || actual.cols() != expected.cols()) {
    message << "shape (" << actual.rows() << ", " << actual.cols() << ") instead of (" << expected.rows() << ", "
            << expected.cols() << ")";
    return message.str();
  }
  float worst = tolerance;
  for (Eigen::Index i = 0; i < actual.rows(); ++i) {
    for (Eigen::Index j = 0; j < actual.cols(); ++j) {
      const float gap = std::abs(actual(i, j) - expected(i, j)) / std::max(1.0f, std::abs(expected(i, j)));
      if (gap <= worst) continue;
      worst = gap;
      message.str("");
      message << "at (" << i << ", " << j << "): " << actual(i, j) << " instead of " << expected(i, j);
      if (std::isnan(gap)) return message.str();
    }
  }
  return message.str();
}

}  // namespace theatre::test
