// What a learner has said to the question of a step: the answer chosen, or the bars as they stand. Pure values; what is
// right, and what to say about it, is judged in predict.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "lessons/predict.hpp"

namespace theatre::lessons {

struct Guess {
  std::optional<int> choice;  // index of an option
  std::vector<int> bars;      // of a question by bars: whole percents, see share_out
  bool bars_set = false;      // the learner has moved one
  int moved_bar = -1;         // the one moved last, and how all stood before: moved back, it brings them back
  std::vector<int> bars_before;
  bool revealed = true;

  bool by_bars() const { return !bars.empty(); }
  bool made() const { return choice.has_value() || bars_set; }
  bool operator==(const Guess&) const = default;
};

// As a step begins: nothing said; without a question there is nothing to reveal.
Guess no_guess(const Step& step);

// Each fails with one sentence and then changes nothing; what comes after the answer was revealed is passed over.
using Refused = std::optional<core::Failure>;
Refused choose(Guess& guess, const Predict* question, int option);
Refused move_bar(Guess& guess, int bar, int percent);

// What lay with a word that has left the sentence goes back to the others.
void empty_bars_of_gone_words(Guess& guess, const Answer& answer);

// Of a guess that was made; none before the answer is revealed.
std::optional<bool> is_right(const Guess& guess, const Answer& answer);

// The feedback for this guess, or for having been shown the answer without one.
std::string feedback(const Predict& predict, const Answer& answer, const Guess& guess);

}  // namespace theatre::lessons
