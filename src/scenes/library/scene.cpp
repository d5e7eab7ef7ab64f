// The scene “library”: a look-up in books.
#include "scenes/library/library.hpp"

#include "scenes/scene.hpp"

namespace theatre::scenes {
namespace {

Picture draw(const SceneInput& input) { return library(lit_by_weights(input)); }

}  // namespace

Scene library_scene() {
  return {
      .id = "library",
      .draw = draw,
      .ground = Ground::paper,
      .first = {.label = "Query", .asks = true},
      .second = {.kind = SecondText::Kind::cards,
                 .label = "Your books",
                 .one = "book",
                 .many = "books",
                 .hint = "One book a line: its title, a colon, what it says."},
      .asked = "You ask for “{word}”",
      .own_temperature = true,
      .phone_height = 506,
      .parts = true,
  };
}

}  // namespace theatre::scenes
