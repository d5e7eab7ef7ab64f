// The actions: what a lesson, a click, a key or a script can do to the one state.
#include "app/theatre.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/arguments.hpp"
#include "app/mask_name.hpp"
#include "app/panel_seats.hpp"
#include "app/state_json.hpp"
#include "lessons/condition.hpp"
#include "model/friends.hpp"
#include "model/look_up.hpp"
#include "model/resume_table.hpp"
#include "scenes/friends.hpp"
#include "scenes/library.hpp"
#include "scenes/panel.hpp"
#include "scenes/party.hpp"
#include "scenes/spotlight_steps.hpp"

namespace theatre::app {
namespace {

constexpr float narrow_stage = 560;  // px

model::Switches model_switches(const lessons::Switches& given) {
  model::Switches switches;
  switches.temperature = given.temperature;
  switches.scale = given.scale;
  switches.positions = given.positions;
  switches.same_heads = given.same_heads;
  read_mask(given.mask, switches);  // the lesson's own check has let only good names through
  return switches;
}

// Does the model add tokens at both ends of a text?
bool has_added_ends(const trace::Trace& trace) {
  return trace.size() > 1 && trace.tokens.front().kind == trace::TokenKind::added &&
         trace.tokens.back().kind == trace::TokenKind::added;
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
  lesson_ = lesson;
  step_ = step;
  const lessons::Step& now = *this->step();
  guess_.reset();
  revealed_ = !now.predict.has_value();
  challenge_done_ = false;
  playing_ = false;
  held_.reset();
  if (now.text) text_ = *now.text;
  if (now.second) second_ = *now.second;
  switches_ = model_switches(now.switches);
  numbers_open_ = now.panel == "numbers";
  hard_ = now.switches.hard;
  const ui::View before = view_;
  view_ = {};
  view_.layer = before.layer;
  view_.head = before.head;
  view_.row = before.row;
  view_.stage = ui::stage_from_name(now.stage).value_or(ui::Stage::softmax);
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
  if (option < 0 || option >= static_cast<int>(now->predict->options.size())) {
    return core::Failure{"There is no answer number " + std::to_string(option) + "."};
  }
  if (!revealed_) {
    guess_ = option;
    reveal();
  }
  return std::nullopt;
}

void Theatre::reveal() {
  if (revealed_) return;
  revealed_ = true;
  reveal_.start(around_.now(), layout_.reduced_motion ? 0 : reveal_length);
  start_rings();
  mark();
  changed();
}

// --- the sentence and the model

void Theatre::set_text(std::string text) {
  if (text == text_) return;
  text_ = std::move(text);
  recompute();
}

void Theatre::set_second(std::string text) {
  if (text == second_) return;
  second_ = std::move(text);
  if (shows_cards()) {
    recompute();
  } else {
    changed();
  }
}

bool Theatre::shows_cards() const {
  const auto* now = step();
  return now != nullptr && (now->scene == "party" || now->scene == "library");
}

bool Theatre::shows_friends() const { return step() != nullptr && step()->model == friends_->id(); }

const char* Theatre::shown_model() const {
  const bool ready = minilm_.state == Fetched::State::ready;
  const auto* now = step();
  const bool wanted = now == nullptr || now->model.empty() ? wants_minilm_ : now->model == minilm_id;
  return ready && wanted ? minilm_id : glass_box_id;
}

Theatre::Done Theatre::choose_model(std::string_view id) {
  if (id != glass_box_id && id != minilm_id) return core::Failure{"There is no model “" + std::string(id) + "” here."};
  const bool wants = id == minilm_id;
  if (wants && !around_.compute) return core::Failure{"MiniLM needs a worker, and there is none here."};
  wants_minilm_ = wants;
  if (wants && minilm_.state != Fetched::State::ready) {
    if (minilm_.state != Fetched::State::loading) {
      minilm_.state = Fetched::State::loading;
      minilm_.error.clear();
      around_.emit("fetch", R"({"model":"minilm","wanted":true})");
    }
    changed();
    return std::nullopt;
  }
  if (!wants && minilm_.state == Fetched::State::loading) around_.emit("fetch", R"({"model":"minilm","wanted":false})");
  recompute({job_, "", false});
  return std::nullopt;
}

void Theatre::model_state(const Fetched& now) {
  const bool was_ready = minilm_.state == Fetched::State::ready;
  minilm_ = now;
  if (now.state == Fetched::State::failed) wants_minilm_ = false;
  const bool is_ready = now.state == Fetched::State::ready;
  if (is_ready != was_ready) {
    recompute({job_, "", false});
  } else {
    changed();
  }
}

void Theatre::recompute(Landing landing) {
  // What was to be chosen in a Trace that never came is still to be chosen in the one after it.
  if (waits_) {
    if (landing.head.empty()) landing.head = std::move(landing_.head);
    if (landing.focus.empty()) landing.focus = std::move(landing_.focus);
    landing.new_step = landing.new_step || landing_.new_step;
  }
  landing_ = std::move(landing);
  asked_at_ = around_.now();
  waits_ = false;
  computing_.forget(Purpose::stage);
  if (auto made = compute()) {
    take(std::move(made));
  } else {
    waits_ = true;
    ui::clamp(view_, *trace_);
    changed();
  }
}

trace::TracePtr Theatre::compute() {
  if (shows_cards()) return look_up();
  if (shows_friends()) return friends_->forward(text_, switches_);
  return computing_.forward(Purpose::stage, shown_model(), text_, switches_);
}

trace::TracePtr Theatre::look_up() {
  model::LookUp given;
  given.query = text_;
  given.cards = model::parse_cards(second_);
  given.temperature = switches_.temperature;
  given.hard = hard_;
  given.model = shown_model();
  if (auto note = model::cards_note(second_); !note.empty()) given.notes.push_back(std::move(note));
  std::vector<std::string> texts{text_};
  for (const auto& card : given.cards) texts.push_back(card.title);
  if (given.model == minilm_id) {
    auto vectors = computing_.vectors(texts);
    if (!vectors) return nullptr;
    given.vectors.rows = std::move(*vectors);
    given.badge = "pretrained";
  } else {
    given.vectors = model::topic_vectors(texts, model::built_in_lexicon());
    given.badge = "hand-built";
  }
  return model::look_up(given, model::built_in_lexicon());
}

// The token of the trace shown now that stands where, or for what, `token` of another stood; -1 when none does.
int Theatre::same_place(const trace::Trace& before, int token) const {
  if (token < 0 || token >= static_cast<int>(before.size())) return -1;
  const auto& old = before.tokens[static_cast<std::size_t>(token)];
  const int size = static_cast<int>(trace_->size());
  const auto now = [&](int i) -> const trace::Token& { return trace_->tokens[static_cast<std::size_t>(i)]; };
  if (token < size && now(token).text == old.text && now(token).kind == old.kind) return token;
  if (old.kind == trace::TokenKind::added) return token == 0 ? 0 : size - 1;
  if (before.text == trace_->text) {  // another model cuts the same text into other pieces
    for (int i = 0; i < size; ++i) {
      if (now(i).kind != trace::TokenKind::added && now(i).begin <= old.begin && old.begin < now(i).end) return i;
    }
  }
  const int same = old.text.empty() ? -1 : trace::find_token(*trace_, old.text);
  return same >= 0 ? same : std::min(token, size - 1);
}

// A Trace has come: it is shown, with what is to be chosen in it.
void Theatre::take(trace::TracePtr trace) {
  forward_ms_ = (around_.now() - asked_at_) * 1000;
  waits_ = false;
  const trace::TracePtr before = std::exchange(trace_, std::move(trace));
  const Landing landing = std::exchange(landing_, {});
  previous_row_.reset();  // the light moves between rows of one trace only
  lamp_.finish();
  start_rings();
  beside_.reset();
  computing_.forget(Purpose::beside);
  // The lamp stays over its word; where the word has gone elsewhere, it follows; where it is gone, it stays in place.
  if (before) view_.row = same_place(*before, view_.row);
  if (const auto* head = head_called(landing.head); head != nullptr && !landing.head.empty()) {
    view_.layer = head->layer;
    view_.head = head->index;
    job_ = landing.head;
  }
  if (const int focus = lessons::find_word(*trace_, landing.focus); focus >= 0) view_.row = focus;
  if (shows_cards() && landing.new_step) view_.row = 0;  // the query asks
  keep_lamp_over_a_word();
  ui::clamp(view_, *trace_);
  point_at_strongest();
  if (landing.new_step) {
    stage_motion_.finish();
    reveal_.finish();
  }
  mark();
  if (comparing_) compute_beside();
  changed();
}

void Theatre::read_on() {
  Computing::Arrived arrived = computing_.read_on();
  if (!arrived.failure.empty()) {
    waits_ = false;
    around_.emit("error", dump(arrived.failure));
  }
  if (arrived.vectors && waits_ && shows_cards()) recompute();
  if (auto& trace = arrived.trace[static_cast<std::size_t>(Purpose::stage)]) take(std::move(trace));
  if (auto& trace = arrived.trace[static_cast<std::size_t>(Purpose::beside)]) {
    beside_ = std::move(trace);
    ++beside_count_;
    changed();
  }
  if (computing_.reading()) around_.request_frame();
}

void Theatre::receive(int serial, Bytes bytes, std::size_t size) {
  computing_.receive(serial, std::move(bytes), size);
  read_on();
  announce();
}

void Theatre::refuse(int serial) {
  if (computing_.refuse(serial) && !computing_.reading()) waits_ = false;
  read_on();
  changed();
}

void Theatre::compute_beside() {
  comparing_ = true;
  if (beside_ || computing_.waits(Purpose::beside) || shows_cards() || shows_friends()) return;
  const bool other_is_glass_box = trace_->model == minilm_id;
  if (!other_is_glass_box && minilm_.state != Fetched::State::ready) return;
  beside_ = computing_.forward(Purpose::beside, other_is_glass_box ? glass_box_id : minilm_id, text_, switches_);
}

// Tokens that the model adds stand at both ends: with any word at all, the lamp hangs over a word.
void Theatre::keep_lamp_over_a_word() {
  const int last = static_cast<int>(trace_->size()) - 1;
  if (last >= 2 && has_added_ends(*trace_)) view_.row = std::clamp(view_.row, 1, last - 1);
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

const trace::Head* Theatre::head_called(std::string_view name) const {
  if (const auto* head = trace::find_head(*trace_, name)) return head;
  const auto* table = model::resume_table(trace_->model);
  const auto* best = table != nullptr ? table->best_head(name) : nullptr;
  return best ? trace::find_head(*trace_, best->layer, best->head) : nullptr;
}

Theatre::Done Theatre::select_head(std::string_view name) {
  const auto* head = head_called(name);
  if (head == nullptr) return core::Failure{"This model has no head “" + std::string(name) + "”."};
  auto failure = select_head(head->layer, head->index);
  if (!failure) job_ = name;
  return failure;
}

Theatre::Done Theatre::set_switches(const model::Switches& switches) {
  if (!(switches.temperature > 0) || !std::isfinite(switches.temperature)) {
    return core::Failure{"The temperature has to be a number above 0."};
  }
  switches_ = switches;
  recompute();
  return std::nullopt;
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
  const bool running = !held_ && (lamp_.running(now) || reveal_.running(now) || stage_motion_.running(now) || rings_.running(now));
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

bool Theatre::panels_open() const { return layout_.panel.w > 0 && layout_.panel.h > 0; }

ui::PanelInput Theatre::panel_input() const {
  const bool whole_stage = step() != nullptr && step()->scene == "five-steps";
  ui::PanelInput input;
  input.trace = trace_;
  input.view = view_;
  input.layout = layout_.kind == scenes::Layout::phone ? ui::Layout::sheet
                 : whole_stage                        ? ui::Layout::five_steps
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

Theatre::Done Theatre::open(const trace::Quantity& quantity) {
  if (!trace::value_of(*trace_, quantity)) return core::Failure{"There is no such number in this sentence."};
  view_ = ui::apply(view_, {ui::Action::Kind::open, 0, 0, quantity}, *trace_);
  if (step() == nullptr || step()->scene != "five-steps") numbers_open_ = true;
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
      return open({trace::Quantity::Kind::residual, -1, -1, view_.row, token, trace::input_step_of(*trace_, head()) + 1});
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

// --- the picture

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

// One case for each analogy; all of them look at the same trace.
scenes::Picture Theatre::make_picture() {
  if (layout_.scene.w <= 0 || layout_.scene.h <= 0) return {};
  const scenes::SceneInput input = scene_input();
  if (step() != nullptr && step()->scene == "panel") {
    scenes::PanelInput panel{input, panel_seats(*trace_, view_.layer, view_.head), switches_.same_heads};
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

// --- marking

lessons::Situation Theatre::situation() const {
  const auto* now = step();
  lessons::Situation situation{*trace_, view_.row, view_.layer, view_.head, {}, "", text_};
  situation.switches = {switches_.temperature, switches_.scale,           switches_.positions,
                        mask_name(switches_),  hard_,                     switches_.same_heads,
                        static_cast<int>(switches_.heads_off.size())};
  situation.start_text = now != nullptr && now->text ? *now->text : text_;
  situation.second = second_;
  situation.start_second = now != nullptr && now->second ? *now->second : second_;
  situation.head_called = [this](std::string_view name) { return head_called(name); };
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
