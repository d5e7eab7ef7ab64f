// A drawn row beside the computed one follows whatever the learner does, and only the computed one.
#include "lessons/illustration.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/small_trace.hpp"
#include "trace/share.hpp"

namespace theatre::lessons {
namespace {

const std::string kText = "The cat sat on the mat";

Illustration drawn() {
  return {"as guides draw it",
          "sat",
          {{"The", 0.15}, {"cat", 0.35}, {"sat", 0.25}, {"on", 0.1}, {"the:2", 0.1}, {"mat", 0.05}}};
}

TEST_CASE("each drawn word has the percent of the stage beside it", "[lessons]") {
  const auto trace = test::lit_trace(kText, "who", "sat", {{"cat", 0.501f}, {"mat", 0.283f}, {"on", 0.216f}});
  const Beside now = beside(drawn(), {trace, 2, 0, 0, {}, kText, kText});
  CHECK(now.row_present);
  CHECK(now.row == "sat");
  CHECK(now.rest == 0);
  REQUIRE(now.words.size() == 6);
  const auto stage = trace::percents(trace.steps[1].heads[0].weights.row(2));
  int sum = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(now.words[i].live == stage[i]);
    sum += now.words[i].drawn;
  }
  CHECK(sum == 100);
  CHECK(now.words[1].drawn == 35);
  CHECK(now.words[4].label == "the");
  CHECK(now.words[4].drawn == 10);
}

TEST_CASE("a word that is gone has no figure, what nobody drew is counted, a row that is gone is said to be",
          "[lessons]") {
  const auto edited = test::lit_trace("The dog sat on the mat", "who", "sat", {{"dog", 0.7f}, {"mat", 0.3f}});
  const Beside now = beside(drawn(), {edited, 2, 0, 0, {}, kText, edited.text});
  CHECK_FALSE(now.words[1].live.has_value());
  CHECK(now.words[1].drawn == 35);
  CHECK(now.words[5].live == 30);
  CHECK(now.rest == 70);

  const auto gone = test::lit_trace("The cat slept", "who", "slept", {{"cat", 1}});
  const Beside none = beside(drawn(), {gone, 2, 0, 0, {}, kText, gone.text});
  CHECK_FALSE(none.row_present);
  CHECK(none.row == "sat");
  CHECK(none.rest == 0);
  for (const auto& word : none.words) CHECK_FALSE(word.live.has_value());
  CHECK_FALSE(beside(drawn(), {gone, 2, 7, 7, {}, kText, gone.text}).row_present);  // no such head
}

TEST_CASE("a card with the very text of the query is the card", "[lessons]") {
  auto trace = test::lit_trace("art art craft", "look-up", "art", {});
  auto& head = trace.steps[1].heads[0];
  head.mask = core::Mask::Constant(3, 3, true);
  head.mask(0, 0) = false;
  head.weights.row(0) << 0, 0.9f, 0.1f;
  const Beside now = beside({"drawn", "#0", {{"art", 0.8}, {"craft", 0.2}}}, {trace, 0, 0, 0, {}, "art", "art"});
  CHECK(now.words[0].live == 90);
  CHECK(now.words[1].live == 10);
  CHECK(now.rest == 0);
}

}  // namespace
}  // namespace theatre::lessons
