// Layer normalisation.
#pragma once

#include "core/tensor.hpp"

namespace theatre::core {

// y = (x - mean) / √(variance + epsilon) · gamma + beta, mean and (biased) variance over each row.
// Ba, Kiros, Hinton 2016, "Layer Normalization", equation 4; epsilon as every implementation adds it.
// x (T, d); gamma, beta (1, d), empty for 1 and 0; epsilon > 0. Returns (T, d).
// Mean and variance are taken in double precision: finite input gives finite output.
Matrix layer_norm(const Matrix& x, const RowVector& gamma, const RowVector& beta, float epsilon = 1e-5f);

}  // namespace theatre::core
