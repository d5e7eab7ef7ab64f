// The scene “morph”: one lamp's light, and how it becomes a row of the matrix.
#include "scenes/scene.hpp"
#include "scenes/morph/morph.hpp"

namespace theatre::scenes {

Scene morph_scene() { return {.id = "morph", .draw = morph, .phone_height = 430, .parts = true}; }

}  // namespace theatre::scenes
