// The last step on the stage: what the lit words hand over, by name, and what the asking word takes home.
#pragma once

#include "scenes/spotlight/layout.hpp"

namespace theatre::scenes {

// Adds to the picture, over the asking word, the values that it gathered (labels and hot spots "home:c", c a column of
// the head's values), and over the words that gave most their names (labels "gives:j"), on their way to it while the
// step begins. Adds nothing before the step "· V", where nobody on this stage asks, or where values have no names.
void add_what_is_taken_home(Picture& picture, const SceneInput& input, const StageLayout& layout,
                            const Measure& measure);

}  // namespace theatre::scenes
