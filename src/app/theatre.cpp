// What a learner does: the way through the course, the guess, the texts and switches, the word and head that are
// chosen. What is shown of it stands in theatre_stage.cpp, where its Trace comes from in theatre_traces.cpp.
#include "app/theatre.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/head_called.hpp"
#include "model/catalog.hpp"
#include "model/turn.hpp"

namespace theatre::app {

Theatre::Theatre(Surroundings surroundings)
    : around_(std::move(surroundings)),
      shelf_(static_cast<bool>(around_.compute)),
      supply_(shelf_, around_.compute, around_.now),
      director_(around_.measure),
      announcer_(around_.emit) {
  state_.model = model::default_model;
  recompute({state_.job, "", true});
  history_.begin(state_);
}

// --- lessons

Theatre::Done Theatre::load_lessons(std::string_view json) {
  auto course = lessons::parse_course(json, {scenes::scene_ids(), model::lesson_models()});
  if (!course) return core::Failure{course.error()};
  course_ = std::move(course).value();
  if (!course_.lessons.empty()) enter_step(0, 0);
  history_.begin(state_);
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
  const bool last_step = state_.step + 1 >= current->steps.size();
  if (last_step && state_.lesson + 1 >= course_.lessons.size()) {
    return core::Failure{"This is the last step of the course."};
  }
  // A step with nothing to answer is done when the learner goes on.
  if (!step()->predict && !step()->challenge) progress_.mark_done(current->id, step()->id);
  if (last_step) {
    enter_step(state_.lesson + 1, 0);
  } else {
    enter_step(state_.lesson, state_.step + 1);
  }
  return std::nullopt;
}

Theatre::Done Theatre::back() {
  if (state_.step > 0) {
    enter_step(state_.lesson, state_.step - 1);
  } else if (state_.lesson > 0) {
    enter_step(state_.lesson - 1, course_.lessons[state_.lesson - 1].steps.size() - 1);
  } else {
    return core::Failure{"This is the first step."};
  }
  return std::nullopt;
}

void Theatre::enter_step(std::size_t lesson, std::size_t step) {
  state_ = entered(state_, course_, lesson, step);
  verdict_ = {};
  awaited_.reset();
  director_.step_begins();
  Landing landing{this->step()->head, this->step()->focus, true};
  landing.cause = Cause::step;
  recompute(std::move(landing));
}

void Theatre::restart() {
  if (step() != nullptr) enter_step(state_.lesson, state_.step);
}

// --- the guess

Theatre::Done Theatre::answer(int option) {
  if (auto refused = lessons::choose(state_.guess, question(), option)) return refused;
  reveal();
  return std::nullopt;
}

Theatre::Done Theatre::guess(int bar, int percent) {
  if (auto refused = lessons::move_bar(state_.guess, bar, percent)) return refused;
  changed();
  return std::nullopt;
}

const lessons::Predict* Theatre::question() const {
  const auto* now = step();
  return now != nullptr ? lessons::question_of(*now, state_.guess) : nullptr;
}

// Which head it was: the one that does the job is chosen, and the word that it was asked about asks.
void Theatre::show_who_knows(const lessons::Predict& asked) {
  const int right = state_.guess.answer ? state_.guess.answer->right : -1;
  if (asked.kind != lessons::Predict::Kind::head || right < 0) return;
  const auto* head = situation().head_named(asked.options[static_cast<std::size_t>(right)]);
  if (head == nullptr) return;
  select_head(head->layer, head->index);
  select_token(lessons::find_word(trace::queries(*trace_, *head), asked.row));
}

void Theatre::show_what_is_asked() {
  if (!state_.guess.asked) return;
  const lessons::Predict& asked = *state_.guess.asked;
  if (!lessons::is_of_row(asked)) return;
  const auto* head = situation().head_named(asked.head);
  if (head == nullptr) return;
  if (head != &this->head()) select_head(head->layer, head->index);
  select_token(lessons::find_word(trace::queries(*trace_, *head), asked.row));
}

void Theatre::reveal() {
  const lessons::Predict* asked = question();
  if (state_.guess.revealed || asked == nullptr) return;
  const bool was_lit = !is_guessing(state_, course_);
  state_.guess.answer = lessons::answer_of(*asked, situation());
  state_.guess.revealed = true;
  show_who_knows(lessons::Predict(*asked));
  show_what_is_asked();
  const ui::Stage wanted = first_stage(state_, course_);
  if (static_cast<int>(wanted) > scene().guess_step) show_stage(wanted);  // it was held back
  if (!was_lit) director_.light_comes(around_.now());
  director_.something_changes(scene(), around_.now());
  demonstrate(*asked);
  mark();
  changed();
}

void Theatre::demonstrate(const lessons::Predict& asked) {
  if (asked.kind != lessons::Predict::Kind::choice || state_.guess.answer->right < 0 || director_.held()) return;
  const auto* head = situation().head_named(asked.head);
  if (head == nullptr) return;
  demonstration_.start(trace_, *head, asked.scores_times, around_.now(), director_.layout().reduced_motion);
}

void Theatre::stop_demonstration() {
  if (!demonstration_.runs()) return;
  demonstration_.stop();
  announcer_.changed(Announcer::state);
  moved();
}

// --- the texts and the switches

void Theatre::set_text(std::string text) {
  if (text == state_.text) return;
  state_.text = std::move(text);
  state_.switches.turn.reset();  // its word may be another now
  if (!shows_cards() && step() != nullptr) state_.own = state_.text == step()->text ? "" : state_.text;
  recompute(typed());
}

// Brought back, the step's own texts have the lamp where the step has it.
Landing Theatre::typed() const {
  Landing landing;
  landing.cause = Cause::text;
  if (step() != nullptr && has_own_texts(state_, *step())) landing.focus = step()->focus;
  return landing;
}

void Theatre::set_second(std::string text) {
  if (text == state_.second) return;
  state_.second = std::move(text);
  if (shows_cards()) {
    state_.switches.turn.reset();
    recompute(typed());
  } else {
    changed();
  }
}

Theatre::Done Theatre::set_switches(const model::Switches& switches, std::optional<bool> hard) {
  if (!(switches.temperature > 0) || !std::isfinite(switches.temperature)) {
    return core::Failure{"The temperature has to be a number above 0."};
  }
  Landing landing;
  landing.keep_pair = switches.turn != state_.switches.turn;
  landing.cause = Cause::dial;
  state_.switches = switches;
  state_.hard = hard.value_or(state_.hard);
  recompute(std::move(landing));
  return std::nullopt;
}

Theatre::Done Theatre::turn(model::Turn turn) {
  const auto* head = trace::find_head(*trace_, turn.layer, turn.head);
  if (head == nullptr || !model::fits(turn, turn.layer, turn.head, head->q.rows(), head->q.cols())) {
    return core::Failure{"No query or key of this sentence fits these numbers."};
  }
  model::Switches next = state_.switches;
  next.turn = std::move(turn);
  return set_switches(next);
}

void Theatre::put_back() {
  if (!state_.switches.turn) return;
  model::Switches next = state_.switches;
  next.turn.reset();
  set_switches(next);
}

// A head's output counts, or no longer does.
Theatre::Done Theatre::silence(int layer, int index) {
  model::Switches next = state_.switches;
  const auto found = std::find(next.heads_off.begin(), next.heads_off.end(), std::pair(layer, index));
  if (found == next.heads_off.end()) {
    next.heads_off.emplace_back(layer, index);
  } else {
    next.heads_off.erase(found);
  }
  return set_switches(next);
}

// --- the word and the head

Theatre::Done Theatre::select_token(int token) {
  if (token < 0 || token >= asking_words(state_.view, *trace_)) {
    return core::Failure{"There is no token number " + std::to_string(token) + " on the stage."};
  }
  if (token != state_.view.row) start_lamp(state_.view);
  state_.view = ui::apply(state_.view, {ui::Action::Kind::choose_row, token, state_.view.column, {}}, *trace_);
  state_.word = word_under_lamp(state_.view, *trace_);
  point_at_strongest();
  state_.view.open.reset();  // the ledger follows the lamp
  state_.view.history.clear();
  director_.follow();
  mark();
  changed();
  return std::nullopt;
}

Theatre::Done Theatre::select_head(int layer, int index) {
  const auto* chosen = trace::find_head(*trace_, layer, index);
  if (chosen == nullptr) {
    return core::Failure{"This model has no head " + std::to_string(index) + " in layer " + std::to_string(layer) +
                         "."};
  }
  ui::View& view = state_.view;
  if (layer != view.layer || index != view.head) start_lamp(view);
  if (trace_->model == model::default_model && !shows_cards()) state_.job = chosen->name;
  view.layer = layer;
  view.head = index;
  view.open.reset();
  view.history.clear();
  ui::clamp(view, *trace_);
  point_at_strongest();
  mark();
  changed();
  return std::nullopt;
}

Theatre::Done Theatre::select_head(std::string_view name) {
  const auto* head = app::head_called(*trace_, name);
  if (head == nullptr) return core::Failure{"This model has no head “" + std::string(name) + "”."};
  auto failure = select_head(head->layer, head->index);
  if (!failure) state_.job = name;
  return failure;
}

}  // namespace theatre::app
