// What a learner says to a question is a plain value: it can be kept, compared and taken back.
#include "lessons/guess.hpp"

#include <catch2/catch_test_macros.hpp>
#include <numeric>

#include "support/small_trace.hpp"

namespace theatre::lessons {
namespace {

Step step_with(Predict::Kind kind) {
  Step step;
  step.predict.emplace();
  step.predict->kind = kind;
  step.predict->options = {"cat", "mat"};
  step.predict->row = "it";
  step.predict->head = "who";
  step.predict->right = "right";
  step.predict->wrong = "wrong";
  return step;
}

const std::string text = "The cat sat on the mat because it was tired";

TEST_CASE("a step without a question has nothing to reveal", "[guess]") {
  Guess guess = no_guess(Step{});
  CHECK(guess.revealed);
  CHECK_FALSE(guess.made());
  CHECK(choose(guess, nullptr, 0)->sentence == "There is nothing to predict in this step.");
  CHECK(move_bar(guess, 0, 50)->sentence == "This step has no bars to set.");
  CHECK(guess == no_guess(Step{}));
}

TEST_CASE("an answer is chosen once, before it is revealed", "[guess]") {
  const Step step = step_with(Predict::Kind::word);
  Guess guess = no_guess(step);
  CHECK_FALSE(guess.revealed);
  CHECK(choose(guess, &*step.predict, 2)->sentence == "There is no answer number 2.");
  CHECK(choose(guess, &*step.predict, -1));
  CHECK(guess == no_guess(step));
  CHECK_FALSE(choose(guess, &*step.predict, 1));
  CHECK(guess.choice == 1);
  const auto trace = test::lit_trace(text, "who", "it", {{"cat", 0.7f}, {"mat", 0.3f}});
  const Answer answer = answer_of(*step.predict, Situation{trace, 7, 0, 0, {}, text, text});
  CHECK_FALSE(is_right(guess));  // not known yet
  CHECK(feedback(*step.predict, guess).empty());
  guess.revealed = true;
  guess.answer = answer;
  CHECK(guessed(guess) == 1);
  CHECK(is_right(guess) == false);
  CHECK(feedback(*step.predict, guess) == "wrong");
  CHECK(still_holds(guess, answer));
  Answer moved = answer;  // the numbers are others now
  moved.options[0].value -= 0.1F;
  CHECK_FALSE(still_holds(guess, moved));
  CHECK_FALSE(choose(guess, &*step.predict, 0));  // too late, and no mistake
  CHECK(guess.choice == 1);
  Guess shown;
  shown.answer = answer;
  CHECK_FALSE(is_right(shown));  // nobody guessed
  CHECK(guessed(shown) == -1);
  CHECK(feedback(*step.predict, shown) == "right");
}

TEST_CASE("bars always add up and come back", "[guess]") {
  const Step step = step_with(Predict::Kind::bars);
  Guess guess = no_guess(step);
  REQUIRE(guess.bars == std::vector<int>{0, 0, 100});
  CHECK(choose(guess, &*step.predict, 0)->sentence == "This question is answered with bars.");
  CHECK(move_bar(guess, 3, 10)->sentence == "There is no bar number 3.");
  const int moves[][2] = {{0, 30}, {1, 60}, {1, 100}, {0, 55}, {2, 10}, {1, 0}, {0, 100}, {0, -7}, {1, 250}};
  for (const auto& [bar, percent] : moves) {
    CHECK_FALSE(move_bar(guess, bar, percent));
    CHECK(std::accumulate(guess.bars.begin(), guess.bars.end(), 0) == 100);
    CHECK(guess.made());
  }
  guess = no_guess(step);
  move_bar(guess, 0, 30);
  move_bar(guess, 1, 60);
  move_bar(guess, 1, 100);
  move_bar(guess, 1, 60);
  CHECK(guess.bars == std::vector<int>{30, 60, 10});
  guess.revealed = true;
  const Guess before = guess;
  CHECK_FALSE(move_bar(guess, 1, 5));  // too late
  CHECK(guess == before);

  Answer answer;  // the bar of all the others is no option
  answer.options.resize(3);
  answer.right = 0;
  guess.answer = answer;
  guess.bars = {20, 70, 10};
  CHECK(guessed(guess) == 1);
  guess.bars = {0, 0, 100};
  CHECK(guessed(guess) == -1);
  CHECK(is_right(guess) == false);
}

TEST_CASE("a question without options has nothing to answer", "[guess]") {
  Step step = step_with(Predict::Kind::bars);
  Predict none = *step.predict;
  none.options.clear();
  Guess guess = no_guess(step, none);
  CHECK(guess.revealed);
  CHECK(guess.bars.empty());
  CHECK(choose(guess, question_of(step, guess), 0));
  CHECK(question_of(step, guess) == &*guess.asked);
  CHECK(question_of(step, no_guess(step)) == &*step.predict);
  CHECK(question_of(Step{}, Guess{}) == nullptr);
}

}  // namespace
}  // namespace theatre::lessons
