// The scene “spotlight”: the stage with one lamp.
#include "scenes/scene.hpp"
#include "scenes/spotlight/metrics.hpp"
#include "scenes/spotlight/steps.hpp"

namespace theatre::scenes {

Scene spotlight_scene() { return {.id = "spotlight", .draw = spotlight_at_step, .phone_height_for = phone_height_for}; }

}  // namespace theatre::scenes
