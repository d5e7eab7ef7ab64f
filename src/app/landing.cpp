#include "app/landing.hpp"

#include <algorithm>
#include <utility>

#include "app/head_called.hpp"
#include "lessons/ask.hpp"
#include "lessons/condition.hpp"
#include "model/catalog.hpp"

namespace theatre::app {
namespace {

// Does the model add tokens at both ends of a text?
bool has_added_ends(const trace::Trace& trace) {
  return trace.size() > 1 && trace.tokens.front().kind == trace::TokenKind::added &&
         trace.tokens.back().kind == trace::TokenKind::added;
}

bool same_token(const trace::Token& a, const trace::Token& b) { return a.kind == b.kind && a.text == b.text; }

// An edit of one text as tokens: how many are the same at its start, and how many at its end.
struct Edit {
  int start = 0, end = 0, was = 0, is = 0;

  Edit(const trace::Text& before, const trace::Text& now)
      : was(static_cast<int>(before.size())), is(static_cast<int>(now.size())) {
    const int least = std::min(was, is);
    const auto old = [&](int i) -> const trace::Token& { return before.tokens[static_cast<std::size_t>(i)]; };
    const auto next = [&](int i) -> const trace::Token& { return now.tokens[static_cast<std::size_t>(i)]; };
    while (start < least && same_token(old(start), next(start))) ++start;
    while (end < least - start && same_token(old(was - 1 - end), next(is - 1 - end))) ++end;
  }

  // Where a token is that was left alone; -1 = it was not.
  int kept(int token) const { return token < start ? token : token >= was - end ? token + is - was : -1; }
  // Was this one word spelt otherwise, and nothing else?
  bool respelt(int token) const { return was == is && token == start && start + end + 1 == was; }
};

// The same text, cut into other pieces by another model.
int same_place(const trace::Trace& before, int token, const trace::Trace& trace) {
  const auto& old = before.tokens[static_cast<std::size_t>(token)];
  const int size = static_cast<int>(trace.size());
  if (old.kind == trace::TokenKind::added) return token == 0 ? 0 : size - 1;
  for (int i = 0; i < size; ++i) {
    const auto& now = trace.tokens[static_cast<std::size_t>(i)];
    if (now.kind != trace::TokenKind::added && now.begin <= old.begin && old.begin < now.end) return i;
  }
  return -1;
}

// Cards keep their places: the query is the first of them, however it is spelt.
int same_card(const trace::Trace& before, int token, const trace::Trace& trace) {
  if (token == 0) return 0;
  const int kept = Edit(before, trace).kept(token);
  return kept > 0 ? kept : std::min(token, static_cast<int>(trace.size()) - 1);
}

// The lamp's place in `trace`: with its word, wherever that has gone. -1 = it is nowhere.
int lamp_after(const State& state, const trace::Trace& before, const trace::Trace& trace, std::string& word) {
  const int row = state.view.row;
  const bool known = row >= 0 && row < static_cast<int>(before.size());
  const std::string old = known ? before.tokens[static_cast<std::size_t>(row)].text : "";
  if (known && (word.empty() || trace::same_word(old, word))) {
    const Edit edit(before, trace);
    const int there = before.text == trace.text ? same_place(before, row, trace) : edit.kept(row);
    if (there >= 0) return there;
    if (const int same = trace::find_token(trace, old); same >= 0) return same;
    // With others left alone beside it, the word itself was spelt anew.
    if (!edit.respelt(row) || edit.is <= 3) return -1;
    word = trace.tokens[static_cast<std::size_t>(row)].text;
    return row;
  }
  return word.empty() ? -1 : trace::find_token(trace, word);
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
  if (cause == Cause::nothing || earlier.cause == Cause::step) cause = earlier.cause;
}

const trace::Head& chosen_head(const ui::View& view, const trace::Trace& trace) {
  static const trace::Head none;
  const auto* head = trace::find_head(trace, view.layer, view.head);
  return head != nullptr ? *head : none;
}

std::string word_under_lamp(const ui::View& view, const trace::Trace& trace) {
  const auto* head = trace::find_head(trace, view.layer, view.head);
  const trace::Text& text = head != nullptr ? trace::queries(trace, *head) : trace;
  const bool there = view.row >= 0 && view.row < static_cast<int>(text.size());
  return there ? text.tokens[static_cast<std::size_t>(view.row)].text : "";
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

namespace {

void choose_head(State& state, const trace::Trace* before, const trace::Trace& now, const Landing& landing) {
  ui::View& view = state.view;
  if (!landing.head.empty()) state.job = landing.head;  // also for a model that is still to come
  if (const auto* head = head_called(now, landing.head); head != nullptr && !landing.head.empty()) {
    view.layer = head->layer;
    view.head = head->index;
  }
  // Nobody named one: what the chosen head is there for, where the heads are others.
  const bool others = before == nullptr || before->model != now.model;
  if (others && landing.head.empty() && landing.place.layer < 0) {
    if (const auto* head = head_called(now, state.job)) {
      view.layer = head->layer;
      view.head = head->index;
    }
  }
  if (const auto* head = trace::find_head(now, landing.place.layer, landing.place.head)) {
    const bool another = view.layer != head->layer || view.head != head->index;
    view.layer = head->layer;
    view.head = head->index;
    if (another && now.model == model::default_model && !landing.first_asks) state.job = head->name;
  }
}

// Hangs the lamp. True where its word is gone and it fell on another.
bool hang_lamp(State& state, const trace::Trace* before, const trace::Trace& now, const Landing& landing) {
  ui::View& view = state.view;
  int row = -1;
  if (before != nullptr && before->size() > 0) {
    row = landing.first_asks && !landing.new_step ? same_card(*before, view.row, now)
                                                  : lamp_after(state, *before, now, state.word);
  }
  if (!landing.focus.empty()) {
    const int focus = lessons::find_word(now, landing.focus);
    row = focus >= 0 ? focus : row;
    state.word = focus >= 0 ? now.tokens[static_cast<std::size_t>(focus)].text : landing.focus;
  }
  if (landing.first_asks && landing.new_step) row = 0;
  const bool fell = row < 0;
  if (fell) row = lessons::word_to_ask(now, trace::find_head(now, view.layer, view.head));
  view.row = row;
  keep_lamp_over_a_word(view, now);
  const bool placed = landing.place.row >= 0 && landing.place.row < asking_words(view, now);
  if (placed) view.row = landing.place.row;
  ui::clamp(view, now);
  const bool earlier = landing.cause == Cause::nothing;  // an earlier state brings its own
  if ((placed && !earlier) || state.word.empty()) state.word = word_under_lamp(view, now);
  return fell && !placed;
}

}  // namespace

bool land(State& state, const trace::Trace* before, const trace::Trace& now, const Landing& landing) {
  choose_head(state, before, now, landing);
  const bool fell = hang_lamp(state, before, now, landing);
  if (!landing.keep_pair) point_at_strongest(state.view, now);
  if (landing.place.column >= 0) {
    state.view.column = landing.place.column;
    ui::clamp(state.view, now);
  }
  return fell;
}

}  // namespace theatre::app
