// One head's pass, for every model that computes its heads one by one.
#pragma once

#include <optional>

#include "model/model.hpp"

namespace theatre::model {

// A head with its place and what it is called; everything else is still to come.
trace::Head head_of(const HeadInfo& info);

// Fills in what follows from q, k, v, mask and temperature: products, scale, scores, weights and output, after an arrow
// that was turned by hand is put into q or k. `scale`: divide by √d_head.
void attend(trace::Head& head, bool scale, const std::optional<Turn>& turn);

}  // namespace theatre::model
