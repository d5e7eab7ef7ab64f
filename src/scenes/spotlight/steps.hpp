// The stage before the light: what stands under each word while a head still asks, offers and compares.
#pragma once

#include <string_view>

#include "scenes/picture.hpp"
#include "scenes/scene_input.hpp"
#include "trace/trace.hpp"

namespace theatre::scenes {

// For a picture made with reveal 0. `step` is one of "embed" (adds nothing), "qkv" (who asks, who offers), "qkt" (q ·
// k) and "scale" (q · k ÷ √d_k); numbers are those of `row` in the head, a masked one is a dash. Labels "step:i".
void add_step_labels(Picture& picture, const trace::Head& head, int row, std::string_view step);

// The stage at any step of the strip: light from softmax on, before that what stands under each word.
Picture spotlight_at_step(const SceneInput& input);

}  // namespace theatre::scenes
