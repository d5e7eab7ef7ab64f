// The scene “five-steps”: the matrices and the arithmetic are the stage. Where a page leaves room beside them, one lamp
// shows the same row.
#include "scenes/scene.hpp"
#include "scenes/spotlight/steps.hpp"

namespace theatre::scenes {

Scene five_steps_scene() {
  return {
      .id = "five-steps",
      .draw = spotlight_at_step,
      .ground = Ground::panels,
      .guess_step = softmax_step - 1,  // matrices have no lamp to switch off: they stop before the shares
      .phone_height = 600,
  };
}

}  // namespace theatre::scenes
