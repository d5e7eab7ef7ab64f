#include "app/landing.hpp"

#include <algorithm>
#include <utility>

#include "app/head_called.hpp"
#include "lessons/condition.hpp"
#include "model/catalog.hpp"

namespace theatre::app {
namespace {

// Does the model add tokens at both ends of a text?
bool has_added_ends(const trace::Trace& trace) {
  return trace.size() > 1 && trace.tokens.front().kind == trace::TokenKind::added &&
         trace.tokens.back().kind == trace::TokenKind::added;
}

// The token of `trace` that stands where, or for what, `token` of another stood; -1 when none does.
int same_place(const trace::Trace& before, int token, const trace::Trace& trace) {
  if (token < 0 || token >= static_cast<int>(before.size())) return -1;
  const auto& old = before.tokens[static_cast<std::size_t>(token)];
  const int size = static_cast<int>(trace.size());
  const auto now = [&](int i) -> const trace::Token& { return trace.tokens[static_cast<std::size_t>(i)]; };
  if (token < size && now(token).text == old.text && now(token).kind == old.kind) return token;
  if (old.kind == trace::TokenKind::added) return token == 0 ? 0 : size - 1;
  if (before.text == trace.text) {  // another model cuts the same text into other pieces
    for (int i = 0; i < size; ++i) {
      if (now(i).kind != trace::TokenKind::added && now(i).begin <= old.begin && old.begin < now(i).end) return i;
    }
  }
  const int same = old.text.empty() ? -1 : trace::find_token(trace, old.text);
  return same >= 0 ? same : std::min(token, size - 1);
}

// Tokens that the model adds stand at both ends: with any word at all, the lamp hangs over a word.
void keep_lamp_over_a_word(ui::View& view, const trace::Trace& trace) {
  const int last = static_cast<int>(trace.size()) - 1;
  if (last >= 2 && has_added_ends(trace)) view.row = std::clamp(view.row, 1, last - 1);
}

}  // namespace

void Landing::take_over(Landing earlier) {
  const bool head_named = place.layer >= 0, word_named = place.row >= 0;
  if (head.empty() && !head_named) head = std::move(earlier.head);
  if (focus.empty() && !word_named) focus = std::move(earlier.focus);
  if (!head_named && head.empty()) {
    place.layer = earlier.place.layer;
    place.head = earlier.place.head;
  }
  if (!word_named && focus.empty()) place.row = earlier.place.row;
  new_step = new_step || earlier.new_step;
}

const trace::Head& chosen_head(const ui::View& view, const trace::Trace& trace) {
  static const trace::Head none;
  const auto* head = trace::find_head(trace, view.layer, view.head);
  return head != nullptr ? *head : none;
}

int asking_words(const ui::View& view, const trace::Trace& trace) {
  const auto* head = trace::find_head(trace, view.layer, view.head);
  return static_cast<int>(head != nullptr ? trace::queries(trace, *head).size() : trace.size());
}

int strongest(const ui::View& view, const trace::Trace& trace) {
  const auto& head = chosen_head(view, trace);
  return view.row >= 0 && view.row < head.weights.rows() ? lessons::largest_in_row(head, view.row) : -1;
}

void point_at_strongest(ui::View& view, const trace::Trace& trace) {
  const int column = strongest(view, trace);
  if (column >= 0) view.column = column;
}

void land(State& state, const trace::Trace* before, const trace::Trace& now, const Landing& landing) {
  ui::View& view = state.view;
  const Place& place = landing.place;
  // The lamp stays over its word; where the word has gone elsewhere, it follows; where it is gone, it stays in place.
  if (before != nullptr) view.row = same_place(*before, view.row, now);
  if (const auto* head = head_called(now, landing.head); head != nullptr && !landing.head.empty()) {
    view.layer = head->layer;
    view.head = head->index;
    state.job = landing.head;
  }
  // Nobody named one: what the chosen head is there for, where the heads are others.
  const bool others = before == nullptr || before->model != now.model;
  if (others && landing.head.empty() && place.layer < 0) {
    if (const auto* head = head_called(now, state.job)) {
      view.layer = head->layer;
      view.head = head->index;
    }
  }
  if (const auto* head = trace::find_head(now, place.layer, place.head)) {
    view.layer = head->layer;
    view.head = head->index;
    if (now.model == model::default_model && !landing.first_asks) state.job = head->name;
  }
  if (const int focus = lessons::find_word(now, landing.focus); focus >= 0) view.row = focus;
  if (landing.first_asks && landing.new_step) view.row = 0;
  keep_lamp_over_a_word(view, now);
  if (place.row >= 0 && place.row < asking_words(view, now)) view.row = place.row;
  ui::clamp(view, now);
  if (!landing.keep_pair) point_at_strongest(view, now);
  if (place.column >= 0) {
    view.column = place.column;
    ui::clamp(view, now);
  }
}

}  // namespace theatre::app
