#include "app/director.hpp"

#include <algorithm>
#include <utility>

#include "app/panel_seats.hpp"

namespace theatre::app {
namespace {

constexpr float narrow_stage = 560;  // px

}  // namespace

void Director::set_layout(const Layout& layout) {
  layout_ = layout;
  redraw();
}

void Director::redraw() {
  stale_ = true;
  dirty_ = true;
}

void Director::step_begins() {
  playing_ = false;
  held_.reset();
  scroll_ = 0;
  follow_ = true;
  dial_ = 0;
}

void Director::trace_comes(const scenes::Scene& scene, bool new_step, double now) {
  previous_row_.reset();  // the light moves between rows of one trace only
  lamp_.finish();
  if (new_step) {
    stage_.finish();
    light_.finish();
  }
  something_changes(scene, now);
}

void Director::lamp_moves(const ui::View& from, double now) {
  scroll_ = picture_.scroll;  // a long sentence moves on from where it is
  previous_row_ = scenes::AttentionRow{from.layer, from.head, from.row};
  lamp_.start(now, layout_.reduced_motion ? reduced_fade : lamp_move);
}

void Director::light_comes(double now) { light_.start(now, layout_.reduced_motion ? 0 : reveal_length); }

void Director::stage_changes(ui::Stage from, ui::Stage to, const scenes::Scene& scene, double now) {
  if (from < ui::Stage::softmax && to >= ui::Stage::softmax) light_comes(now);
  stage_.start(now, layout_.reduced_motion ? 0 : stage_change);
  something_changes(scene, now);
}

// An idle room stands still.
void Director::something_changes(const scenes::Scene& scene, double now) {
  after_change_.start(now, layout_.reduced_motion ? 0 : scene.after_change.seconds);
}

void Director::play(double now) {
  held_.reset();
  playing_ = !layout_.reduced_motion;
  play_since_ = now;
}

void Director::pause() {
  playing_ = false;
  held_.reset();
}

void Director::hold(float phase) {
  playing_ = false;
  held_ = std::clamp(phase, 0.0F, 1.0F);
}

bool Director::stage_is_due(double now) {
  if (!playing_ || now - play_since_ < stage_change + play_pause) return false;
  play_since_ = now;
  return true;
}

void Director::dial(float value) {
  dial_ = std::clamp(value, 0.0F, 1.0F);
  redraw();
}

bool Director::hover(int token) {
  if (token == hover_) return false;
  hover_ = token;
  redraw();
  return true;
}

void Director::scroll(float pixels) {
  scroll_ = picture_.scroll + pixels;
  follow_ = false;
  redraw();
}

bool Director::running(double now) const {
  return !held_ && (lamp_.running(now) || light_.running(now) || stage_.running(now) || after_change_.running(now));
}

bool Director::advance(double now) {
  const bool runs = running(now);
  const bool draw = dirty_ || runs || moving_;
  if (runs || moving_) stale_ = true;
  moving_ = runs;  // and one more frame after the last, at its end
  dirty_ = false;
  return draw;
}

scenes::SceneInput Director::input(const Subject& subject, double now) {
  const ui::View& view = subject.state.view;
  scenes::SceneInput input;
  input.trace = subject.trace.get();
  input.row = {view.layer, view.head, view.row};
  input.previous = previous_row_;
  input.move = progress(lamp_, now);
  input.travel = !layout_.reduced_motion;
  input.guessing = subject.guessing;
  input.reveal = subject.guessing ? 0 : progress(light_, now);
  input.step = static_cast<int>(view.stage);
  input.step_move = progress(stage_, now);
  input.hover = hover_;
  input.column = view.column;
  input.canvas = {0, 0, layout_.width, layout_.height};
  input.scene = layout_.scene;
  // Beside an open drawer the stage is narrow: two tiers of actors keep all of a sentence in view.
  const bool narrow = layout_.screen == scenes::Screen::wide && layout_.scene.w < narrow_stage;
  input.screen = narrow ? scenes::Screen::phone : layout_.screen;
  if (narrow) input.scene.h = std::max(input.scene.h, layout_.numbers.h);
  input.theme = layout_.theme;
  input.scroll = scroll_;
  input.follow = follow_;
  input.dial = dial_;
  input.phase = subject.scene.after_change.way * ease_out(progress(after_change_, now));
  if (subject.scene.needs_seats) input.seats = seats(subject);
  input.same_heads = subject.state.switches.same_heads;
  input.measure = measure_;
  return input;
}

// Who speaks for the heads changes with the trace, the chosen head and the question, not with each frame.
const std::vector<scenes::Seat>& Director::seats(const Subject& subject) {
  const ui::View& view = subject.state.view;
  const bool of_heads = subject.question != nullptr && subject.question->kind == lessons::Predict::Kind::head;
  const std::vector<std::string> nobody, &asked = of_heads ? subject.question->options : nobody;
  if (seats_of_ != subject.trace || seats_layer_ != view.layer || seats_head_ != view.head || seats_asked_ != asked) {
    seats_ = panel_seats(*subject.trace, view.layer, view.head, asked);
    seats_asked_ = asked;
    seats_of_ = subject.trace;
    seats_layer_ = view.layer;
    seats_head_ = view.head;
  }
  return seats_;
}

const scenes::Picture& Director::picture(const Subject& subject, double now) {
  if (!stale_) return picture_;
  const bool room = layout_.scene.w > 0 && layout_.scene.h > 0;
  picture_ = room ? subject.scene.draw(input(subject, now)) : scenes::Picture{};
  stale_ = false;
  return picture_;
}

ui::PanelInput Director::panel_input(const Subject& subject) const {
  const bool whole_stage = subject.scene.ground == scenes::Ground::panels;
  ui::PanelInput input;
  input.trace = subject.trace;
  input.view = subject.state.view;
  if (subject.guessing) input.view.stage = std::min(input.view.stage, ui::Stage::scale);  // the shares would tell
  input.form = layout_.screen == scenes::Screen::phone ? ui::Form::sheet
               : whole_stage                           ? ui::Form::whole
                                                       : ui::Form::drawer;
  input.rect = layout_.numbers;
  input.closable = !whole_stage;
  // Beside a stage that stays dark the drawer is paper in the light theme, like the rest of the page.
  input.theme = layout_.theme;
  return input;
}

}  // namespace theatre::app
