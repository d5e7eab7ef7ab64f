// Other States than the one that is there: earlier ones, and those that an address asks for.
#include <utility>

#include "app/arguments.hpp"
#include "app/theatre.hpp"
#include "model/catalog.hpp"

namespace theatre::app {

Theatre::Done Theatre::undo() { return walk(history_.undo(), "There is nothing to undo."); }

Theatre::Done Theatre::redo() { return walk(history_.redo(), "There is nothing to redo."); }

// What only looks is no deed, and stays as it is: open panels, the ledger, how far the strip is. But the strip goes
// back with a guess, for before it there was less to be seen.
Theatre::Done Theatre::walk(const State* to, const char* nowhere) {
  if (to == nullptr) return core::Failure{nowhere};
  State next = *to;
  const ui::View &now = state_.view, then = next.view;
  next.numbers_open = state_.numbers_open;
  next.view = now;
  next.view.row = then.row;
  next.view.column = then.column;
  if (next.guess.answer.has_value() != state_.guess.answer.has_value()) next.view.stage = then.stage;
  if (then.layer != now.layer || then.head != now.head) {
    next.view.layer = then.layer;
    next.view.head = then.head;
    next.view.open.reset();
    next.view.history.clear();
  }
  const bool other_model = next.model != state_.model;
  Landing landing;
  landing.place = {then.layer, then.head, then.row, then.column};
  show(std::move(next), std::move(landing));
  if (other_model) want_model(state_.model);
  forgive();
  return std::nullopt;
}

void Theatre::show(State state, Landing landing) {
  stop_demonstration();
  const State before = std::exchange(state_, std::move(state));
  const bool same_question = before.text == state_.text && before.second == state_.second &&
                             before.switches == state_.switches && before.hard == state_.hard &&
                             before.model == state_.model && before.chose == state_.chose;
  if (same_question) {
    const ui::View &from = before.view, &to = state_.view;
    if (from.layer != to.layer || from.head != to.head || from.row != to.row) {
      start_lamp(from);
      director_.follow();
    }
    ui::clamp(state_.view, *trace_);
    mark();
    changed();
  } else {
    recompute(std::move(landing));
  }
}

Shown Theatre::shown() const {
  Shown out;
  const auto* model = model::find_model(trace_->model);
  const bool choosable = model != nullptr && model->offer == model::Offer::learners;
  if (choosable && model->id != model::default_model) out.model = model->id;
  // A step's own model, and the learner would rather see the one that everybody has.
  if (choosable && state_.chose && step() != nullptr && !step()->model.empty()) out.model = model->id;
  out.head = trace::find_head(*trace_, state_.view.layer, state_.view.head) != nullptr;
  out.strongest = strongest(state_.view, *trace_);
  return out;
}

std::string Theatre::link() const { return make_link(state_, course_, shown()); }

Theatre::Followed Theatre::follow(std::string_view hash, std::string_view lesson, std::string_view step) {
  LinkParts parts = link_parts(hash);
  if (!lesson.empty()) parts["lesson"] = lesson;
  if (!lesson.empty()) parts["step"] = step;
  Opened opened = read_link(parts, course_, state_);
  const ui::View wished = opened.state.view;
  Place place{-1, -1, opened.token ? wished.row : -1, opened.column ? wished.column : -1};
  if (opened.head) {
    place.layer = wished.layer;
    place.head = wished.head;
  }
  opened.state.view.layer = state_.view.layer;
  opened.state.view.head = state_.view.head;
  opened.state.view.row = state_.view.row;
  if (opened.place) {
    director_.step_begins();
    verdict_ = {};
  }
  state_ = std::move(opened.state);
  awaited_.reset();

  Followed out;
  out.chose_head = opened.head;
  Landing landing;
  landing.new_step = opened.place;
  if (opened.place) {
    landing.head = this->step()->head;
    landing.focus = this->step()->focus;
  }
  landing.cause = opened.place ? Cause::step : Cause::text;
  const auto* known = model::find_model(opened.model);
  const bool choosable = known != nullptr && known->offer == model::Offer::learners;
  if (choosable && shelf_.ready(opened.model)) {
    state_.model = opened.model;
    state_.chose = true;
  }
  if (opened.model.empty() || opened.model == shown_model()) {
    landing.place = place;
  } else {
    awaited_ = Awaited{opened.model, place, std::exchange(state_.switches.turn, std::nullopt)};
    if (choosable) out.model = opened.model;
    if (!choosable) around_.emit("error", dump("This link names a model that is not here, “" + opened.model + "”."));
  }
  recompute(std::move(landing));
  history_.begin(state_);
  return out;
}

}  // namespace theatre::app
