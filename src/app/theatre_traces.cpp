// Where the Trace comes from: which model, here or in a worker, and what is chosen in it once it is there.
#include <algorithm>
#include <utility>

#include "app/arguments.hpp"
#include "app/theatre.hpp"
#include "model/catalog.hpp"
#include "model/turn.hpp"

namespace theatre::app {

bool Theatre::shows_cards() const { return scene().second.kind == scenes::SecondText::Kind::cards; }

std::string_view Theatre::shown_model() const {
  const auto* now = step();
  const auto* own = now != nullptr ? model::find_model(now->model) : nullptr;
  // A model that only steps show is the step's, whatever the learner has chosen elsewhere.
  const bool by_step = own != nullptr && (own->offer == model::Offer::lessons || !state_.chose);
  const auto* wanted = shelf_.find(by_step ? own->id : std::string_view(state_.model));
  const bool fits =
      wanted != nullptr && wanted->state == Shelf::State::ready && (!shows_cards() || wanted->model->abilities.vectors);
  return fits ? wanted->model->id : model::default_model;
}

std::string_view Theatre::beside_model() const {
  const auto* shown = model::find_model(trace_->model);
  if (shown == nullptr || shown->offer == model::Offer::lessons) return {};
  if (shown->id != model::default_model) return model::default_model;
  for (const auto& place : shelf_.places()) {
    const bool other = place.model->offer == model::Offer::learners && place.model->id != shown->id;
    if (other && place.model->abilities.reads) return place.model->id;
  }
  return {};
}

Theatre::Done Theatre::choose_model(std::string_view id) {
  const auto* place = shelf_.find(id);
  if (place == nullptr || place->model->offer == model::Offer::lessons) {
    return core::Failure{"There is no model “" + std::string(id) + "” here."};
  }
  if (auto missing = shelf_.missing(id); !missing.empty()) return core::Failure{std::move(missing)};
  const std::string_view before = shown_model();
  state_.model = id;
  state_.chose = true;
  want_model(id);
  model_may_have_changed(before);
  return std::nullopt;
}

// It is fetched if it isn't there, and no other one any more.
void Theatre::want_model(std::string_view id) {
  for (const auto& other : shelf_.places()) {
    if (other.state == Shelf::State::loading && other.model->id != id) begin_fetch(other.model->id, false);
  }
  const auto* place = shelf_.find(id);
  if (place == nullptr || !shelf_.missing(id).empty()) return;
  if (place->state == Shelf::State::available || place->state == Shelf::State::failed) begin_fetch(id, true);
}

void Theatre::begin_fetch(std::string_view id, bool wanted) {
  if (wanted) shelf_.begin(id);
  const auto& model = *shelf_.find(id)->model;
  around_.emit(
      "fetch",
      dump(
          {{"model", id}, {"wanted", wanted}, {"title", model.title}, {"file", model.file}, {"sha256", model.sha256}}));
}

Theatre::Done Theatre::fetch_model(std::string_view id) {
  if (auto missing = shelf_.missing(id); !missing.empty()) return core::Failure{std::move(missing)};
  const std::string_view before = shown_model();
  state_.chose = false;
  const auto state = shelf_.find(id)->state;
  if (state == Shelf::State::available || state == Shelf::State::failed) begin_fetch(id, true);
  model_may_have_changed(before);
  return std::nullopt;
}

Theatre::Done Theatre::stop_fetch(std::string_view id) {
  if (shelf_.find(id) == nullptr) return core::Failure{"There is no model “" + std::string(id) + "” here."};
  const std::string_view before = shown_model();
  if (shelf_.find(id)->state == Shelf::State::loading) begin_fetch(id, false);
  if (state_.model == id) state_.model = model::default_model;
  model_may_have_changed(before);
  return std::nullopt;
}

Theatre::Done Theatre::model_state(std::string_view id, Shelf::State state, double received, double bytes,
                                   std::string error) {
  if (shelf_.find(id) == nullptr) return core::Failure{"There is no model “" + std::string(id) + "” here."};
  const std::string_view before = shown_model();
  shelf_.tell(id, state, received, bytes, std::move(error));
  if (state == Shelf::State::failed && state_.model == id) state_.model = model::default_model;
  model_may_have_changed(before);
  forgive();
  return std::nullopt;
}

void Theatre::model_may_have_changed(std::string_view before) {
  if (shown_model() == before) return changed();
  state_.switches.turn.reset();  // its head was another model's
  Landing landing{state_.job, "", false};
  landing.cause = Cause::dial;
  if (awaited_ && awaited_->model == shown_model()) {
    state_.switches.turn = awaited_->turn;
    landing.place = awaited_->place;
    awaited_.reset();
  }
  recompute(std::move(landing));
}

Request Theatre::request() const {
  Request out{std::string(shown_model()), {{state_.text}, std::nullopt, state_.switches, {}}, Purpose::stage};
  if (shows_cards()) out.question.cards = model::Cards{state_.second, state_.hard};
  return out;
}

void Theatre::recompute(Landing landing) {
  stop_demonstration();
  if (waits_) landing.take_over(std::move(landing_));
  landing.first_asks = shows_cards();
  landing_ = std::move(landing);
  asked_at_ = around_.now();
  waits_ = false;
  auto made = supply_.ask(request());
  if (made && made.value() != nullptr) {
    take(std::move(made).value());
    return;
  }
  waits_ = static_cast<bool>(made);
  if (!made) around_.emit("error", dump(made.error()));
  ui::clamp(state_.view, *trace_);
  changed();
}

// A Trace has come: it is shown, with what is to be chosen in it.
void Theatre::take(trace::TracePtr trace) {
  forward_ms_ = (around_.now() - asked_at_) * 1000;
  waits_ = false;
  const trace::TracePtr before = std::exchange(trace_, std::move(trace));
  const Landing landing = std::exchange(landing_, {});
  director_.trace_comes(scene(), landing.new_step, around_.now());
  beside_.reset();
  supply_.forget(Purpose::beside);
  const bool lamp_fell = land(state_, before.get(), *trace_, landing);
  const bool was_dark = is_guessing(state_, course_);
  const bool lamp_free = lamp_fell || (landing.new_step && landing.place.row < 0);
  if (step() != nullptr) ask_anew(state_, *step(), situation(), landing.cause, lamp_free);
  if (lamp_free) point_at_strongest();  // the question may have moved it on
  if (was_dark && !is_guessing(state_, course_)) {
    if (static_cast<int>(first_stage(state_, course_)) > scene().guess_step) show_stage(first_stage(state_, course_));
    director_.light_comes(around_.now());
  }
  mark();
  if (comparing_) compute_beside();
  changed();
}

void Theatre::read_on() {
  Supply::Arrived arrived = supply_.read_on();
  if (!arrived.failure.empty()) around_.emit("error", dump(arrived.failure));
  if (arrived.stage_failed) {
    waits_ = false;
    changed();
  }
  if (auto& trace = arrived.trace[static_cast<std::size_t>(Purpose::stage)]) {
    take(std::move(trace));
    forgive();
  }
  if (auto& trace = arrived.trace[static_cast<std::size_t>(Purpose::beside)]) {
    beside_ = std::move(trace);
    ++beside_count_;
    changed();
  }
  if (supply_.reading()) around_.request_frame();
}

void Theatre::receive(int serial, Bytes bytes, std::size_t size, bool last) {
  supply_.receive(serial, std::move(bytes), size, last);
  read_on();
  announce();
}

void Theatre::refuse(int serial, std::string sentence) {
  supply_.refuse(serial, std::move(sentence));
  read_on();
  changed();
}

void Theatre::compute_beside() {
  comparing_ = true;
  const std::string_view other = beside_model();
  if (beside_ || supply_.waits(Purpose::beside) || shows_cards() || !shelf_.ready(other)) return;
  auto made = supply_.ask({std::string(other), {{state_.text}, std::nullopt, state_.switches, {}}, Purpose::beside});
  if (made) beside_ = std::move(made).value();
}

}  // namespace theatre::app
