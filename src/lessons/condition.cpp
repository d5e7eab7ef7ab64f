// Looking conditions up in a Trace.
#include "lessons/condition.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace theatre::lessons {
namespace {

using Kind = Condition::Kind;

// Does token i answer to one of these words, each "word" (any occurrence) or "word:k" (that one)?
bool is_one_of(const trace::Text& text, int i, const std::vector<std::string>& words) {
  if (i < 0 || i >= static_cast<int>(text.size())) return false;
  const auto& token = text.tokens[static_cast<std::size_t>(i)].text;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return trace::same_word(token, word) || find_word(text, word) == i;
  });
}

bool largest_is(const Condition& condition, const Situation& situation) {
  const auto* head = situation.head_named(condition.head);
  if (!head) return false;
  const int row = find_word(queries(situation.trace, *head), condition.row);
  return is_one_of(keys(situation.trace, *head), largest_in_row(*head, row), condition.words);
}

bool weight_is(const Condition& condition, const Situation& situation) {
  const auto* head = situation.head_named(condition.head);
  if (!head) return false;
  const int row = find_word(queries(situation.trace, *head), condition.row);
  if (row < 0 || row >= head->weights.rows()) return false;
  const int col = find_column(situation.trace, *head, row, condition.words.front());
  if (col < 0 || col >= head->weights.cols()) return false;
  return condition.range.holds(static_cast<double>(head->weights(row, col)));
}

bool head_is(const Condition& condition, const Situation& situation) {
  const auto* head = situation.head_named("");
  return head && std::any_of(condition.words.begin(), condition.words.end(), [&](const std::string& name) {
           return head->name == name || situation.head_named(name) == head;
         });
}

// In any of the texts.
bool is_present(const Condition& condition, const trace::Trace& trace) {
  for (std::size_t n = 0; n < trace.texts(); ++n) {
    for (const std::string& word : condition.words) {
      if (find_word(trace.nth_text(n), word) >= 0) return true;
    }
  }
  return false;
}

bool is_selected(const Condition& condition, const Situation& situation) {
  const auto* head = situation.head_named("");
  const trace::Text& text = head ? queries(situation.trace, *head) : situation.trace;
  const std::string& wanted = situation.lamp_word;
  const bool there = situation.token >= 0 && situation.token < static_cast<int>(text.size()) &&
                     trace::same_word(text.tokens[static_cast<std::size_t>(situation.token)].text, wanted);
  if (wanted.empty() || there) return is_one_of(text, situation.token, condition.words);
  // It went elsewhere by itself, when its word left the sentence: that is no deed of the learner's.
  return std::any_of(condition.words.begin(), condition.words.end(), [&](const std::string& word) {
    return trace::same_word(word.substr(0, word.rfind(':')), wanted);
  });
}

bool switches_are(const Condition& condition, const Switches& now) {
  return condition.range.holds(static_cast<double>(now.temperature)) &&
         condition.scale.value_or(now.scale) == now.scale &&
         condition.positions.value_or(now.positions) == now.positions &&
         condition.hard.value_or(now.hard) == now.hard &&
         condition.same_heads.value_or(now.same_heads) == now.same_heads && condition.heads_off.holds(now.heads_off) &&
         (condition.mask.empty() || condition.mask == now.mask);
}

bool is_edge_mark(char c) { return std::string_view(".,;:!?\"'()").find(c) != std::string_view::npos; }

// At spaces, without punctuation at the ends; what was punctuation alone is left out.
std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t i = 0;
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (i < text.size()) {
    if (is_space(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && !is_space(text[end])) ++end;
    std::string_view word = text.substr(i, end - i);
    while (!word.empty() && is_edge_mark(word.front())) word.remove_prefix(1);
    while (!word.empty() && is_edge_mark(word.back())) word.remove_suffix(1);
    if (!word.empty()) words.push_back(word);
    i = end;
  }
  return words;
}

}  // namespace

const trace::Head* Situation::head_named(std::string_view name) const {
  if (name.empty()) return trace::find_head(trace, layer, head);
  return head_called ? head_called(name) : trace::find_head(trace, name);
}

int find_word(const trace::Text& text, std::string_view word) {
  if (word.size() > 1 && word.size() <= 4 && word.front() == '#' &&
      word.find_first_not_of("0123456789", 1) == std::string_view::npos) {
    const int index = std::atoi(std::string(word.substr(1)).c_str());
    return index < static_cast<int>(text.size()) ? index : -1;
  }
  const auto colon = word.rfind(':');
  const auto digits = colon == std::string_view::npos ? std::string_view() : word.substr(colon + 1);
  const bool numbered = colon != 0 && !digits.empty() && digits.size() <= 4 &&
                        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!numbered) return trace::find_token(text, word);
  return trace::find_token(text, word.substr(0, colon), std::atoi(std::string(digits).c_str()));
}

int find_column(const trace::Trace& trace, const trace::Head& head, int row, std::string_view word) {
  const trace::Text& text = keys(trace, head);
  const int first = find_word(text, word);
  const bool itself = first >= 0 && first == row && trace::looks_at_itself(trace, head);
  const bool hidden = itself && head.mask.size() > 0 && !head.mask(row, row);
  const int second = hidden ? find_word(text, std::string(word) + ":2") : -1;
  return second >= 0 ? second : first;
}

int largest_in_row(const trace::Head& head, int row) {
  if (row < 0 || row >= head.weights.rows() || head.weights.cols() == 0) return -1;
  Eigen::Index best = 0;
  return head.weights.row(row).maxCoeff(&best) > 0 ? static_cast<int>(best) : -1;
}

int edited_words(std::string_view start, std::string_view now) {
  const auto before = split_words(start), after = split_words(now);
  // One row of the table of distances: from the words of `before` so far to the first j words of `after`.
  std::vector<int> distance(after.size() + 1);
  std::iota(distance.begin(), distance.end(), 0);
  for (std::size_t i = 1; i <= before.size(); ++i) {
    int diagonal = distance[0];
    distance[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= after.size(); ++j) {
      const int replace = diagonal + (trace::same_word(before[i - 1], after[j - 1]) ? 0 : 1);
      diagonal = distance[j];
      distance[j] = std::min({replace, distance[j] + 1, distance[j - 1] + 1});
    }
  }
  return distance.back();
}

bool holds(const Condition& condition, const Situation& situation) {
  const auto part_holds = [&](const Condition& part) { return holds(part, situation); };
  const auto& parts = condition.parts;
  switch (condition.kind) {
    case Kind::all:
      return std::all_of(parts.begin(), parts.end(), part_holds);
    case Kind::any:
      return std::any_of(parts.begin(), parts.end(), part_holds);
    case Kind::none:
      return std::none_of(parts.begin(), parts.end(), part_holds);
    case Kind::largest:
      return largest_is(condition, situation);
    case Kind::weight:
      return weight_is(condition, situation);
    case Kind::edited_words:
      return condition.range.holds(edited_words(situation.start_text, situation.text));
    case Kind::token_present:
      return is_present(condition, situation.trace);
    case Kind::selected:
      return is_selected(condition, situation);
    case Kind::second_edited:
      return situation.second != situation.start_second;
    case Kind::head_is:
      return head_is(condition, situation);
    case Kind::switches:
      return switches_are(condition, situation.switches);
  }
  return false;
}

}  // namespace theatre::lessons
