// The actions: what a lesson, a click, a key or a script can do to the one state. Where its Trace comes from stands in
// theatre_traces.cpp, what is drawn of it in theatre_picture.cpp.
#include "app/theatre.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/arguments.hpp"
#include "app/head_called.hpp"
#include "app/mask_name.hpp"
#include "app/page/state_json.hpp"
#include "lessons/condition.hpp"
#include "model/friends/friends.hpp"
#include "model/turn.hpp"

namespace theatre::app {
namespace {

model::Switches model_switches(const lessons::Switches& given) {
  model::Switches switches;
  switches.temperature = given.temperature;
  switches.scale = given.scale;
  switches.positions = given.positions;
  switches.same_heads = given.same_heads;
  read_mask(given.mask, switches);  // the lesson's own check has let only good names through
  return switches;
}

}  // namespace

Theatre::Theatre(Surroundings surroundings)
    : around_(std::move(surroundings)), computing_(around_.compute, around_.now), friends_(model::make_friends()) {
  recompute({job_, "", true});
}

const lessons::Lesson* Theatre::lesson() const {
  return lesson_ < course_.lessons.size() ? &course_.lessons[lesson_] : nullptr;
}

const lessons::Step* Theatre::step() const {
  const auto* current = lesson();
  return current != nullptr && step_ < current->steps.size() ? &current->steps[step_] : nullptr;
}

const trace::Head& Theatre::head() const { return *trace::find_head(*trace_, view_.layer, view_.head); }

// --- lessons

Theatre::Done Theatre::load_lessons(std::string_view json) {
  auto course = lessons::parse_course(json);
  if (!course) return core::Failure{course.error()};
  course_ = std::move(course).value();
  if (!course_.lessons.empty()) enter_step(0, 0);
  return std::nullopt;
}

Theatre::Done Theatre::go(std::string_view lesson, std::string_view step) {
  for (std::size_t i = 0; i < course_.lessons.size(); ++i) {
    if (course_.lessons[i].id != lesson) continue;
    const auto& steps = course_.lessons[i].steps;
    for (std::size_t k = 0; k < steps.size(); ++k) {
      if (!step.empty() && steps[k].id != step) continue;
      enter_step(i, k);
      return std::nullopt;
    }
    return core::Failure{"Lesson “" + std::string(lesson) + "” has no step “" + std::string(step) + "”."};
  }
  return core::Failure{"There is no lesson “" + std::string(lesson) + "”."};
}

Theatre::Done Theatre::next() {
  const auto* current = lesson();
  if (current == nullptr) return core::Failure{"No lesson is open."};
  const bool last_step = step_ + 1 >= current->steps.size();
  if (last_step && lesson_ + 1 >= course_.lessons.size()) return core::Failure{"This is the last step of the course."};
  // A step with nothing to answer is done when the learner goes on.
  if (!step()->predict && !step()->challenge) progress_.mark_done(current->id, step()->id);
  if (last_step) {
    enter_step(lesson_ + 1, 0);
  } else {
    enter_step(lesson_, step_ + 1);
  }
  return std::nullopt;
}

Theatre::Done Theatre::back() {
  if (step_ > 0) {
    enter_step(lesson_, step_ - 1);
  } else if (lesson_ > 0) {
    enter_step(lesson_ - 1, course_.lessons[lesson_ - 1].steps.size() - 1);
  } else {
    return core::Failure{"This is the first step."};
  }
  return std::nullopt;
}

void Theatre::enter_step(std::size_t lesson, std::size_t step) {
  const bool other_lesson = lesson != lesson_;
  lesson_ = lesson;
  step_ = step;
  const lessons::Step& now = *this->step();
  guess_.reset();
  const bool by_bars = now.predict && now.predict->kind == lessons::Predict::Kind::bars;
  bars_ = by_bars ? lessons::no_shares(*now.predict) : std::vector<int>{};
  bars_set_ = false;
  moved_bar_ = -1;
  overruled_ = false;
  revealed_ = !now.predict.has_value();
  challenge_done_ = false;
  playing_ = false;
  held_.reset();
  if (now.text) text_ = *now.text;
  // Books and voices stay behind in their own lesson.
  if (now.second || other_lesson) second_ = now.second.value_or("");
  switches_ = model_switches(now.switches);
  numbers_open_ = now.panel == "numbers" || (now.panel == "arrows" && now.scene != "five-steps");
  hard_ = now.switches.hard;
  const ui::View before = view_;
  view_ = {};
  view_.layer = before.layer;
  view_.head = before.head;
  view_.row = before.row;
  view_.arrows = now.panel == "arrows";
  view_.stage = ui::stage_from_name(now.stage).value_or(ui::Stage::softmax);
  // The matrices have no lamp to switch off: they stop before the shares until the learner has guessed.
  if (guessing() && now.scene == "five-steps") view_.stage = std::min(view_.stage, ui::Stage::scale);
  scroll_ = 0;
  follow_ = true;
  recompute({now.head, now.focus, true});
}

void Theatre::restart() {
  if (step() != nullptr) enter_step(lesson_, step_);
}

Theatre::Done Theatre::answer(int option) {
  const auto* now = step();
  if (now == nullptr || !now->predict) return core::Failure{"There is nothing to predict in this step."};
  if (!bars_.empty()) return core::Failure{"This question is answered with bars."};
  if (option < 0 || option >= static_cast<int>(now->predict->options.size())) {
    return core::Failure{"There is no answer number " + std::to_string(option) + "."};
  }
  if (!revealed_) {
    guess_ = option;
    reveal();
  }
  return std::nullopt;
}

Theatre::Done Theatre::guess(int bar, int percent) {
  if (bars_.empty()) return core::Failure{"This step has no bars to set."};
  if (bar < 0 || bar >= static_cast<int>(bars_.size())) {
    return core::Failure{"There is no bar number " + std::to_string(bar) + "."};
  }
  if (revealed_) return std::nullopt;
  if (bar != moved_bar_) {
    moved_bar_ = bar;
    bars_before_ = bars_;
  }
  bars_ = lessons::share_out(bars_before_, bar, percent);
  bars_set_ = true;
  changed();
  return std::nullopt;
}

// What lay with a word that has left the sentence goes back to the others.
void Theatre::empty_bars_of_gone_words() {
  if (bars_.empty() || revealed_) return;
  const auto answer = lessons::answer_of(*step()->predict, situation());
  for (std::size_t i = 0; i + 1 < bars_.size(); ++i) {
    if (answer.options[i].present || bars_[i] == 0) continue;
    bars_.back() += std::exchange(bars_[i], 0);
    moved_bar_ = -1;
  }
}

void Theatre::reveal() {
  if (revealed_) return;
  revealed_ = true;
  if (step()->scene == "five-steps") show_stage(ui::stage_from_name(step()->stage).value_or(ui::Stage::softmax));
  reveal_.start(around_.now(), layout_.reduced_motion ? 0 : reveal_length);
  start_rings();
  mark();
  changed();
}

// --- the sentence and the model

void Theatre::set_text(std::string text) {
  if (text == text_) return;
  text_ = std::move(text);
  switches_.turn.reset();  // its word may be another now
  recompute();
}

void Theatre::set_second(std::string text) {
  if (text == second_) return;
  second_ = std::move(text);
  if (shows_cards()) {
    switches_.turn.reset();
    recompute();
  } else {
    changed();
  }
}

// Panels show how the asking word looks at the word it looks at most.
void Theatre::point_at_strongest() {
  if (trace_->size() == 0) return;
  const int strongest = view_.row < head().weights.rows() ? lessons::largest_in_row(head(), view_.row) : -1;
  if (strongest >= 0) view_.column = strongest;
}

Theatre::Done Theatre::select_token(int token) {
  if (token < 0 || token >= static_cast<int>(trace_->size())) {
    return core::Failure{"There is no token number " + std::to_string(token) + " on the stage."};
  }
  if (token == view_.row) return std::nullopt;
  start_lamp();
  view_ = ui::apply(view_, {ui::Action::Kind::choose_row, token, view_.column, {}}, *trace_);
  point_at_strongest();
  follow_ = true;
  mark();
  changed();
  return std::nullopt;
}

void Theatre::start_lamp() {
  scroll_ = picture_.scroll;  // a long sentence moves on from where it is
  previous_row_ = scenes::AttentionRow{view_.layer, view_.head, view_.row};
  lamp_.start(around_.now(), layout_.reduced_motion ? reduced_fade : lamp_move);
}

Theatre::Done Theatre::select_head(int layer, int index) {
  if (trace::find_head(*trace_, layer, index) == nullptr) {
    return core::Failure{"This model has no head " + std::to_string(index) + " in layer " + std::to_string(layer) +
                         "."};
  }
  if (layer != view_.layer || index != view_.head) start_lamp();
  if (trace_->model == glass_box_id && !shows_cards()) job_ = trace::find_head(*trace_, layer, index)->name;
  view_.layer = layer;
  view_.head = index;
  view_.open.reset();
  view_.history.clear();
  ui::clamp(view_, *trace_);
  point_at_strongest();
  mark();
  changed();
  return std::nullopt;
}

Theatre::Done Theatre::select_head(std::string_view name) {
  const auto* head = app::head_called(*trace_, name);
  if (head == nullptr) return core::Failure{"This model has no head “" + std::string(name) + "”."};
  auto failure = select_head(head->layer, head->index);
  if (!failure) job_ = name;
  return failure;
}

Theatre::Done Theatre::set_switches(const model::Switches& switches) {
  if (!(switches.temperature > 0) || !std::isfinite(switches.temperature)) {
    return core::Failure{"The temperature has to be a number above 0."};
  }
  const bool turned = switches.turn != switches_.turn;
  switches_ = switches;
  recompute({"", "", false, turned});
  return std::nullopt;
}

Theatre::Done Theatre::turn(model::Turn turn) {
  const auto* head = trace::find_head(*trace_, turn.layer, turn.head);
  if (head == nullptr || !model::fits(turn, turn.layer, turn.head, head->q.rows(), head->q.cols())) {
    return core::Failure{"No query or key of this sentence fits these numbers."};
  }
  switches_.turn = std::move(turn);
  recompute({"", "", false, true});
  return std::nullopt;
}

void Theatre::put_back() {
  if (!switches_.turn) return;
  switches_.turn.reset();
  recompute({"", "", false, true});
}

// --- time

float Theatre::progress(const Motion& motion) const { return held_ ? *held_ : motion.at(around_.now()); }

void Theatre::show_stage(ui::Stage stage) {
  if (stage == view_.stage) return;
  const bool lights_up = view_.stage < ui::Stage::softmax && stage >= ui::Stage::softmax;
  if (lights_up) reveal_.start(around_.now(), layout_.reduced_motion ? 0 : reveal_length);
  view_.stage = stage;
  stage_motion_.start(around_.now(), layout_.reduced_motion ? 0 : stage_change);
  start_rings();
  changed();
}

void Theatre::play() {
  held_.reset();
  const bool at_end = view_.stage == ui::Stage::mix;
  const auto next = at_end ? ui::Stage::embed : static_cast<ui::Stage>(static_cast<int>(view_.stage) + 1);
  if (layout_.reduced_motion) {  // one step for each press
    show_stage(next);
    return;
  }
  playing_ = true;
  show_stage(next);
  play_since_ = around_.now();
  changed();
}

void Theatre::pause() {
  playing_ = false;
  held_.reset();
  changed();
}

void Theatre::hold(float phase) {
  held_ = std::clamp(phase, 0.0F, 1.0F);
  playing_ = false;
  changed();
}

bool Theatre::advance(double now) {
  if (computing_.reading()) read_on();
  if (playing_ && now - play_since_ >= stage_change + play_pause) {
    play_since_ = now;
    if (view_.stage == ui::Stage::mix) {
      playing_ = false;
    } else {
      show_stage(static_cast<ui::Stage>(static_cast<int>(view_.stage) + 1));
    }
    changed();
  }
  const bool running =
      !held_ && (lamp_.running(now) || reveal_.running(now) || stage_motion_.running(now) || rings_.running(now));
  const bool draw = dirty_ || running || moving_;
  if (running || moving_) picture_stale_ = true;
  moving_ = running;  // and one more frame after the last, at its end
  if (running || playing_) around_.request_frame();
  dirty_ = false;
  announce();
  return draw;
}

void Theatre::changed() {
  dirty_ = true;
  picture_stale_ = true;
  around_.request_frame();
}

// --- what is on the page

void Theatre::set_layout(const Layout& layout) {
  layout_ = layout;
  changed();
}

void Theatre::show_numbers(bool open) {
  numbers_open_ = open;
  changed();
}

void Theatre::show_arrows(bool on) {
  view_ = ui::apply(view_, {on ? ui::Action::Kind::show_arrows : ui::Action::Kind::show_list}, *trace_);
  changed();
}

bool Theatre::panels_open() const { return layout_.panel.w > 0 && layout_.panel.h > 0; }

ui::PanelInput Theatre::panel_input() const {
  const bool whole_stage = step() != nullptr && step()->scene == "five-steps";
  ui::PanelInput input;
  input.trace = trace_;
  input.view = view_;
  if (guessing()) input.view.stage = std::min(view_.stage, ui::Stage::scale);  // the shares would tell
  input.layout = layout_.kind == scenes::Layout::phone ? ui::Layout::sheet
                 : whole_stage                         ? ui::Layout::five_steps
                                                       : ui::Layout::drawer;
  input.rect = layout_.panel;
  input.closable = !whole_stage;
  // Beside a stage that stays dark the drawer is paper in the light theme, like the rest of the page.
  input.theme = layout_.theme;
  return input;
}

void Theatre::perform(const std::vector<ui::Action>& actions) {
  for (const auto& action : actions) {
    if (action.kind == ui::Action::Kind::close) {
      numbers_open_ = false;
    } else if (action.kind == ui::Action::Kind::turn) {
      turn({view_.layer, view_.head, action.side, action.row, action.to});
    } else if (action.kind == ui::Action::Kind::put_back) {
      put_back();
    } else {
      const int row = view_.row;
      const ui::View next = ui::apply(view_, action, *trace_);
      if (next.row != row) start_lamp();
      view_ = next;
      follow_ = follow_ || next.row != row;
    }
    mark();
    changed();
  }
}

Theatre::Done Theatre::open(const trace::Quantity& quantity, bool show_panel) {
  if (!trace::value_of(*trace_, quantity)) return core::Failure{"There is no such number in this sentence."};
  view_ = ui::apply(view_, {ui::Action::Kind::open, 0, 0, quantity}, *trace_);
  if (show_panel && (step() == nullptr || step()->scene != "five-steps")) numbers_open_ = true;
  changed();
  return std::nullopt;
}

void Theatre::ledger_back() {
  view_ = ui::apply(view_, {ui::Action::Kind::back, 0, 0, {}}, *trace_);
  changed();
}

Theatre::Done Theatre::activate(std::string_view id) {
  for (const auto& spot : picture().hotspots) {
    if (spot.id != id) continue;
    const int token = spot.token;
    if (spot.action == "select") return select_token(token);
    const std::string action = spot.action;
    const auto quantity = spot.quantity;
    const int layer = spot.layer >= 0 ? spot.layer : view_.layer;
    const int index = spot.layer >= 0 ? spot.head : view_.head;
    if (action == "select-head") return select_head(layer, index);
    if (action == "silence") return silence(layer, index);
    if (action == "alike") {
      model::Switches changed_switches = switches_;
      changed_switches.same_heads = !changed_switches.same_heads;
      return set_switches(changed_switches);
    }
    if (action == "explain" || action == "explain-output") {
      if (auto failure = select_head(layer, index)) return failure;
      if (action == "explain-output") return open({trace::Quantity::Kind::output, layer, index, view_.row, token, -1});
      if (token >= 0) view_.column = token;
      if (quantity) return open(*quantity);
      return open({trace::Quantity::Kind::weight, layer, index, view_.row, token, -1});
    }
    if (action == "explain-residual") {
      return open(
          {trace::Quantity::Kind::residual, -1, -1, view_.row, token, trace::input_step_of(*trace_, head()) + 1});
    }
    return std::nullopt;
  }
  return core::Failure{"There is nothing called “" + std::string(id) + "” on the stage."};
}

// Sound travels for a while after something has changed; an idle room stands still.
void Theatre::start_rings() {
  const bool moves = step() != nullptr && step()->scene == "party" && !layout_.reduced_motion;
  rings_.start(around_.now(), moves ? rings_length : 0);
}

// A head's output counts, or no longer does.
Theatre::Done Theatre::silence(int layer, int index) {
  model::Switches next = switches_;
  const auto found = std::find(next.heads_off.begin(), next.heads_off.end(), std::pair(layer, index));
  if (found == next.heads_off.end()) {
    next.heads_off.emplace_back(layer, index);
  } else {
    next.heads_off.erase(found);
  }
  return set_switches(next);
}

void Theatre::hover(std::string_view id) {
  int token = -1;
  for (const auto& spot : picture().hotspots) {
    if (spot.id == id && spot.action == "select" && spot.token != view_.row) token = spot.token;
  }
  if (token == hover_token_) return;
  hover_token_ = token;
  changed();
}

void Theatre::scroll_stage(float pixels) {
  scroll_ = picture_.scroll + pixels;
  follow_ = false;
  changed();
}

// --- marking

lessons::Situation Theatre::situation() const {
  const auto* now = step();
  lessons::Situation situation{*trace_, view_.row, view_.layer, view_.head, {}, "", text_};
  situation.switches = {switches_.temperature,
                        switches_.scale,
                        switches_.positions,
                        mask_name(switches_),
                        hard_,
                        switches_.same_heads,
                        static_cast<int>(switches_.heads_off.size())};
  situation.start_text = now != nullptr && now->text ? *now->text : text_;
  situation.second = second_;
  situation.start_second = now != nullptr && now->second ? *now->second : second_;
  situation.head_called = [this](std::string_view name) { return app::head_called(*trace_, name); };
  return situation;
}

void Theatre::mark() {
  const auto* now = step();
  if (now == nullptr) return;
  if (now->predict && revealed_) progress_.mark_done(lesson()->id, now->id);
  if (!now->challenge) return;
  const auto verdict = lessons::judge(*now, situation());
  challenge_hint_ = verdict.hint;
  challenge_done_ = verdict.done;
  if (verdict.done) progress_.mark_done(lesson()->id, now->id);
}

// --- telling the page

void Theatre::announce() {
  if (step() == nullptr) return;  // the page hears nothing before it has handed over its lessons
  const std::string place = lesson()->id + "/" + step()->id;
  if (place != told_step_) {
    told_step_ = place;
    around_.emit("lesson", place_json(*this));
  }
  std::string state = state_json(*this);
  if (state != told_state_) {
    told_state_ = std::move(state);
    around_.emit("state", told_state_);
  }
  if (trace_ != told_trace_ || view_.row != told_view_.row || view_.head != told_view_.head ||
      view_.layer != told_view_.layer) {
    told_trace_ = trace_;
    told_view_ = view_;
    around_.emit("trace", row_json(*this));
  }
  if (challenge_done_ != told_challenge_) {
    told_challenge_ = challenge_done_;
    around_.emit("challenge", challenge_json(*this));
  }
}

void Theatre::emit_picture() {
  std::string json = picture_json(picture(), view_.row);
  if (json == told_picture_) return;
  told_picture_ = std::move(json);
  around_.emit("picture", told_picture_);
}

}  // namespace theatre::app
