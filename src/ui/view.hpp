// What the panels show, as plain data kept by the app, and the one way it changes: apply(view, action).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "trace/ledger.hpp"
#include "trace/trace.hpp"

namespace theatre::ui {

// The six steps of one head, in order.
enum class Stage { embed, qkv, qkt, scale, softmax, mix };

std::string_view stage_name(Stage stage);  // "embed", "qkv", …
std::optional<Stage> stage_from_name(std::string_view name);

struct View {
  int layer = 0;
  int head = 0;    // index within its layer
  int row = 0;     // the asking word, of the head's queries; without heads a word of the first text
  int column = 0;  // the word it looks at, of the head's keys
  Stage stage = Stage::softmax;
  // The number whose ledger is open; none = the chosen pair's (or, at `embed`, the asking word's embedding).
  std::optional<trace::Quantity> open;
  std::vector<std::optional<trace::Quantity>> history;  // what was open before, oldest first
  bool arrows = false;                                  // a pair's ledger shows its sum as arrows, not as a list

  bool operator==(const View&) const = default;
};

struct Action {
  enum class Kind {
    choose_row,     // `row` becomes the asking word
    choose_column,  // `column` becomes the word it looks at
    choose_cell,    // both; closes what was opened
    open,           // the ledger of `quantity`
    back,           // to the ledger before
    close,          // the learner closes the drawer or sheet
    show_arrows,    // a pair's sum as arrows
    show_list,      // and as a list again
    turn,           // the head's q or k of word `row` becomes `to`; the app computes anew
    put_back,       // and is again what the model computed
  };
  Kind kind = Kind::choose_cell;
  int row = 0;
  int column = 0;
  trace::Quantity quantity = {};
  trace::Side side = trace::Side::query;
  std::vector<float> to = {};  // (d_head)

  bool operator==(const Action&) const = default;
};

// The view after the action; `close`, `turn` and `put_back` leave it as it is. Never leaves the trace: indexes are
// clamped.
View apply(View view, const Action& action, const trace::Trace& trace);

// Moves layer, head, row, column and what is open into the trace, e.g. after an edit; drops what is no longer
// there.
void clamp(View& view, const trace::Trace& trace);

// What the ledger shows: `open`, or what goes without saying. The view must fit the trace (see clamp).
trace::Quantity shown_quantity(const View& view, const trace::Trace& trace);

// Index of the step whose `out` is shown as what each word is: the one that the head reads. Without a head (nullptr)
// the last one of the first text; -1 = none.
int shown_step(const trace::Trace& trace, const trace::Head* head);

// One number of it: the embedding, or the residual stream after that step.
trace::Quantity input_quantity(const trace::Trace& trace, const trace::Head* head, int row, int column);

}  // namespace theatre::ui
