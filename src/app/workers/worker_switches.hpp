// The break-it switches as a worker's JavaScript hands them over: plain numbers and arrays.
#pragma once

#include <cstdint>

#include "model/model.hpp"

namespace theatre::app {

enum WorkerFlag { without_scale = 1, without_positions = 2, with_same_heads = 4 };

// `mask`: 0 none, 1 causal, 2 padding, 3 custom, then `custom` is side · side bytes. `off`: `offs` pairs of layer and
// head. `turn`: layer, head, side (0 query, 1 key), row, and then the new row of q or k; nothing where turn_size is 0.
model::Switches worker_switches(float temperature, int flags, int mask, int padding, const std::uint8_t* custom,
                                int side, const std::int32_t* off, int offs, const float* turn, int turn_size);

}  // namespace theatre::app
