// The scene “panel”: the heads of a layer at one table.
#include "scenes/panel/panel.hpp"

#include "scenes/scene.hpp"

namespace theatre::scenes {

Scene panel_scene() {
  return {.id = "panel", .draw = panel, .needs_seats = true, .own_heads = true, .phone_height = 566};
}

}  // namespace theatre::scenes
