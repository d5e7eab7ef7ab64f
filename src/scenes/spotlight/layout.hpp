// Where everything on the stage stands: places of the words by their measured widths, in tiers where one line would be
// too long, in pages where four tiers are. Knows no weights, so that nothing moves when the light does.
#pragma once

#include <string>
#include <vector>

#include "scenes/spotlight/metrics.hpp"
#include "scenes/spotlight/spotlight.hpp"

namespace theatre::scenes {

struct Place {
  float x = 0;  // of the word's middle, in px from the left of the canvas; may lie outside the window
  int tier = 0;
  float foot = 0;
  float height = 0;      // of the actor
  float half_width = 0;  // of what stands under the actor: word or percent
  float room = 0;        // widest label that still keeps clear of its neighbours
  float opacity = 1;     // below 1 near the ends of a window that scrolls, 0 outside
  float word_size = 0;   // px of its type
  std::string text;      // the word as far as it fits
};

struct StageLayout {
  StageMetrics metrics;
  std::vector<Place> places;  // one for each token
  float scroll = 0, scroll_max = 0, scroll_snap = 0;
};

// `scroll_time` in [0, 1]: how far an asked-for scroll towards the chosen word has come, eased.
StageLayout layout_stage(const SceneInput& input, const Measure& measure, float scroll_time);

// Font, size and weight of a token's name while it is neither asking nor winning.
bool is_added(const trace::Token& token);

}  // namespace theatre::scenes
