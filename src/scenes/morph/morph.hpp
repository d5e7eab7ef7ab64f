// From the stage to the matrix: the lamp's light on each word becomes one row of cells, and the other rows are what the
// lamp would share out elsewhere.
#pragma once

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

inline constexpr int most_morph_words = 36;  // of a longer text, those round the word that asks

// SceneInput::dial 0 is the stage as the spotlight draws it, 1 the heat map of the same head's weights. Labels: the
// stage's, and "row:i", "sum:i". Hot spots: the stage's while it stands; then "word:i" (action "select"), "column:i"
// (its value is the sum of the column) and "light:r:c" (action "explain", the weight).
Picture morph(const SceneInput& input);

}  // namespace theatre::scenes
