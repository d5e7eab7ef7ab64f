// Percents that a view may print beside a row of weights.
#pragma once

#include <string>
#include <vector>

#include "core/tensor.hpp"

namespace theatre::trace {

// Whole percents of a row of weights that add up to exactly 100: each is rounded down, and the points that
// are left go to the largest remainders, the earlier word first (largest remainder method, Hamilton 1792). A
// weight of exactly 0 stays 0. A row that is all zero gives all zeros.
std::vector<int> percents(const core::RowVector& weights);

// "65 %".
std::string percent_text(int percent);

}  // namespace theatre::trace
