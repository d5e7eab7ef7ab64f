// Expert panel: the heads sit at a table, each holds up the word it looks at most, and their notes become one report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// One head at the table, with what was measured of it. Scenes know no models: whoever asks for the picture fills it in.
struct Seat {
  int layer = 0;
  int head = 0;
  std::string name;            // "Head 4.5"
  std::string job;             // "Who is it?"
  std::string tested;          // what it was measured at: "pronoun → who it is"; empty: nothing
  std::optional<float> share;  // how often it was right at its job, 0…1; none: never measured
  std::string measured;        // the same as a sentence
};

struct PanelInput : SceneInput {
  std::vector<Seat> seats;  // at most 8 are shown
  bool alike = false;       // the switch: all heads of a layer compute the same
};

inline constexpr std::size_t most_seats = 8;

// Hot spots: "head:L.H" (action "select-head", value its strongest weight in the row), "paddle:L.H" (action "explain",
// that weight; at the steps that compare, the best score), "silence:L.H" (action "silence"), "alike" (action "alike"),
// "word:i" (action "select", value the chosen head's weight), "report:L.H" (action "explain-output"; token is the
// column, value that output) and "answer" (action "explain-residual"; token is the dimension, value how much the
// layer's heads change it).
Picture panel(const PanelInput& input);

}  // namespace theatre::scenes
