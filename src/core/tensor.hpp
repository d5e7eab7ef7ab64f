// The one matrix type of the project, and the mask that goes with a matrix of scores.
#pragma once

#include <Eigen/Core>

namespace theatre::core {

// Row-major float matrix. Shapes are given in comments as (rows, columns); rows are tokens
// unless said otherwise: X (T, d_model), scores (T_query, T_key).
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using RowVector = Eigen::Matrix<float, 1, Eigen::Dynamic, Eigen::RowMajor>;

// (T_query, T_key); true = this query may look at this key. An empty mask (0, 0) allows everything.
using Mask = Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

}  // namespace theatre::core
