// The scene “party”: a look-up heard as voices round a listener.
#include "scenes/party/party.hpp"

#include "scenes/scene.hpp"

namespace theatre::scenes {
namespace {

Picture draw(const SceneInput& input) { return party(lit_by_weights(input)); }

}  // namespace

Scene party_scene() {
  return {
      .id = "party",
      .draw = draw,
      .first = {.label = "You listen for"},
      .second = {.kind = SecondText::Kind::cards,
                 .label = "The voices",
                 .one = "voice",
                 .many = "voices",
                 .hint = "One voice a line: what it is about, a colon, what it says."},
      .asked = "You listen for “{word}”",
      .captions = {"receive", "identify", "compare", "compare", "amplify", "understand"},
      .after_change = {.way = 3, .seconds = 4.2},  // wavelengths that the rings travel
      .own_temperature = true,
      .phone_height = 606,
      .parts = true,
  };
}

}  // namespace theatre::scenes
