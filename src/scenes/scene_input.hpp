// What every scene is made from: a Trace, whose row is shown, how far its motions are, and where it goes.
#pragma once

#include <optional>
#include <vector>

#include "scenes/kit/measure.hpp"
#include "scenes/picture.hpp"
#include "scenes/seat.hpp"
#include "scenes/theme.hpp"
#include "trace/trace.hpp"

namespace theatre::scenes {

// What it is looked at on.
enum class Screen { wide, phone, projector };

// One row of one head: whose attention is shown.
struct AttentionRow {
  int layer = 0;
  int head = 0;
  int token = 0;
};

struct SceneInput {
  const trace::Trace* trace = nullptr;  // must outlive the call; nullptr gives an empty stage
  AttentionRow row;
  std::optional<AttentionRow> previous;  // where the lamp comes from; same trace
  float move = 1;                        // time of the move from `previous` to `row`, 0…1, not eased
  bool travel = true;                    // false (reduced motion): nothing travels, the light only changes
  bool guessing = false;                 // the learner still guesses how the row is shared out: nothing may tell
  float reveal = 1;                      // 0 = nothing lit, no percents; 1 = all shown; the strongest comes last
  int step = 4;                          // of the strip: 0 embed, 1 Q K V, 2 Q Kᵀ, 3 ÷ √d_k, 4 softmax, 5 · V
  float step_move = 1;                   // time of the change to `step`, 0…1, not eased
  int hover = -1;                        // token under the pointer
  int column = -1;  // the token whose arithmetic is spelled out; -1 = the one with the largest weight
  Rect canvas{0, 0, 904, 800};
  Rect scene{24, 84, 848, 556};  // where the scene's own things go
  Screen screen = Screen::wide;
  Theme theme = Theme::dark;
  float scroll = 0;         // of a sentence longer than the stage, px from its start; anything is clamped
  bool follow = true;       // true: scroll on so that the chosen word is in view
  float drift = 0;          // px that the haze has drifted; leave alone with reduced motion
  float dial = 0;           // 0…1, of a scene that has a slider of its own
  float phase = 0;          // how far what moves after a change has come, see Scene::after_change
  std::vector<Seat> seats;  // of Scene::needs_seats
  bool same_heads = false;  // the switch: all heads of a layer compute the same
  Measure measure;          // empty: the headless estimate
};

inline constexpr int softmax_step = 4;  // of the strip

// The input of a scene whose light is weights: there is none before softmax.
inline SceneInput lit_by_weights(SceneInput input) {
  if (input.step < softmax_step) input.reveal = 0;
  return input;
}

// The input with what may be left out: no trace is an empty one, no measure the headless estimate.
template <class Input>
Input completed(Input input) {
  static const trace::Trace nothing;
  if (input.trace == nullptr) input.trace = &nothing;
  if (!input.measure) input.measure = Measure(estimate_width);
  return input;
}

}  // namespace theatre::scenes
