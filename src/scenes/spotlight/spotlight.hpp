// The stage: one lamp over the word that asks, its light shared out over all words by the weights of one
// head.
#pragma once

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// Hot spots: "word:i" (action "select"), "percent:i", "beam:i" and "share:i" (action "explain", the quantity
// weight(row.token, i)); their value is that weight of the trace, whatever is still moving. Labels: "word:i",
// "percent:i", "lamp", "total", and "left" / "right" with what lies outside the window.
// With a card (light theme) every label lies on the dark stage: draw it in the dark theme's colours.
Picture spotlight(const SceneInput& input);

}  // namespace theatre::scenes
