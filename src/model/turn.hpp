// An arrow turned by hand, put into a head's pass before anything is computed from it.
#pragma once

#include <optional>
#include <string>

#include "model/model.hpp"

namespace theatre::model {

// Does the turn belong to this head, and is there such a row of such a length?
bool fits(const Turn& turn, int layer, int head, Eigen::Index rows, Eigen::Index d_head);

// Changes q or k of the head that the turn belongs to, and keeps in it what was there. `head` needs its layer, index,
// q and k.
void apply(const std::optional<Turn>& turn, trace::Head& head);

// Says in the Trace's notes that an arrow of one of its heads was turned.
void note_turn(const std::optional<Turn>& turn, trace::Trace& trace);
std::string note_of(const Turn& turn, const std::string& word);

}  // namespace theatre::model
