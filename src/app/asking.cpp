#include "app/asking.hpp"

#include <utility>

#include "lessons/ask.hpp"
#include "lessons/predict.hpp"
#include "model/catalog.hpp"
#include "scenes/scene.hpp"

namespace theatre::app {
namespace {

using Kind = lessons::Predict::Kind;

bool asks_with_text(const lessons::Step& step) {
  const auto* scene = scenes::find_scene(step.scene);
  return scene != nullptr && scene->second.kind == scenes::SecondText::Kind::cards;
}

// What happens if a dial is turned stays told while the learner turns it.
bool outlives(const lessons::Guess& guess, const lessons::Step& step, Cause cause) {
  const auto* question = lessons::question_of(step, guess);
  return cause == Cause::dial && question != nullptr && question->kind == Kind::choice;
}

// Is a learner's own sentence to be answered by the stage at once, and not only after a guess?
bool answers_at_once(const lessons::Guess& before, const lessons::Step& step, Cause cause, bool brought_back) {
  if (cause == Cause::step || brought_back) return false;
  const bool was_lit = before.lit || before.answer.has_value();
  return was_lit || (cause == Cause::text && !asks_with_text(step));
}

// A question about one model can't be answered by another: it waits until that one is here.
std::optional<lessons::Predict> waits_for_model(const lessons::Step& step, const trace::Trace& trace) {
  const model::CatalogEntry* const wanted = step.model.empty() ? nullptr : model::find_model(step.model);
  const bool fetched = wanted != nullptr && !wanted->file.empty();
  if (!fetched || wanted->id == trace.model || asks_with_text(step)) return std::nullopt;
  lessons::Predict out;
  out.row = step.predict->row;
  out.question = "The question here is about " + std::string(wanted->title) + ". Fetch it, then guess.";
  return out;
}

}  // namespace

bool has_own_texts(const State& state, const lessons::Step& step) {
  return step.text == state.text && state.second == step.second.value_or(state.second);
}

void ask_anew(State& state, const lessons::Step& step, const lessons::Situation& situation, Cause cause,
              bool lamp_free) {
  lessons::Guess& guess = state.guess;
  if (!step.predict || cause == Cause::nothing) return;
  if (auto waiting = waits_for_model(step, situation.trace)) {
    guess = lessons::no_guess(step, std::move(waiting));
    return;
  }
  if (guess.answer) {
    const bool holds = lessons::still_holds(guess, lessons::answer_of(*lessons::question_of(step, guess), situation));
    if (holds || outlives(guess, step, cause)) return;
  }
  const bool untouched = has_own_texts(state, step);
  const bool lit = answers_at_once(guess, step, cause, untouched && cause == Cause::text);
  const bool beside = lit && !untouched && lessons::is_of_row(*step.predict) && !asks_with_text(step);
  if (beside && lamp_free) {
    const auto* head = situation.head_named(step.predict->head);
    const int row = lessons::word_beside(situation.trace, head, lessons::word_to_ask(situation.trace, head));
    if (row >= 0) state.view.row = row;
  }
  auto asked = lessons::ask(*step.predict, situation, beside ? state.view.row : -1);
  if (guess.answer || asked != guess.asked) guess = lessons::no_guess(step, std::move(asked));
  guess.lit = lit;
  if (cause == Cause::step && lamp_free && guess.asked && lessons::is_of_row(*guess.asked) && !asks_with_text(step)) {
    const int row = lessons::find_word(situation.trace, guess.asked->row);
    if (row >= 0) state.view.row = row;
  }
}

}  // namespace theatre::app
