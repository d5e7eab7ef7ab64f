// What light falls on each word at one moment: two rows of weights mixed while the lamp moves, and the
// reveal.
#pragma once

#include <vector>

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// Ease in-out cubic on [0, 1].
float ease_in_out(float t);

struct Light {
  trace::RowVector truth;       // (1, T) the chosen row of the trace
  trace::RowVector shown;       // (1, T) the mixed row; sums to 1 where both rows do
  trace::RowVector classed;     // (1, T) the row that decides sizes of type: swapped at the end of a move
  std::vector<int> percents;    // of `shown`, whole, adding to 100
  std::vector<float> revealed;  // per token, 0…1: the weakest first, the strongest last
};

// Rows that the trace lacks count as all zero.
Light light_of(const SceneInput& input);

}  // namespace theatre::scenes
