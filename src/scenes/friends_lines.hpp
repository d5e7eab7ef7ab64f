// The arithmetic of one pair as lines of text that a pocket calculator can follow.
#pragma once

#include <string>
#include <vector>

#include "scenes/picture.hpp"
#include "trace/trace.hpp"

namespace theatre::scenes {

struct FriendsLine {
  std::string label;    // "went · market"
  std::string working;  // "0.63 × 0.88 + …"
  std::string result;   // " = 1.79"
  Role role = Role::text;
};

// As far as `step` of the strip has come: product, score, share, and what is mixed. Figures are those of the ledger.
std::vector<FriendsLine> friends_lines(const trace::Trace& trace, const trace::Head& head, int row, int column, int step);

}  // namespace theatre::scenes
