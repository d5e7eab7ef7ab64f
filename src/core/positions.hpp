// Sinusoidal position encodings.
#pragma once

#include "core/tensor.hpp"

namespace theatre::core {

// PE(pos, 2i) = sin(pos / base^(2i/d_model)), PE(pos, 2i+1) = cos(pos / base^(2i/d_model)).
// Vaswani et al. 2017, §3.5, base 10000. Returns (length, d_model); positions count from 0.
// An odd d_model ends on a sine. Angles are taken in double precision, so late positions stay exact.
Matrix sinusoidal_positions(Eigen::Index length, Eigen::Index d_model, double base = 10000.0);

}  // namespace theatre::core
