// Sinusoidal position encodings.
#include "core/positions.hpp"

#include <cmath>

namespace theatre::core {

Matrix sinusoidal_positions(Eigen::Index length, Eigen::Index d_model, double base) {
  Matrix encoding(length, d_model);
  for (Eigen::Index column = 0; column < d_model; ++column) {
    const auto pair = static_cast<double>(column - column % 2);  // the 2i of the formula
    const double frequency = std::pow(base, -pair / static_cast<double>(d_model));
    for (Eigen::Index position = 0; position < length; ++position) {
      const double angle = static_cast<double>(position) * frequency;
      encoding(position, column) = static_cast<float>(column % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  }
  return encoding;
}

}  // namespace theatre::core
