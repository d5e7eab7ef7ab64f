// What is to be chosen in a Trace once it is there: the head, the word that asks, the word it looks at.
#pragma once

#include <optional>
#include <string>

#include "app/asking.hpp"
#include "app/state.hpp"
#include "trace/trace.hpp"

namespace theatre::app {

// By number, as links and undo have it; -1 = as it would be without.
struct Place {
  int layer = -1, head = -1, row = -1, column = -1;
};

struct Landing {
  std::string head;   // stable name; empty = keep the chosen one
  std::string focus;  // the word that asks; empty = the same word as before
  bool new_step = false;
  bool keep_pair = false;   // the word looked at stays, though another may be looked at more
  Place place = {};         // goes before the names; what is not in the Trace is passed over
  bool first_asks = false;  // the first text is the query of a look-up
  Cause cause = Cause::nothing;

  // What was to be chosen in a Trace that never came is still to be chosen in this one.
  void take_over(Landing earlier);
};

// Chooses in `now`, which is shown from here on, in place of `before` (may be null). True where the lamp's word is gone
// and it fell on another that nobody chose.
bool land(State& state, const trace::Trace* before, const trace::Trace& now, const Landing& landing);

// Looks at the word that the asking one looks at most.
void point_at_strongest(ui::View& view, const trace::Trace& trace);
int strongest(const ui::View& view, const trace::Trace& trace);  // -1 = none

// The chosen head; one without numbers where the Trace has none.
const trace::Head& chosen_head(const ui::View& view, const trace::Trace& trace);
// How the word under the lamp is spelt; empty where there is none.
std::string word_under_lamp(const ui::View& view, const trace::Trace& trace);
// How many words can ask it.
int asking_words(const ui::View& view, const trace::Trace& trace);

}  // namespace theatre::app
