// Undo and redo: earlier States, and those that were taken back. It walks over what the learner did in one step of the
// course: texts, the model, guesses, silenced heads, turned arrows, switches, and the chosen head and word. Another
// step begins a new history: undo never turns a page. What only looks (open panels, the strip, scrolling) is no deed.
#pragma once

#include <cstddef>
#include <deque>
#include <string_view>

#include "app/state.hpp"

namespace theatre::app {

// What leads from one State to another; of several things the one that says most.
struct Change {
  enum class Kind { nothing, place, text, second, model, guess, heads, arrow, switches, head, word };
  Kind kind = Kind::nothing;
  int of = 0;  // which bar, arrow or dial
  bool goes_on =
      false;  // a key of a text, a piece of a drag: one deed with the next of its kind, until there is a pause

  bool operator==(const Change&) const = default;
};

Change change_between(const State& before, const State& after);

// "text", "second", "model", "guess", "heads", "arrow", "switches", "head" or "word".
std::string_view change_name(Change::Kind kind);

class History {
 public:
  static constexpr std::size_t most_states = 200;       // earlier and taken back, each
  static constexpr std::size_t most_bytes = 4'000'000;  // of both; but one deed can always be undone

  void begin(const State& state);             // nothing to undo
  void note(const State& state, double now);  // after something the learner did; seconds
  void amend(const State& state);             // after something that came by itself: it is no deed

  // The State to go to; nullptr when there is none. The caller shows it and then amends.
  const State* undo();
  const State* redo();

  // What undo would take back, and redo bring back; nullptr = nothing.
  const Change* last() const { return past_.empty() ? nullptr : &past_.back().change; }
  const Change* taken_back() const { return future_.empty() ? nullptr : &future_.back().change; }

 private:
  struct Deed {
    State state;  // before it, in past_; after it, in future_
    Change change;
  };
  bool is_taken_back(const Change& change, const State& state);
  void trim();

  std::deque<Deed> past_, future_;  // the nearest at the back
  State present_;
  bool may_go_on_ = false;
  double noted_at_ = 0;
};

}  // namespace theatre::app
