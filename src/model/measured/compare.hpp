// One word changed: which words belong together in the two texts, which scores moved, and by which named
// dimensions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "trace/trace.hpp"

namespace theatre::model {

// Tokens that stand for each other in the two texts; -1 where the other text has none.
struct AlignedPair {
  int first = -1;
  int second = -1;
  bool same = false;  // spelt alike, letter case ignored
};

// Longest common run of words in order; between two of its words, gaps of equal length pair off one by one
// ("tired" with "comfortable"). In reading order, every token of both texts once.
std::vector<AlignedPair> align(const trace::Trace& first, const trace::Trace& second);

// What one column of q and k adds to a score: q_c · k_c / scale, in the first and in the second text.
struct ChannelChange {
  std::string name;  // of the channel; "column 3" where the model has no names
  float first = 0;
  float second = 0;
  float change() const { return second - first; }
};

struct ScoreChange {
  AlignedPair query, key;
  float score_first = 0, score_second = 0;    // after ÷ √d_head, before mask and temperature
  float weight_first = 0, weight_second = 0;  // attention weights
  std::vector<ChannelChange> channels;        // that moved, the largest change first; they add up to the score's
};

// How a head's picture changed.
struct HeadChange {
  int layer = 0;
  int index = 0;
  std::string name;
  double moved = 0;                 // sum of |weight change| over aligned pairs
  std::vector<ScoreChange> scores;  // the largest change of weight first
};

struct Comparison {
  std::vector<AlignedPair> words;
  std::vector<HeadChange> heads;  // the head that moved most first; heads that did not move are left out
};

// Both traces by the same model. Keeps the `scores_per_head` largest changes of weight of each head.
Comparison compare(const trace::Trace& first, const trace::Trace& second, std::size_t scores_per_head = 8);

}  // namespace theatre::model
