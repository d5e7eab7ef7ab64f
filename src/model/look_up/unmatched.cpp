#include "model/look_up/unmatched.hpp"

#include <algorithm>
#include <vector>

#include "text/words.hpp"

namespace theatre::model {
namespace {

constexpr float hardly = 0.1F;         // a best score below it makes nearly equal shares
constexpr std::size_t longest = 60;    // bytes of a query that are repeated
constexpr std::size_t most_named = 3;  // unknown words

std::string quoted(const std::string& text) { return "“" + text + "”"; }

bool has_words(const std::string& text) {
  const auto tokens = text::split_words(text);
  return std::any_of(tokens.begin(), tokens.end(), [](const auto& token) {
    return token.kind == text::Kind::word || token.kind == text::Kind::number;
  });
}

// Words of the query that the lexicon lacks and that no card has either.
std::vector<std::string> unknown_words(const trace::Trace& trace, const Lexicon& lexicon) {
  const auto is_on_a_card = [&](const std::string& word) {
    for (std::size_t i = 1; i < trace.size(); ++i) {
      for (const auto& other : text::split_words(trace.tokens[i].text)) {
        if (trace::same_word(other.text, word)) return true;
      }
    }
    return false;
  };
  std::vector<std::string> unknown;
  bool first = true;
  for (const auto& token : text::split_words(trace.tokens.front().text)) {
    if (token.kind != text::Kind::word) continue;
    const bool known = lexicon.look_up(token.text, first).known;
    first = false;
    const bool named = std::find(unknown.begin(), unknown.end(), token.text) != unknown.end();
    if (!known && !named && !is_on_a_card(token.text)) unknown.push_back(token.text);
  }
  return unknown;
}

}  // namespace

std::string unmatched(const trace::Trace& trace, const Lexicon& lexicon) {
  const auto* head = trace::find_head(trace, "look-up");
  if (head == nullptr || trace.size() < 2 || !has_words(trace.tokens.front().text)) return "";
  const std::vector<std::string> unknown = unknown_words(trace, lexicon);
  if (!unknown.empty()) {
    std::string words;
    for (std::size_t i = 0; i < std::min(unknown.size(), most_named); ++i) {
      words += (i == 0 ? "" : i + 1 == unknown.size() ? " and " : ", ") + quoted(unknown[i]);
    }
    if (unknown.size() > most_named) words += " and more";
    return "The model’s lexicon is English and lacks " + words + ", so it makes nothing of " +
           (unknown.size() == 1 ? "it." : "them.");
  }
  if (head->scores.row(0).tail(head->scores.cols() - 1).maxCoeff() >= hardly) return "";
  const std::string& query = trace.tokens.front().text;
  return "The model finds nothing here that is about " + (query.size() <= longest ? quoted(query) : "your words") +
         ", so all get nearly the same.";
}

}  // namespace theatre::model
