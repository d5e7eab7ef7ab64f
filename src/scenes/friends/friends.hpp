// Friends' advice: the smallest complete example. Every friend's numbers, the score and share each gets from the one
// who asks, the arithmetic of one pair spelled out, and what the asker takes away: all on one screen.
#pragma once

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// For a Trace with few words and few numbers a word (d_head up to 6). Columns are friends; `input.row.token` asks, and
// `input.column` is the friend whose arithmetic is spelled out (-1: the one with the largest weight).
// Hot spots: "word:i" (action "select"), "number:i:c" (a number of friend i), "score:i", "percent:i", "output:c"
// (action "explain"); their value is the number shown. Labels: the same names, and "line:n" for the arithmetic.
Picture friends(const SceneInput& input);

}  // namespace theatre::scenes
