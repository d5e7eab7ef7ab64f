#include "lessons/guess.hpp"

#include <utility>

namespace theatre::lessons {

Guess no_guess(const Step& step) { return no_guess(step, std::nullopt); }

Guess no_guess(const Step& step, std::optional<Predict> asked) {
  Guess guess;
  guess.asked = std::move(asked);
  const Predict* question = question_of(step, guess);
  guess.revealed = question == nullptr || question->options.empty();
  if (!guess.revealed && question->kind == Predict::Kind::bars) guess.bars = no_shares(*question);
  return guess;
}

const Predict* question_of(const Step& step, const Guess& guess) {
  return guess.asked ? &*guess.asked : step.predict ? &*step.predict : nullptr;
}

bool still_holds(const Guess& guess, const Answer& now) { return guess.answer && *guess.answer == now; }

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

int guessed(const Guess& guess) {
  if (!guess.answer || !guess.made()) return -1;
  const int option = guess.choice.value_or(favourite(*guess.answer, guess.bars));
  return option < static_cast<int>(guess.answer->options.size()) - (guess.by_bars() ? 1 : 0) ? option : -1;
}

std::optional<bool> is_right(const Guess& guess) {
  if (!guess.revealed || !guess.answer || !guess.made()) return std::nullopt;
  return guessed(guess) == guess.answer->right && guess.answer->right >= 0;
}

std::string feedback(const Predict& predict, const Guess& guess) {
  if (!guess.answer) return "";
  return guess.bars_set ? feedback(predict, *guess.answer, guess.bars)
                        : feedback(predict, *guess.answer, guess.choice.value_or(-1));
}

}  // namespace theatre::lessons
