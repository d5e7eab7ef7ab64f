// Expert panel: the heads sit at a table, each holds up the word it looks at most, and their notes become one report.
#pragma once

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// The heads are those of `input.seats`, at most `most_seats` of them.
// Hot spots: "head:L.H" (action "select-head", value its strongest weight in the row), "paddle:L.H" (action "explain",
// that weight; at the steps that compare, the best score), "silence:L.H" (action "silence"), "alike" (action "alike"),
// "word:i" (action "select", value the chosen head's weight), "report:L.H" (action "explain-output"; token is the
// column, value that output) and "answer" (action "explain-residual"; token is the dimension, value how much the
// layer's heads change it).
Picture panel(const SceneInput& input);

}  // namespace theatre::scenes
