// Sizes of the stage on each kind of screen: type, rail, floors. Knows the number of tiers, no words.
#pragma once

#include <array>
#include <cstddef>

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

inline constexpr int most_stage_tiers = 4;

// Sizes of type in px.
struct StageType {
  float word = 20, added = 14, winner = 28;
  float small = 15, middle = 18, large = 30;  // percents below 8 %, below 50 %, above
  float note = 14;
};

struct StageMetrics {
  using PerTier = std::array<float, most_stage_tiers>;

  StageType type;
  float rail_y = 0;
  float mouth_y = 0;  // of the lamp
  float lamp_size = 19;
  float horizon = 0;
  float figure = 91;  // height of an actor
  float arc = 0;      // the outermost actors stand this much nearer than the middle
  float zoom = 1;
  int tiers = 1;
  PerTier words_y{};          // middle of the line of words
  PerTier feet_y{};           // of the actors in the middle
  PerTier inset{};            // tiers further back are a little narrower
  float percent_drop = 24;    // from the words' middle to the percents' middle
  float large_drop = 34;      // the same for the winner's percent
  float gap = 10;             // least space between two words
  float longest = 160;        // words wider than this are cut
  float left = 0, right = 0;  // between these the words stand
  float share_y = -1;         // of the share bar; -1 = none
  float note_y = 0;           // of what lies left and right of the window
  float least_share = 0;      // smaller shares are not printed
  float added = 0.8F;         // height of ⟨start⟩, ⟨end⟩ and commas beside a word's actor

  float top(int tier) const;  // where a tier's floor begins, and where it ends in a step
  float nose(int tier) const;
};

// `scrolls`: not everything fits, and a line says what lies outside.
StageMetrics stage_metrics(const SceneInput& input, int tiers, bool scrolls);

// How many words a tier of this stage should have at most.
std::size_t words_a_tier(const SceneInput& input);

// How tall a phone's stage has to be for so many words, given what it is for few.
float phone_height_for(std::size_t words, float height);

}  // namespace theatre::scenes
