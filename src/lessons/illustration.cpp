// A row that somebody drew, beside the same row as it is computed now.
#include "lessons/illustration.hpp"

#include "trace/share.hpp"

namespace theatre::lessons {
namespace {

// "the" of "the:2".
std::string label_of(const std::string& word) {
  const auto colon = word.rfind(':');
  const bool counted = colon != std::string::npos && colon + 1 < word.size() &&
                       word.find_first_not_of("0123456789", colon + 1) == std::string::npos;
  return counted ? word.substr(0, colon) : word;
}

}  // namespace

Beside beside(const Illustration& illustration, const Situation& situation) {
  const trace::Trace& trace = situation.trace;
  const auto* head = situation.head_named("");
  const int row = head != nullptr ? find_word(queries(trace, *head), illustration.row) : -1;
  Beside out;
  out.row_present = head != nullptr && row >= 0 && row < head->weights.rows();
  out.row =
      out.row_present ? queries(trace, *head).tokens[static_cast<std::size_t>(row)].text : label_of(illustration.row);
  std::vector<int> live;
  if (out.row_present) live = trace::percents(head->weights.row(row));

  core::RowVector shares(static_cast<Eigen::Index>(illustration.words.size()));
  for (Eigen::Index i = 0; i < shares.size(); ++i) {
    shares(i) = static_cast<float>(illustration.words[static_cast<std::size_t>(i)].share);
  }
  std::vector<bool> named(live.size(), false);
  const std::vector<int> drawn = trace::percents(shares);
  for (std::size_t i = 0; i < illustration.words.size(); ++i) {
    const std::string& word = illustration.words[i].word;
    Beside::Word entry{label_of(word), drawn[i], std::nullopt};
    const int column = out.row_present ? find_column(trace, *head, row, word) : -1;
    if (column >= 0 && column < static_cast<int>(live.size())) {
      entry.live = live[static_cast<std::size_t>(column)];
      named[static_cast<std::size_t>(column)] = true;
    }
    out.words.push_back(std::move(entry));
  }
  for (std::size_t j = 0; j < live.size(); ++j) {
    if (!named[j]) out.rest += live[j];
  }
  return out;
}

}  // namespace theatre::lessons
