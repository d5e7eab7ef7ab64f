// Where everything on the stage stands: sizes of the three layouts, and places of the words by their measured
// widths. Knows no weights, so that nothing moves when the light does.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenes/spotlight/spotlight.hpp"

namespace theatre::scenes {

// Sizes of type in px.
struct StageType {
  float word = 20, added = 14, winner = 28;
  float small = 15, middle = 18, large = 30;  // percents below 8 %, below 50 %, above
  float note = 14;
};

struct StageMetrics {
  StageType type;
  float rail_y = 0;
  float mouth_y = 0;  // of the lamp
  float lamp_size = 19;
  float horizon = 0;
  float figure = 91;  // height of an actor
  float arc = 0;      // the outermost actors stand this much nearer than the middle
  float zoom = 1;
  int tiers = 1;
  float words_y[2] = {0, 0};  // middle of the line of words, for each tier
  float feet_y[2] = {0, 0};   // of the actors in the middle
  float percent_drop = 24;    // from the words' middle to the percents' middle
  float large_drop = 34;      // the same for the winner's percent
  float gap = 10;             // least space between two words
  float longest = 160;        // words wider than this are cut
  float left = 0, right = 0;  // between these the words stand
  float share_y = -1;         // of the share bar; -1 = none
  float note_y = 0;           // of what lies left and right of the window
};

struct Place {
  float x = 0;  // of the word's middle, in px from the left of the canvas; may lie outside the window
  int tier = 0;
  float foot = 0;
  float height = 0;      // of the actor
  float half_width = 0;  // of what stands under the actor: word or percent
  float room = 0;        // widest label that still keeps clear of its neighbours
  float opacity = 1;     // below 1 near the ends of a window that scrolls, 0 outside
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
