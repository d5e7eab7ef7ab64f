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
  bool later = false;  // what is still to come, in words
};

// As far as `step` of the strip has come: what is asked and offered, product, score, share, and what is mixed; then, in
// words, what is still to come. Figures are those of the ledger.
std::vector<FriendsLine> friends_lines(const trace::Trace& trace, const trace::Head& head, int row, int column,
                                       int step);

}  // namespace theatre::scenes
