// What a learner has said to the question of a step: the answer chosen, or the bars as they stand; and the verdict, as
// it was when it was given. Pure values; what is right, and what to say about it, is judged in predict.hpp.
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
  bool lit = false;              // the stage doesn't wait for it: the learner has changed something, and is answered
  std::optional<Predict> asked;  // what is asked in place of the step's own question, see ask.hpp
  std::optional<Answer> answer;  // what was right when it was revealed

  bool by_bars() const { return !bars.empty(); }
  bool made() const { return choice.has_value() || bars_set; }
  bool operator==(const Guess&) const = default;
};

// As a step begins: nothing said; without a question there is nothing to reveal.
Guess no_guess(const Step& step);

// Likewise for a question that is asked in place of the step's own (none = that one).
Guess no_guess(const Step& step, std::optional<Predict> asked);

// What is asked now; nullptr = nothing.
const Predict* question_of(const Step& step, const Guess& guess);

// Does the verdict still hold, number by number?
bool still_holds(const Guess& guess, const Answer& now);

// Each fails with one sentence and then changes nothing; what comes after the answer was revealed is passed over.
using Refused = std::optional<core::Failure>;
Refused choose(Guess& guess, const Predict* question, int option);
Refused move_bar(Guess& guess, int bar, int percent);

// The option that the guess puts first; -1 = none, or all the other words.
int guessed(const Guess& guess);

// Of a guess that was made; none before the answer is revealed.
std::optional<bool> is_right(const Guess& guess);

// The feedback for this guess, or for having been shown the answer without one; empty before.
std::string feedback(const Predict& predict, const Guess& guess);

}  // namespace theatre::lessons
