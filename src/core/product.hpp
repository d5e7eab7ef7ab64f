// Matrix products that stay finite for every finite input.
#pragma once

#include "core/tensor.hpp"

namespace theatre::core {

// a · b, (n, m) = (n, d) · (d, m).
// Single precision. Where a sum leaves the range of a float it is taken again in double precision and
// cut to the largest float, so that finite input never gives an infinity or "not a number".
Matrix product(const Matrix& a, const Matrix& b);

// a · bᵀ, (n, m) = (n, d) · (m, d)ᵀ. Same promise.
Matrix product_transposed(const Matrix& a, const Matrix& b);

// x · W + bias, (T, d_out) = (T, d_in) · (d_in, d_out) + (1, d_out). An empty bias adds nothing.
Matrix affine(const Matrix& x, const Matrix& W, const RowVector& bias);

}  // namespace theatre::core
