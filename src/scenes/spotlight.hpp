// The stage: one lamp over the word that asks, its light shared out over all words by the weights of one
// head.
#pragma once

#include <optional>

#include "scenes/picture.hpp"
#include "scenes/theme.hpp"
#include "trace/trace.hpp"

namespace theatre::scenes {

enum class Layout { wide, phone, projector };

// One row of one head: whose attention is shown.
struct AttentionRow {
  int layer = 0;
  int head = 0;
  int token = 0;
};

struct SpotlightInput {
  const trace::Trace* trace = nullptr;  // must outlive the call; nullptr gives an empty stage
  AttentionRow row;
  std::optional<AttentionRow> previous;  // where the lamp comes from; same trace
  float move = 1;                        // time of the move from `previous` to `row`, 0…1, not eased
  bool travel = true;  // false (reduced motion): the lamp does not travel, the light only changes
  float reveal = 1;    // 0 = lamp off, no percents; 1 = all shown; the strongest comes last
  int hover = -1;      // token under the pointer: a ghost of the lamp hangs over it
  Rect canvas{0, 0, 904, 800};
  Rect scene{24, 84, 848, 556};  // where rail, actors, words and share bar go
  Layout layout = Layout::wide;
  Theme theme = Theme::dark;
  float scroll = 0;    // of a sentence longer than the stage, px from its start; anything is clamped
  bool follow = true;  // true: scroll on so that the chosen word is in view
  float drift = 0;     // px that the haze has drifted; leave alone with reduced motion
  Measure measure;     // empty: the headless estimate
};

// Hot spots: "word:i" (action "select"), "percent:i", "beam:i" and "share:i" (action "explain", the quantity
// weight(row.token, i)); their value is that weight of the trace, whatever is still moving. Labels: "word:i",
// "percent:i", "lamp", "total", and "left" / "right" with what lies outside the window.
// With a card (light theme) every label lies on the dark stage: draw it in the dark theme's colours.
Picture spotlight(const SpotlightInput& input);

}  // namespace theatre::scenes
