// The scene “spotlight”: the stage with one lamp.
#include "scenes/scene.hpp"
#include "scenes/spotlight/steps.hpp"

namespace theatre::scenes {

Scene spotlight_scene() { return {.id = "spotlight", .draw = spotlight_at_step}; }

}  // namespace theatre::scenes
