// Predictions and challenges are judged from the live numbers.
#include "lessons/predict.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "support/small_trace.hpp"

namespace theatre::lessons {
namespace {

const std::string kStart = "The cat sat on the mat because it was tired";

Predict words(std::vector<std::string> options) {
  Predict predict;
  predict.question = "Where?";
  predict.options = std::move(options);
  predict.right = "“{answer}” gets {share}.";
  predict.wrong = "“{guess}” gets {guess_share}, “{answer}” {share}, {answer}!";
  predict.row = "it";
  predict.head = "who";
  return predict;
}

TEST_CASE("the option with the largest weight is right, and values come with all", "[lessons]") {
  const auto trace = test::lit_trace(kStart, "who", "it", {{"cat", 0.7f}, {"mat", 0.296f}, {"on", 0.004f}});
  const Situation now{trace, 7, 0, 0, {}, kStart, kStart};
  const Predict predict = words({"mat", "cat", "tired"});
  const Answer answer = answer_of(predict, now);
  REQUIRE(answer.options.size() == 3);
  CHECK(answer.right == 1);
  CHECK(answer.options[0].percent == 30);
  CHECK(answer.options[1].percent == 70);
  CHECK(answer.options[2].percent == 0);
  CHECK(answer.options[1].token == 1);
  CHECK(answer.options[1].value == 0.7f);
  CHECK(feedback(predict, answer, 1) == "“cat” gets 70\u00A0%.");
  CHECK(feedback(predict, answer, 0) == "“mat” gets 30\u00A0%, “cat” 70\u00A0%, cat!");
  CHECK(feedback(predict, answer, -1) == feedback(predict, answer, 1));
  CHECK(feedback(predict, answer, 99) == feedback(predict, answer, 1));
}

TEST_CASE("an option whose word has left the sentence drops out", "[lessons]") {
  const auto trace = test::lit_trace("The dog sat on the mat because it was tired", "who", "it",
                                     {{"dog", 0.9f}, {"mat", 0.1f}});
  const Situation now{trace, 7, 0, 0, {}, kStart, trace.text};
  const Answer answer = answer_of(words({"cat", "mat"}), now);
  CHECK_FALSE(answer.options[0].present);
  CHECK_FALSE(answer.options[0].percent.has_value());
  CHECK(answer.options[1].present);
  CHECK(answer.right == 1);

  const Answer nothing = answer_of(words({"cow", "hen"}), now);
  CHECK(nothing.right == -1);
  CHECK_FALSE(feedback(words({"cow", "hen"}), nothing, 0).empty());
}

TEST_CASE("without the asking word nothing is right", "[lessons]") {
  const auto trace = test::lit_trace("The cat sat", "who", "it", {});
  const Answer answer = answer_of(words({"cat", "sat"}), {trace, 0, 0, 0, {}, kStart, trace.text});
  CHECK(answer.right == -1);
  CHECK_FALSE(answer.options[0].present);
}

TEST_CASE("grows, stays or shrinks is computed with every score multiplied", "[lessons]") {
  const trace::Trace trace = test::small_trace();
  const trace::Head& head = *trace::find_head(trace, 0, 0);
  const Situation now{trace, 7, 0, 0, {}, trace.text, trace.text};
  Predict predict = words({"Grows", "Stays", "Shrinks"});
  predict.kind = Predict::Kind::choice;
  predict.head = "head-0-0";
  predict.right = predict.wrong = "{before} to {after}";
  for (const float times : {0.1f, 1.0f, 2.0f}) {
    predict.scores_times = times;
    for (const std::string word : {"The", "cat", "sat", "on", "mat", "because", "it", "was", "tired"}) {
      predict.col = word;
      const int col = find_word(trace, word);
      double sum = 0;
      for (Eigen::Index j = 0; j < 10; ++j) sum += std::exp(static_cast<double>(head.scores(7, j) * times));
      const double then = std::exp(static_cast<double>(head.scores(7, col) * times)) / sum;
      const double change = then - static_cast<double>(head.weights(7, col));
      const Answer answer = answer_of(predict, now);
      CHECK(answer.right == (std::abs(change) < 0.005 ? 1 : change > 0 ? 0 : 2));
      CHECK(std::abs(answer.after - 100 * then) <= 1.001);
      CHECK(std::abs(answer.before - 100 * static_cast<double>(head.weights(7, col))) <= 1.001);
      CHECK(answer.options[0].present);
      CHECK(feedback(predict, answer, 0) ==
            std::to_string(answer.before) + "\u00A0% to " + std::to_string(answer.after) + "\u00A0%");
    }
  }
  predict.col = "dog";
  CHECK(answer_of(predict, now).right == -1);
}

TEST_CASE("a challenge marks itself, and the first hint that fits is given", "[lessons]") {
  Challenge challenge;
  challenge.when.kind = Condition::Kind::token_present;
  challenge.when.words = {"mat"};
  Condition dog = challenge.when;
  dog.words = {"dog"};
  challenge.hints = {{dog, "A dog?"}, {std::nullopt, "Try."}};
  challenge.done = "Well done.";
  const auto verdict = [&](const std::string& text) {
    const auto trace = test::lit_trace(text, "who", "it", {});
    return judge(challenge, {trace, 0, 0, 0, {}, kStart, text});
  };
  CHECK(verdict(kStart).done);
  CHECK(verdict(kStart).hint.empty());
  CHECK_FALSE(verdict("a dog").done);
  CHECK(verdict("a dog").hint == "A dog?");
  CHECK(verdict("a cat").hint == "Try.");
  challenge.hints.clear();
  CHECK(verdict("a cat").hint.empty());
  const auto trace = test::lit_trace("a", "who", "it", {});
  CHECK_FALSE(judge(Step{}, {trace, 0, 0, 0, {}, "", ""}).done);
}

}  // namespace
}  // namespace theatre::lessons
