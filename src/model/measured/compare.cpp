// Aligns two texts and takes the difference of their heads, channel by channel.
#include "model/measured/compare.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::model {
namespace {

using Eigen::Index;

constexpr float kMoved = 1e-4f;  // smaller changes are rounding

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool alike(const std::string& a, const std::string& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

// Tokens [a, a_end) and [b, b_end) have nothing in common: equal lengths pair off, the rest stands alone.
void add_gap(std::vector<AlignedPair>& pairs, int a, int a_end, int b, int b_end) {
  const bool paired = a_end - a == b_end - b;
  for (int k = 0; paired && k < a_end - a; ++k) pairs.push_back({a + k, b + k, false});
  if (paired) return;
  for (; a < a_end; ++a) pairs.push_back({a, -1, false});
  for (; b < b_end; ++b) pairs.push_back({-1, b, false});
}

std::vector<ChannelChange> channel_changes(const trace::Head& first, const trace::Head& second,
                                           const ScoreChange& score) {
  std::vector<ChannelChange> changes;
  for (Index c = 0; c < first.q.cols(); ++c) {
    ChannelChange change;
    change.first = first.q(score.query.first, c) * first.k(score.key.first, c) / first.scale;
    change.second = second.q(score.query.second, c) * second.k(score.key.second, c) / second.scale;
    if (std::abs(change.change()) < kMoved) continue;
    const auto n = static_cast<std::size_t>(c);
    const bool named = first.parameters && n < first.parameters->channels.size();
    change.name = named ? first.parameters->channels[n] : "column " + std::to_string(c);
    changes.push_back(std::move(change));
  }
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto& x, const auto& y) { return std::abs(x.change()) > std::abs(y.change()); });
  return changes;
}

// Whole, and of the words that are compared?
bool of_first_text(const trace::Trace& trace, const trace::Head& head) {
  return trace::is_whole(head) && &trace::queries(trace, head) == &trace && trace::looks_at_itself(trace, head);
}

HeadChange head_change(const trace::Head& first, const trace::Head& second, const std::vector<AlignedPair>& words,
                       std::size_t limit) {
  HeadChange change{first.layer, first.index, first.name, 0, {}};
  for (const auto& query : words) {
    if (query.first < 0 || query.second < 0) continue;
    for (const auto& key : words) {
      if (key.first < 0 || key.second < 0) continue;
      ScoreChange score;
      score.query = query;
      score.key = key;
      score.weight_first = first.weights(query.first, key.first);
      score.weight_second = second.weights(query.second, key.second);
      const float moved = std::abs(score.weight_second - score.weight_first);
      if (moved < kMoved) continue;
      score.score_first = first.scores(query.first, key.first);
      score.score_second = second.scores(query.second, key.second);
      change.moved += moved;
      change.scores.push_back(std::move(score));
    }
  }
  std::stable_sort(change.scores.begin(), change.scores.end(), [](const auto& x, const auto& y) {
    return std::abs(x.weight_second - x.weight_first) > std::abs(y.weight_second - y.weight_first);
  });
  if (change.scores.size() > limit) change.scores.resize(limit);
  for (auto& score : change.scores) score.channels = channel_changes(first, second, score);
  return change;
}

}  // namespace

std::vector<AlignedPair> align(const trace::Trace& first, const trace::Trace& second) {
  const auto n = static_cast<int>(first.size());
  const auto m = static_cast<int>(second.size());
  const auto same = [&](int i, int j) {
    return alike(first.tokens[static_cast<std::size_t>(i)].text, second.tokens[static_cast<std::size_t>(j)].text);
  };
  // common(i, j): length of the longest common sequence of first[i…] and second[j…]
  Eigen::MatrixXi common = Eigen::MatrixXi::Zero(n + 1, m + 1);
  for (int i = n - 1; i >= 0; --i) {
    for (int j = m - 1; j >= 0; --j) {
      common(i, j) = same(i, j) ? common(i + 1, j + 1) + 1 : std::max(common(i + 1, j), common(i, j + 1));
    }
  }
  std::vector<AlignedPair> pairs;
  int i = 0, j = 0, gap_i = 0, gap_j = 0;
  while (i < n && j < m) {
    if (same(i, j)) {
      add_gap(pairs, gap_i, i, gap_j, j);
      pairs.push_back({i++, j++, true});
      gap_i = i;
      gap_j = j;
    } else if (common(i + 1, j) >= common(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
  add_gap(pairs, gap_i, n, gap_j, m);
  return pairs;
}

Comparison compare(const trace::Trace& first, const trace::Trace& second, std::size_t scores_per_head) {
  Comparison comparison;
  comparison.words = align(first, second);
  for (const auto& step : first.steps) {
    for (const auto& head : step.heads) {
      const trace::Head* other = trace::find_head(second, head.layer, head.index);
      if (other == nullptr || other->q.cols() != head.q.cols() || !of_first_text(first, head) ||
          !of_first_text(second, *other)) {
        continue;
      }
      HeadChange change = head_change(head, *other, comparison.words, scores_per_head);
      if (change.moved > 0) comparison.heads.push_back(std::move(change));
    }
  }
  std::stable_sort(comparison.heads.begin(), comparison.heads.end(),
                   [](const auto& x, const auto& y) { return x.moved > y.moved; });
  return comparison;
}

}  // namespace theatre::model
