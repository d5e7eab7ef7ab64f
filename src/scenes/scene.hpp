// One analogy: what it needs, what the page has to know of it, and how it is drawn. Outside its own folder nothing
// knows a scene by its name: whoever has to treat one differently asks for a trait.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scenes/picture.hpp"
#include "scenes/scene_input.hpp"

namespace theatre::scenes {

enum class Ground {
  paper,   // the page's own, light in a light page
  dark,    // a dark stage, also in a light page
  panels,  // none: the numbers themselves are the stage
};

// What the page writes at the box of the first text.
struct FirstText {
  std::string_view label = "Your sentence";
  bool asks = false;  // the text itself is the query, and its label has the query's colour
};

// The second text is a sentence in a box of its own, where a lesson gives one; or a list of cards, one on each line
// (its title, a colon, what it says): then a look-up makes the Trace.
struct SecondText {
  enum class Kind { sentence, cards };
  Kind kind = Kind::sentence;
  std::string_view label = "The other text";
  std::string_view one{}, many{};  // what a card is called: "book", "books"
  std::string_view hint{};         // over the sheet in which cards are edited
};

// What moves for a while after a change: SceneInput::phase runs from 0 to `way` within `seconds`, fast at first.
struct Run {
  float way = 0;
  double seconds = 0;
};

struct Scene {
  std::string_view id{};  // as lessons call it; its folder has the same name, with _ for -
  Picture (*draw)(const SceneInput& input) = nullptr;

  Ground ground = Ground::dark;
  FirstText first{};
  SecondText second{};
  std::string_view asked = "Where does “{word}” look?";  // what a projector asks, where the step has no question

  std::array<std::string_view, 6> captions{};  // of the steps of the strip, where the strip's own don't say it

  Run after_change{};
  int guess_step = 5;            // of the strip: as far as it goes while the learner guesses
  bool needs_seats = false;      // SceneInput::seats are filled in
  bool plot = false;             // it draws the series of a Trace as curves
  bool own_temperature = false;  // it has its own controls for the temperature, and for heads that are silenced or all
  bool own_heads = false;        // alike: the page says nothing more of them
  float phone_height = 346;      // of the stage, CSS px
  float (*phone_height_for)(std::size_t words, float height) = nullptr;  // a long text may need more than that
  bool parts = false;  // web/js/scenes/<id>/index.mjs puts something of its own on the page
};

// In the order of the table; the first is shown where no lesson asks for one.
std::span<const Scene> all_scenes();

const Scene* find_scene(std::string_view id);  // nullptr: there is none

std::vector<std::string_view> scene_ids();

}  // namespace theatre::scenes
