// Who sits at the expert panel: eight heads of the trace, each with what was measured of it.
#pragma once

#include <string>
#include <vector>

#include "scenes/seat.hpp"
#include "trace/trace.hpp"

namespace theatre::app {

// Of the hand-built model the heads of its links, those that find one in this sentence first; of another model the head
// that was best at each kind of link on the tuned half. The chosen head (layer, index) always has a seat, and so has
// each of `asked`: heads by name that a question offers.
std::vector<scenes::Seat> panel_seats(const trace::Trace& trace, int layer, int index,
                                      const std::vector<std::string>& asked = {});

}  // namespace theatre::app
