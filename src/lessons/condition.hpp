// Conditions of lessons: data that is looked up in a Trace and in what the learner did. No code in lessons.
#pragma once

#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/trace.hpp"

namespace theatre::lessons {

// The break-it switches as a lesson knows them.
struct Switches {
  float temperature = 1;  // > 0
  bool scale = true;
  bool positions = true;
  std::string mask = "none";  // "none", "causal" or "padding:N"
  bool hard = false;          // look-up: only an exact match, or nothing
  bool same_heads = false;    // all heads of a layer compute what its first computes
  int heads_off = 0;          // how many are silenced; a lesson can't set it, but ask for it

  bool operator==(const Switches& other) const = default;
};

// What the learner has in front of them.
struct Situation {
  const trace::Trace& trace;
  int token = -1;  // the word under the lamp, of the chosen head's queries
  int layer = 0;   // the chosen head
  int head = 0;
  Switches switches;
  std::string start_text;                // the step's own sentence
  std::string text;                      // the learner's
  std::string start_second{}, second{};  // likewise the other text: cards of a shelf, voices of a party
  // The word that the lamp was last hung over by hand, or by the step. It may be gone from the sentence, and the lamp
  // elsewhere meanwhile; empty = the one under the lamp.
  std::string lamp_word{};
  // The head that a stable name means in this trace, where the trace's own names are others; empty = by name.
  std::function<const trace::Head*(std::string_view name)> head_called{};

  const trace::Head* head_named(std::string_view name) const;  // an empty name is the chosen head; may be nullptr
};

// at_least <= value <= at_most
struct Range {
  double at_least = -std::numeric_limits<double>::infinity();
  double at_most = std::numeric_limits<double>::infinity();

  bool holds(double value) const { return value >= at_least && value <= at_most; }
};

// A tree. As data: {kind: ...}, one kind a condition.
struct Condition {
  enum class Kind {
    all,            // {all: [..]}: each of `parts`
    any,            // {any: [..]}: at least one
    none,           // {not: ..}: `parts` has one, which does not hold
    largest,        // {largest: {row, is, head}}: the row's largest weight lies on one of `words`
    weight,         // {weight: {row, col, head, at_least, at_most}}: that weight lies in `range`
    edited_words,   // {edited_words: {at_least, at_most}}: words replaced, put in or left out since the start
    token_present,  // {token_present: word} or a list: one of `words` is in a text
    selected,       // {selected: {token: word}} or a list: the lamp was hung over one of `words`
    second_edited,  // {second_edited: true}: the other text is not the step's own any more
    head_is,        // {head_is: name} or a list: the chosen head has one of these names
    switches,       // {switch: {temperature: {at_least, at_most}, scale, positions, mask, hard, same_heads, heads_off}}
  };
  Kind kind = Kind::all;
  std::vector<Condition> parts;
  std::string row;   // "word" or "word:k"; empty = the step's focus
  std::string head;  // stable name; empty = the step's head
  std::vector<std::string> words;
  Range range;  // of a weight, of edited words, of the temperature
  std::optional<bool> scale, positions, hard, same_heads;
  Range heads_off;
  std::string mask;
};

// Does it hold now? Words match whatever their case. A word or head that isn't there makes a condition about
// it false.
bool holds(const Condition& condition, const Situation& situation);

// "it" or "it:2" in the sentence, or "#0" for a place: index of the token, or -1.
int find_word(const trace::Text& text, std::string_view word);

// The token of the head's keys that `word` means to `row` of this head. A card may have the very text of the query,
// which asks and can't be looked at: then the card is meant.
int find_column(const trace::Trace& trace, const trace::Head& head, int row, std::string_view word);

// The row's largest weight; -1 for a row that is all zero. Of equal weights the first.
int largest_in_row(const trace::Head& head, int row);

// How many words have to be replaced, put in or left out to make one text of the other (Levenshtein 1966).
// Case, spaces and the punctuation at a word's ends don't count.
int edited_words(std::string_view start, std::string_view now);

}  // namespace theatre::lessons
