// What is drawn: one scene for each analogy, all of them made from the same Trace.
#include <algorithm>
#include <utility>

#include "app/panel_seats.hpp"
#include "app/theatre.hpp"
#include "scenes/friends/friends.hpp"
#include "scenes/library/library.hpp"
#include "scenes/panel/panel.hpp"
#include "scenes/party/party.hpp"
#include "scenes/spotlight/spotlight.hpp"
#include "scenes/spotlight/steps.hpp"

namespace theatre::app {
namespace {

constexpr float narrow_stage = 560;  // px

}  // namespace

scenes::SceneInput Theatre::scene_input() const {
  scenes::SceneInput input;
  input.trace = trace_.get();
  input.row = {view_.layer, view_.head, view_.row};
  input.previous = previous_row_;
  input.move = progress(lamp_);
  input.travel = !layout_.reduced_motion;
  // Light is weights: it is there from softmax on, and not before the learner has guessed.
  input.reveal = guessing() || view_.stage < ui::Stage::softmax ? 0 : progress(reveal_);
  input.step = static_cast<int>(view_.stage);
  input.step_move = progress(stage_motion_);
  input.hover = hover_token_;
  input.column = view_.column;
  input.canvas = {0, 0, layout_.width, layout_.height};
  input.scene = layout_.scene;
  // Beside an open drawer the stage is narrow: two tiers of actors keep all of a sentence in view.
  const bool narrow = layout_.kind == scenes::Layout::wide && layout_.scene.w < narrow_stage;
  input.layout = narrow ? scenes::Layout::phone : layout_.kind;
  if (narrow) input.scene.h = std::max(input.scene.h, layout_.panel.h);
  input.theme = layout_.theme;
  input.scroll = scroll_;
  input.follow = follow_;
  input.measure = around_.measure;
  return input;
}

bool Theatre::guessing() const {
  return step() != nullptr && step()->lamp == lessons::Lamp::off_until_answer && !revealed_;
}

// Who sits at the panel's table changes with the trace and the chosen head, not with each frame.
const std::vector<scenes::Seat>& Theatre::seats() {
  if (seats_of_ != trace_ || seats_layer_ != view_.layer || seats_head_ != view_.head) {
    seats_ = panel_seats(*trace_, view_.layer, view_.head);
    seats_of_ = trace_;
    seats_layer_ = view_.layer;
    seats_head_ = view_.head;
  }
  return seats_;
}

// One case for each analogy; all of them look at the same trace.
scenes::Picture Theatre::make_picture() {
  if (layout_.scene.w <= 0 || layout_.scene.h <= 0) return {};
  const scenes::SceneInput input = scene_input();
  if (step() != nullptr && step()->scene == "panel") {
    scenes::PanelInput panel{input, seats(), switches_.same_heads};
    panel.reveal = guessing() ? 0 : progress(reveal_);  // what is lit at which step, the scene knows
    return scenes::panel(panel);
  }
  if (step() != nullptr && step()->scene == "party") {
    scenes::SceneInput room = input;
    room.phase = rings_travel * ease_out(progress(rings_));
    return scenes::party(room);
  }
  if (step() != nullptr && step()->scene == "library") return scenes::library(input);
  if (step() != nullptr && step()->scene == "friends") return scenes::friends(input);
  scenes::Picture picture = scenes::spotlight(input);
  if (view_.stage < ui::Stage::softmax && !guessing()) {
    scenes::add_step_labels(picture, head(), view_.row, ui::stage_name(view_.stage));
  }
  return picture;
}

const scenes::Picture& Theatre::picture() {
  if (picture_stale_) {
    picture_ = make_picture();
    picture_stale_ = false;
  }
  return picture_;
}

}  // namespace theatre::app
