#include "lessons/guess.hpp"

#include <utility>

namespace theatre::lessons {

Guess no_guess(const Step& step) {
  Guess guess;
  guess.revealed = !step.predict.has_value();
  if (step.predict && step.predict->kind == Predict::Kind::bars) guess.bars = no_shares(*step.predict);
  return guess;
}

Refused choose(Guess& guess, const Predict* question, int option) {
  if (question == nullptr) return core::Failure{"There is nothing to predict in this step."};
  if (guess.by_bars()) return core::Failure{"This question is answered with bars."};
  if (option < 0 || option >= static_cast<int>(question->options.size())) {
    return core::Failure{"There is no answer number " + std::to_string(option) + "."};
  }
  if (!guess.revealed) guess.choice = option;
  return std::nullopt;
}

Refused move_bar(Guess& guess, int bar, int percent) {
  if (!guess.by_bars()) return core::Failure{"This step has no bars to set."};
  if (bar < 0 || bar >= static_cast<int>(guess.bars.size())) {
    return core::Failure{"There is no bar number " + std::to_string(bar) + "."};
  }
  if (guess.revealed) return std::nullopt;
  if (bar != guess.moved_bar) {
    guess.moved_bar = bar;
    guess.bars_before = guess.bars;
  }
  guess.bars = share_out(guess.bars_before, bar, percent);
  guess.bars_set = true;
  return std::nullopt;
}

void empty_bars_of_gone_words(Guess& guess, const Answer& answer) {
  if (guess.revealed) return;
  for (std::size_t i = 0; i + 1 < guess.bars.size() && i < answer.options.size(); ++i) {
    if (answer.options[i].present || guess.bars[i] == 0) continue;
    guess.bars.back() += std::exchange(guess.bars[i], 0);
    guess.moved_bar = -1;
  }
}

std::optional<bool> is_right(const Guess& guess, const Answer& answer) {
  if (!guess.revealed || !guess.made()) return std::nullopt;
  return guess.choice.value_or(favourite(answer, guess.bars)) == answer.right;
}

std::string feedback(const Predict& predict, const Answer& answer, const Guess& guess) {
  return guess.bars_set ? feedback(predict, answer, guess.bars) : feedback(predict, answer, guess.choice.value_or(-1));
}

}  // namespace theatre::lessons
