// Cocktail party: voices round a listener. How loud each one is, is the weight that a look-up gave it.
#pragma once

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// The trace is a look-up's (model/look_up.hpp): token 0 is what you listen for, the others are voices; a token's text
// is what its voice is about, its source what it says. The steps of the strip are the five stages: embed receives,
// qkv identifies, qkt and scale compare, softmax amplifies and then suppresses, mix lets you hear.
// Hot spots: "voice:i" and "share:i" (action "explain", value the weight of row 0), "hear:c" (action "explain-output",
// value the output's column c), before the mix "said:c" (a value of the voice that says it most) and "listener".
Picture party(const SceneInput& input);

}  // namespace theatre::scenes
