// A row that somebody drew, beside the same row as it is computed now.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lessons/lesson.hpp"

namespace theatre::lessons {

struct Beside {
  struct Word {
    std::string label;
    int drawn = 0;            // percent
    std::optional<int> live;  // percent of the row, as the stage shows it; none where the word or the row is gone
  };
  std::string row;  // the word that asks
  bool row_present = true;
  std::vector<Word> words;
  int rest = 0;  // percent: what is computed for words that nobody drew
};

// In the chosen head of what the learner has in front of them now.
Beside beside(const Illustration& illustration, const Situation& situation);

}  // namespace theatre::lessons
