// Soft look-up as one attention head: a query asks cards (books on a shelf, voices in a room) by the vectors of
// their titles, and what the cards say is mixed by weight. Text in, one Trace out, as from every model.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/lexicon/lexicon.hpp"
#include "model/model.hpp"
#include "trace/trace.hpp"

namespace theatre::model {

struct Card {
  std::string title;    // what is compared with the query: its key is the title's vector
  std::string content;  // what it says: its value counts these words; empty = the title's words
};

inline constexpr std::size_t most_cards = 20;

// One card a line, "title: content". Empty lines are left out, and what is beyond `most_cards`.
std::vector<Card> parse_cards(std::string_view lines);
// What is left out of the lines, as one sentence; empty when nothing is.
std::string cards_note(std::string_view lines);

// By the glass box's lexicon: what the words are about (topics, kinds of things), and the content words of these
// very texts, one dimension each.
TextVectors topic_vectors(const std::vector<std::string>& texts, const Lexicon& lexicon);

struct LookUp {
  std::string query;
  std::vector<Card> cards;
  TextVectors vectors;    // of the query, then of each card's title
  std::string model;      // whose vectors: "glass-box", "minilm"
  std::string badge;      // "hand-built", "pretrained"
  float temperature = 1;  // > 0
  bool hard = false;      // only cards whose title is the query, letter for letter but for case; else nothing
  std::optional<Turn> turn;
  std::vector<std::string> notes;
};

// tokens: the query, then the cards (their titles). One layer with one head, "look-up": q = k = the vectors, so
// score = q · k (a cosine: nothing is divided), weights = softmax(scores / temperature) over the cards (the query
// itself is masked), output = weights · v. v counts the content words of what each card says, one named column a
// word. Row 0 is the query's; the other rows are the cards' own questions to each other.
trace::TracePtr look_up(const LookUp& given, const Lexicon& lexicon);

}  // namespace theatre::model
