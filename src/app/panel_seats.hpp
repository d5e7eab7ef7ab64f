// Who sits at the expert panel: eight heads of the trace, each with what was measured of it.
#pragma once

#include <vector>

#include "scenes/seat.hpp"
#include "trace/trace.hpp"

namespace theatre::app {

// Of the hand-built model the heads that find a link in this sentence, those that are named after a measured link
// first; of another model the head that was best at each kind of link on the tuned half. The chosen head (layer, index)
// always has a seat.
std::vector<scenes::Seat> panel_seats(const trace::Trace& trace, int layer, int index);

}  // namespace theatre::app
