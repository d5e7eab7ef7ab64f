// The scene “friends”: an attention head small enough for a pocket calculator.
#include "scenes/friends/friends.hpp"

#include "scenes/scene.hpp"

namespace theatre::scenes {
namespace {

Picture draw(const SceneInput& input) { return friends(lit_by_weights(input)); }

}  // namespace

Scene friends_scene() {
  return {.id = "friends",
          .draw = draw,
          .ground = Ground::paper,
          .own_temperature = true,
          .phone_height = 570,
          .parts = true};
}

}  // namespace theatre::scenes
