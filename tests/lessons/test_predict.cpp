// Predictions and challenges are judged from the live numbers.
#include "lessons/predict.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "support/small_trace.hpp"
#include "trace/share.hpp"

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
  const auto trace =
      test::lit_trace("The dog sat on the mat because it was tired", "who", "it", {{"dog", 0.9f}, {"mat", 0.1f}});
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

Predict bars(std::vector<std::string> options) {
  Predict predict = words(std::move(options));
  predict.kind = Predict::Kind::bars;
  predict.right = "“{answer}” leads with {share}.";
  predict.wrong = "Not “{guess}”: “{answer}” leads with {share}.";
  return predict;
}

int sum(const std::vector<int>& bars) { return std::accumulate(bars.begin(), bars.end(), 0); }

TEST_CASE("a bar takes from the others first, then from the words in proportion, and gives back", "[lessons]") {
  const std::vector<int> none = no_shares(bars({"cat", "mat", "on"}));
  CHECK(none == std::vector<int>{0, 0, 0, 100});
  const std::vector<int> one = share_out(none, 0, 60);
  CHECK(one == std::vector<int>{60, 0, 0, 40});
  const std::vector<int> two = share_out(one, 1, 30);
  CHECK(two == std::vector<int>{60, 30, 0, 10});
  CHECK(share_out(two, 2, 10) == std::vector<int>{60, 30, 10, 0});
  CHECK(share_out(two, 2, 40) == std::vector<int>{40, 20, 40, 0});  // 60 : 30 stays 2 : 1
  CHECK(share_out(two, 0, 10) == std::vector<int>{10, 30, 0, 60});
  CHECK(share_out(two, 0, 100) == std::vector<int>{100, 0, 0, 0});
  CHECK(share_out(two, 3, 55) == std::vector<int>{30, 15, 0, 55});
  CHECK(share_out(none, 3, 70) == std::vector<int>{10, 10, 10, 70});  // nothing to go by: alike
  CHECK(share_out(two, 1, 999) == std::vector<int>{0, 100, 0, 0});
  CHECK(share_out(two, 1, -5) == std::vector<int>{60, 0, 0, 40});
  CHECK(share_out(two, 7, 10) == two);
  CHECK(share_out(two, -1, 10) == two);
}

TEST_CASE("bars are whole, never below 0, keep what was set and add up to 100", "[lessons]") {
  std::vector<int> bars(5, 20);
  unsigned random = 7;
  for (int n = 0; n < 5000; ++n) {
    random = random * 1664525U + 1013904223U;
    const int bar = static_cast<int>((random >> 8) % 5U), percent = static_cast<int>((random >> 16) % 101U);
    bars = share_out(bars, bar, percent);
    REQUIRE(sum(bars) == 100);
    REQUIRE(bars[static_cast<std::size_t>(bar)] == percent);
    REQUIRE(*std::min_element(bars.begin(), bars.end()) >= 0);
  }
}

TEST_CASE("bars are compared with the percents of the stage, the rest as one", "[lessons]") {
  const auto trace =
      test::lit_trace(kStart, "who", "it", {{"cat", 0.604f}, {"mat", 0.253f}, {"on", 0.098f}, {"sat", 0.045f}});
  const Situation now{trace, 7, 0, 0, {}, kStart, kStart};
  const Predict predict = bars({"mat", "cat", "tired"});
  const Answer answer = answer_of(predict, now);
  REQUIRE(answer.options.size() == 4);
  const auto stage = trace::percents(trace.steps[1].heads[0].weights.row(find_word(trace, "it")));
  CHECK(answer.options[0].percent == stage[static_cast<std::size_t>(find_word(trace, "mat"))]);
  CHECK(answer.options[1].percent == stage[static_cast<std::size_t>(find_word(trace, "cat"))]);
  CHECK(answer.options[3].label == "all the others");
  CHECK(answer.options[3].percent == stage[static_cast<std::size_t>(find_word(trace, "on"))] +
                                         stage[static_cast<std::size_t>(find_word(trace, "sat"))]);
  int total = 0;
  for (const auto& option : answer.options) total += option.percent.value_or(-1000);
  CHECK(total == 100);
  CHECK(answer.right == 1);

  CHECK(misses(answer, {25, 60, 0, 15}) == std::vector<int>{0, 0, 0, 0});
  CHECK(misses(answer, {40, 40, 10, 10}) == std::vector<int>{15, -20, 10, -5});
  CHECK(feedback(predict, answer, std::vector<int>{25, 60, 0, 15}) ==
        "“cat” leads with 60\u00A0%. Your bars were right to the percent.");
  CHECK(feedback(predict, answer, std::vector<int>{50, 30, 0, 20}) ==
        "Not “mat”: “cat” leads with 60\u00A0%. You were off by 15 points on average, most at “cat”: 30\u00A0% instead "
        "of 60\u00A0%.");
  CHECK(
      feedback(predict, answer, std::vector<int>{27, 58, 0, 15}).find("off by 1 point on average, most at “mat”: 27") !=
      std::string::npos);
  CHECK(feedback(predict, answer, std::vector<int>{26, 59, 0, 15}).find("off by 1 point") != std::string::npos);
  CHECK(feedback(predict, answer, -1) == "“cat” leads with 60\u00A0%.");

  CHECK(favourite(answer, {50, 30, 0, 20}) == 0);
  CHECK(favourite(answer, {40, 40, 0, 20}) == 0);  // nothing leads
  CHECK(favourite(answer, {10, 20, 0, 70}) == 1);  // of the words
  CHECK(favourite(answer, {0, 0, 0, 100}) == 3);
  CHECK(feedback(predict, answer, std::vector<int>{0, 0, 0, 100}).find("Not “all the others”") == 0);
}

TEST_CASE("less than half a point on average is said to be little", "[lessons]") {
  const auto trace = test::lit_trace(kStart, "who", "it", {{"cat", 0.6f}, {"mat", 0.4f}});
  const Predict predict = bars({"mat", "cat", "tired", "on", "sat"});
  const Answer answer = answer_of(predict, {trace, 7, 0, 0, {}, kStart, kStart});
  CHECK(feedback(predict, answer, std::vector<int>{39, 61, 0, 0, 0, 0}).find("off by less than a point.") !=
        std::string::npos);
}

TEST_CASE("bars whose words or row are gone are not compared", "[lessons]") {
  const auto trace =
      test::lit_trace("The dog sat on the mat because it was tired", "who", "it", {{"dog", 0.9f}, {"mat", 0.1f}});
  const Predict predict = bars({"cat", "mat"});
  const Answer answer = answer_of(predict, {trace, 7, 0, 0, {}, kStart, trace.text});
  CHECK_FALSE(answer.options[0].present);
  CHECK(answer.options[2].percent == 90);
  CHECK(misses(answer, {50, 50, 0}) == std::vector<int>{0, 40, -90});
  CHECK(feedback(predict, answer, std::vector<int>{50, 50, 0}) == "Change the sentence back to compare your guess.");

  const auto empty = test::lit_trace("The cat sat", "who", "it", {});
  const Answer nothing = answer_of(predict, {empty, 0, 0, 0, {}, kStart, empty.text});
  REQUIRE(nothing.options.size() == 3);
  CHECK(nothing.right == -1);
  CHECK(feedback(predict, nothing, std::vector<int>{50, 50, 0}) == "Change the sentence back to compare your guess.");
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
