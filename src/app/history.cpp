#include "app/history.hpp"

#include <algorithm>
#include <utility>

namespace theatre::app {
namespace {

constexpr std::size_t a_few_letters = 16;  // bytes: typed, or put in by a keyboard that completes words

// s: after a pause the same kind of deed is another one.
double pause_of(Change::Kind kind) { return kind == Change::Kind::word || kind == Change::Kind::head ? 0.5 : 1.0; }

// How much was put in or taken out at one place.
std::size_t edit_size(std::string_view a, std::string_view b) {
  const std::size_t least = std::min(a.size(), b.size());
  std::size_t start = 0, end = 0;
  while (start < least && a[start] == b[start]) ++start;
  while (end < least - start && a[a.size() - 1 - end] == b[b.size() - 1 - end]) ++end;
  return std::max(a.size(), b.size()) - start - end;
}

// The switches without the parts that are deeds of their own.
model::Switches plain(model::Switches switches) {
  switches.heads_off.clear();
  switches.turn.reset();
  return switches;
}

int arrow_number(const std::optional<model::Turn>& turn) {
  return turn ? 1 + 2 * turn->row + (turn->side == trace::Side::key ? 1 : 0) : 0;
}

Change change_of_switches(const State& before, const State& after) {
  model::Switches warm = before.switches;
  warm.temperature = after.switches.temperature;
  const bool dial = warm == after.switches && before.hard == after.hard;
  return {Change::Kind::switches, dial ? 1 : 0, dial};
}

std::size_t size_of(const State& state) {
  std::size_t bytes = sizeof(State) + state.text.size() + state.second.size();
  bytes += static_cast<std::size_t>(state.switches.custom.size()) + 8 * state.switches.heads_off.size();
  if (state.switches.turn) bytes += 4 * state.switches.turn->to.size();
  bytes += state.own.size() + state.word.size() + 8 * state.guess.bars.size();
  if (state.guess.asked) bytes += state.guess.asked->question.size() + 64 * state.guess.asked->options.size();
  if (state.guess.answer) bytes += sizeof(lessons::Option) * state.guess.answer->options.size();
  return bytes + sizeof(trace::Quantity) * state.view.history.size();
}

bool only_looks(const Change& change) {
  using Kind = Change::Kind;
  return change.kind == Kind::nothing || change.kind == Kind::word || change.kind == Kind::head;
}

}  // namespace

Change change_between(const State& before, const State& after) {
  using Kind = Change::Kind;
  if (before.lesson != after.lesson || before.step != after.step) return {Kind::place};
  const bool same_guess = before.guess == after.guess;
  const bool same_switches = before.hard == after.hard && plain(before.switches) == plain(after.switches);
  const bool same_heads = before.switches.heads_off == after.switches.heads_off;
  const bool same_model = before.model == after.model && before.chose == after.chose;
  // A guess that is withdrawn because of it is no deed beside it.
  const bool alone = (same_guess || !after.guess.made()) && same_switches && same_heads && same_model;
  if (before.text != after.text) {
    const bool typed = alone && before.second == after.second;
    return {Kind::text, 0, typed && edit_size(before.text, after.text) <= a_few_letters};
  }
  if (before.second != after.second) {
    return {Kind::second, 0, alone && edit_size(before.second, after.second) <= a_few_letters};
  }
  if (!same_model) return {Kind::model};
  if (!same_heads) return {Kind::heads};
  if (before.switches.turn != after.switches.turn) {
    return {Kind::arrow, arrow_number(after.switches.turn), after.switches.turn.has_value()};
  }
  if (!same_switches) return change_of_switches(before, after);
  if (!same_guess) return {Kind::guess, after.guess.moved_bar, !after.guess.revealed && before.guess.by_bars()};
  if (before.view.layer != after.view.layer || before.view.head != after.view.head) return {Kind::head, 0, true};
  if (before.view.row != after.view.row) return {Kind::word, 0, true};
  return {};
}

std::string_view change_name(Change::Kind kind) {
  constexpr std::string_view names[] = {"nothing", "place", "text",     "second", "model", "guess",
                                        "heads",   "arrow", "switches", "head",   "word"};
  return names[static_cast<std::size_t>(kind)];
}

void History::begin(const State& state) {
  past_.clear();
  future_.clear();
  present_ = state;
  may_go_on_ = false;
}

// What has come by itself may have taken a deed back: a model that was chosen and then could not be had.
void History::amend(const State& state) {
  present_ = state;
  const auto undone = [&](const std::deque<Deed>& deeds) {
    return !deeds.empty() && change_between(deeds.back().state, state).kind == Change::Kind::nothing;
  };
  while (undone(past_)) past_.pop_back();
  while (undone(future_)) future_.pop_back();
}

void History::note(const State& state, double now) {
  const Change change = change_between(present_, state);
  if (change.kind == Change::Kind::nothing) {
    present_ = state;
    return;
  }
  if (change.kind == Change::Kind::place) return begin(state);
  const bool goes_on = may_go_on_ && change.goes_on && !past_.empty() && past_.back().change == change &&
                       now - noted_at_ < pause_of(change.kind);
  may_go_on_ = change.goes_on;
  noted_at_ = now;
  if (!goes_on && is_taken_back(change, state)) return;
  future_.clear();
  if (!goes_on) past_.push_back({std::move(present_), change});
  present_ = state;
  // Back where it began, within one deed: there is nothing to undo.
  if (goes_on && change_between(past_.back().state, state).kind == Change::Kind::nothing) past_.pop_back();
  trim();
}

// A field has an undo of its own. What it takes back here is taken back there, and not one deed more.
bool History::is_taken_back(const Change& change, const State& state) {
  if (change.kind != Change::Kind::text && change.kind != Change::Kind::second) return false;
  const auto was = [&](const std::deque<Deed>& deeds) {
    if (deeds.empty()) return false;
    const Change back = change_between(deeds.back().state, state);
    const bool withdrawn = back.kind == Change::Kind::guess && !state.guess.made();
    return withdrawn || only_looks(back);
  };
  if (was(past_)) {
    undo();
  } else if (was(future_)) {
    redo();
  } else {
    return false;
  }
  present_ = state;
  return true;
}

const State* History::undo() {
  if (past_.empty()) return nullptr;
  Deed deed = std::move(past_.back());
  past_.pop_back();
  future_.push_back({std::exchange(present_, std::move(deed.state)), deed.change});
  may_go_on_ = false;
  return &present_;
}

const State* History::redo() {
  if (future_.empty()) return nullptr;
  Deed deed = std::move(future_.back());
  future_.pop_back();
  past_.push_back({std::exchange(present_, std::move(deed.state)), deed.change});
  may_go_on_ = false;
  return &present_;
}

void History::trim() {
  std::size_t bytes = 0;
  for (const Deed& deed : past_) bytes += size_of(deed.state);
  while (past_.size() > 1 && (past_.size() > most_states || bytes > most_bytes)) {
    bytes -= size_of(past_.front().state);
    past_.pop_front();
  }
}

}  // namespace theatre::app
