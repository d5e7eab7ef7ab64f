#include "scenes/friends/lines.hpp"

#include <algorithm>
#include <iterator>

#include "trace/ledger.hpp"

namespace theatre::scenes {

namespace {

using trace::shown;
using Kind = trace::Quantity::Kind;

std::string sum_of(const std::vector<std::pair<float, float>>& terms) {
  std::string out;
  for (const auto& [left, right] : terms)
    out += (out.empty() ? "" : " + ") + shown(left) + "\u00A0×\u00A0" + shown(right);
  return out;
}

std::string list_of(const trace::Matrix& numbers, int row) {
  std::string out;
  for (Eigen::Index c = 0; c < numbers.cols(); ++c) out += (out.empty() ? "" : "  ") + shown(numbers(row, c));
  return out;
}

// What was worked out so far.
std::vector<FriendsLine> worked_out(const trace::Trace& trace, const trace::Head& head, int row, int column, int step) {
  std::vector<FriendsLine> lines;
  const auto name = [&](int i) { return trace.tokens[static_cast<std::size_t>(i)].text; };
  if (step < 1) return {{name(row), list_of(head.q, row), ""}};
  if (step < 2) {
    lines.push_back({name(row) + " asks with", list_of(head.q, row), "", Role::query});
    if (column != row) lines.push_back({name(column) + " offers", list_of(head.k, column), "", Role::key});
    lines.push_back({name(column) + " advises", list_of(head.v, column), "", Role::value});
    return lines;
  }
  std::vector<std::pair<float, float>> terms;
  for (Eigen::Index c = 0; c < head.q.cols(); ++c) terms.emplace_back(head.q(row, c), head.k(column, c));
  lines.push_back({name(row) + " · " + name(column), sum_of(terms), " =\u00A0" + shown(head.products(row, column))});
  if (step < 3) return lines;
  lines.push_back({"÷ √" + std::to_string(head.d_head),
                   shown(head.products(row, column)) + "\u00A0÷\u00A0" + shown(head.scale),
                   " =\u00A0" + shown(head.scores(row, column))});
  if (step < 4) return lines;
  // The steps from score to share stand in the ledger.
  const auto ledger = trace::explain(trace, {Kind::weight, head.layer, head.index, row, column, -1});
  if (ledger) {
    for (const auto& section : ledger.value().sections) {
      if (section.stage != 4 || section.kind != trace::LedgerSection::Kind::step || section.working.empty()) continue;
      lines.push_back({section.label, section.working, " =\u00A0" + shown(section.value)});
    }
  }
  if (step < 5) return lines;
  static constexpr const char* names[] = {"first number", "second number", "third number", "fourth number"};
  for (Eigen::Index c = 0; c < std::min<Eigen::Index>(head.v.cols(), std::size(names)); ++c) {
    terms.clear();
    for (Eigen::Index j = 0; j < head.weights.cols(); ++j) terms.emplace_back(head.weights(row, j), head.v(j, c));
    lines.push_back({names[c], sum_of(terms), " =\u00A0" + shown(head.output(row, c)), Role::value});
  }
  return lines;
}

}  // namespace

std::vector<FriendsLine> friends_lines(const trace::Trace& trace, const trace::Head& head, int row, int column,
                                       int step) {
  std::vector<FriendsLine> lines = worked_out(trace, head, row, column, step);
  const std::string asker = trace.tokens[static_cast<std::size_t>(row)].text;
  const auto later = [&](int from, std::string label, std::string words) {
    if (step < from) lines.push_back({std::move(label), std::move(words), "", Role::text_3, true});
  };
  later(1, "Question, offer, advice", "here the same numbers are all three");
  later(2, "Q Kᵀ", "each friend’s numbers times those of " + asker + ", added up: how well they fit");
  later(3, "÷ √" + std::to_string(head.d_head), "the same for everyone: it keeps scores small");
  later(4, "softmax", "the scores become shares of one whole");
  later(5, "· V", "everyone’s numbers times their share, added up: what " + asker + " takes away");
  return lines;
}

}  // namespace theatre::scenes
