// The ledger: the whole arithmetic behind one number of a Trace, term by term, as data for a panel to draw.
// Every number in it is read from the Trace or multiplied out from numbers that are; links lead on to the
// next.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "trace/trace.hpp"

namespace theatre::trace {

// Names one number of a Trace.
struct Quantity {
  enum class Kind {
    embedding,     // row = token, col = dimension: the residual stream before the first layer
    residual,      // the same after step `step` (index into Trace::steps), of that step's text
    hidden,        // row = token, col = unit: of the first tensor inside step `step`
    q,             // layer, head, row = token, col = channel
    k,             // likewise, row = key token
    v,             // likewise, col = value channel
    product,       // layer, head, row = query token, col = key token: q · k
    score,         // likewise: q · k ÷ scale, before mask and temperature
    weight,        // likewise
    output,        // layer, head, row = token, col = value channel: Σ weight · v
    contribution,  // layer, head, row = token, col = dimension: output · W_O, what the head adds to the
                   // residual stream
    q_before,      // as q, before the positions turned it: x · W_Q of a head with rotary positions
    k_before,      // as k, likewise
    series,        // row = point, col = index into Trace::series: its y
    part,          // layer, head, row = query token, col = key token, step = group of channels: what it adds to
                   // the score
  };
  Kind kind = Kind::weight;
  int layer = -1;
  int head = -1;
  int row = 0;
  int col = 0;
  int step = -1;

  bool operator==(const Quantity& other) const {
    return kind == other.kind && layer == other.layer && head == other.head && row == other.row && col == other.col &&
           step == other.step;
  }
};

// What colour and letter a piece belongs to.
enum class Accent { plain, query, key, value, weight };

// A title is drawn piece by piece: "How much does", [it], "look at", [cat], "?".
struct LedgerPart {
  std::string text;
  Accent accent = Accent::plain;
  int token = -1;  // the word it names, or -1
};

// One line of a list: "living   1.80 × 1.70   3.06".
struct LedgerTerm {
  std::string label;
  bool factors = true;  // false: only `product` is to be shown
  float left = 0;
  float right = 0;
  float product = 0;  // left × right, or the value itself
  int token = -1;     // the word this term is about, or -1
  int collapsed = 0;  // > 0: this line stands for so many smaller terms
  Accent left_accent = Accent::plain;
  Accent right_accent = Accent::plain;
  std::optional<Quantity> left_from, right_from, from;  // where the factors, or the product, come from
};

// One block of the ledger.
struct LedgerSection {
  enum class Kind {
    terms,   // a list that adds up to `value`
    step,    // one calculation: label, working, value
    shares,  // the row's weights, in word order; they add up to `value` (1, or 0 where all is masked)
    list,    // values that stand side by side and are not added
    note,    // a sentence only
  };
  Kind kind = Kind::step;
  int stage = -1;       // 0 embed, 1 Q K V, 2 Q Kᵀ, 3 scale, 4 softmax, 5 mix; -1 = none of them
  std::string label;    // "Add them up: q · k", "÷ √d_k"
  std::string working;  // "5.60 ÷ 2.00"; empty = nothing to show
  std::vector<LedgerTerm> terms;
  float value = 0;
  std::string note;  // one sentence; says "rounded" where the figures shown don't add up to the sum shown
  std::optional<Quantity> from;
};

struct Ledger {
  Quantity quantity;
  std::vector<LedgerPart> title;
  std::vector<LedgerSection> sections;
  float result = 0;  // the Trace's own number
};

// Fails with one sentence when the Trace holds no such number. Lists show the `most_terms` largest terms,
// largest first, and one line for the rest.
core::Result<Ledger> explain(const Trace& trace, const Quantity& quantity, std::size_t most_terms = 8);

// The text that the quantity's row is a word of; nullptr where it is of none. Columns of a pair are of keys().
const Text* text_of_row(const Trace& trace, const Quantity& quantity);

// Is it about a query and a key: q · k, score or weight?
bool is_of_pair(Quantity::Kind kind);

// The number itself.
std::optional<float> value_of(const Trace& trace, const Quantity& quantity);

// A short name, for a trail of links: "weight it → cat", "q of it · living".
std::string name_of(const Trace& trace, const Quantity& quantity);

// A number as every view prints it: two decimals, a real minus sign, never "−0.00"; from a million up, and
// for what is not 0 but would print as 0.00 where `exact_small` is asked for, as 1.23e−7.
std::string shown(float value, bool exact_small = false);

// Do the terms as printed by shown() add up to the sum as printed?
bool shown_terms_add_up(const std::vector<LedgerTerm>& terms, float sum);

}  // namespace theatre::trace
