// Finding the tokens of a labelled link.
#include "model/measured/found_link.hpp"

#include <algorithm>

namespace theatre::model {
namespace {

// The tokens that share bytes with the word's k-th occurrence, as the labels count words.
void add_tokens_of(const trace::Trace& trace, const std::vector<text::Token>& words, const WordRef& word,
                   std::vector<int>& tokens) {
  int left = word.occurrence;
  for (const auto& one : words) {
    if (!trace::same_word(one.text, word.word) || --left != 0) continue;
    for (std::size_t i = 0; i < trace.tokens.size(); ++i) {
      const auto& token = trace.tokens[i];
      if (token.begin < one.end && token.end > one.begin) tokens.push_back(static_cast<int>(i));
    }
    return;
  }
}

}  // namespace

bool is_word(const trace::Trace& trace, int token) {
  return trace.tokens[static_cast<std::size_t>(token)].kind == trace::TokenKind::word;
}

Found find(const trace::Trace& trace, const std::vector<text::Token>& words, const Link& link) {
  Found found;
  add_tokens_of(trace, words, link.from, found.from);
  for (const auto& word : link.to) add_tokens_of(trace, words, word, found.to);
  const auto among_words = [&](int token) { return is_word(trace, token); };
  const auto right = std::count_if(found.to.begin(), found.to.end(), among_words);
  auto others = -std::count_if(found.from.begin(), found.from.end(), among_words);
  for (int i = 0; i < static_cast<int>(trace.size()); ++i) others += among_words(i) ? 1 : 0;
  if (others > 0) found.chance = static_cast<double>(right) / static_cast<double>(others);
  return found;
}

int strongest_word(const trace::Trace& trace, const core::RowVector& row) {
  int best = -1;
  for (int j = 0; j < static_cast<int>(trace.size()); ++j) {
    if (is_word(trace, j) && row(j) > 0 && (best < 0 || row(j) > clearly * row(best))) best = j;
  }
  return best;
}

}  // namespace theatre::model
