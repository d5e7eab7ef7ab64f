// A labelled link found in a trace: the tokens of its words, and the row that asks. Inside the measuring only.
#pragma once

#include <vector>

#include "model/measured/resumes.hpp"
#include "text/words.hpp"

namespace theatre::model {

// A word may be several tokens, as MiniLM cuts them.
struct Found {
  std::vector<int> from, to;
  double chance = 0;  // what a blind guess among the other words would get
};

Found find(const trace::Trace& trace, const std::vector<text::Token>& words, const Link& link);

bool is_word(const trace::Trace& trace, int token);

// The word with the largest weight in a row, or -1 when no word has any. (1, T)
int strongest_word(const trace::Trace& trace, const core::RowVector& row);

// Weights closer than this share of themselves are equal, and the first of them counts: which of two equal sums comes
// out larger in its last digits differs between processors.
inline constexpr float clearly = 1 + 1e-4F;

}  // namespace theatre::model
