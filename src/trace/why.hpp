// Why one word of a row got more light than another: the difference of two ledgers, line by line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/ledger.hpp"
#include "trace/trace.hpp"

namespace theatre::trace {

// One reason: what a group of channels (or one named channel) adds to the score of the one word, less what it adds to
// that of the other.
struct WhyLine {
  std::vector<LedgerPart> label;  // drawn piece by piece: “it”, " stands for ", “cat”
  float value = 0;                // more − less
  float more = 0, less = 0;       // points of the score that it adds for either word
  int about = -1;                 // the key of the two that it speaks of: the one for which it says more
  Quantity from;                  // opens that word's number
};

struct Why {
  int row = -1, more = -1, less = -1;  // the word that asks, and the two keys
  float difference = 0;                // score of `more` − score of `less`
  Quantity more_score, less_score;
  std::vector<WhyLine>
      lines;         // the largest first, most_why_lines of them; none where the head has no names for its sums
  float rest = 0;    // lines + rest = difference
  float factor = 1;  // how many times the light: e^(difference ÷ temperature)
  float temperature = 1;
  bool hidden = false;  // the mask hides `less`: its score counts for nothing, and no sum explains that
};

inline constexpr std::size_t most_why_lines = 3;

// None where the head keeps no scores, or the words are none of its own, or the mask hides `more`.
std::optional<Why> why(const Trace& trace, const Head& head, int row, int more, int less);

// What a group of channels says of two words, from its name, in which the asking word says “I” to the word it looks at:
// "I stand for you" gives “it” stands for “cat”.
std::vector<LedgerPart> said_of(std::string_view name, const LedgerPart& asks, const LedgerPart& key);

// "ten times the light", "twice the light", and below one and a half times "nearly the same light".
std::string times_the_light(float factor);

}  // namespace theatre::trace
