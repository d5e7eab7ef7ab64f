// What one row of weights would be if something were different, from the scores that the Trace holds.
#pragma once

#include "trace/trace.hpp"

namespace theatre::trace {

// The head's row of weights if each of its scores were multiplied by `factor` (the same as dividing the temperature
// by it). (1, T); the mask and the head's own temperature stay. factor > 0.
RowVector weights_if_scores_times(const Head& head, int row, float factor);

// The head as it would be then: temperature, weights and what it carries. Its scores stay.
Head if_scores_times(const Head& head, float factor);

}  // namespace theatre::trace
