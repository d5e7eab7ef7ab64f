// Conditions of lessons against small Traces.
#include "lessons/condition.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/small_trace.hpp"

namespace theatre::lessons {
namespace {

using Kind = Condition::Kind;
const std::string kStart = "The cat sat on the mat because it was tired";

struct Stage {
  trace::Trace trace = test::lit_trace(kStart, "who", "it", {{"cat", 0.7f}, {"mat", 0.3f}});
  Situation now{trace, 7, 0, 0, {}, kStart, kStart};
};

Condition leaf(Kind kind, std::vector<std::string> words = {}) {
  Condition condition;
  condition.kind = kind;
  condition.row = "it";
  condition.head = "who";
  condition.words = std::move(words);
  return condition;
}

TEST_CASE("words are found by occurrence", "[lessons]") {
  const auto trace = test::lit_trace("the cat saw the Cat at 10:30 a:b", "h", "the", {});
  CHECK(find_word(trace, "cat") == 1);
  CHECK(find_word(trace, "CAT:2") == 4);
  CHECK(find_word(trace, "cat:3") == -1);
  CHECK(find_word(trace, "cat:0") == -1);
  CHECK(find_word(trace, "cat:x") == -1);
  CHECK(find_word(trace, "a:b") == 7);
  CHECK(find_word(trace, "10:30:1") == 6);
  CHECK(find_word(trace, ":1") == -1);
  CHECK(find_word(trace, "") == -1);
}

TEST_CASE("a card with the very text of the query is meant, not the query", "[lessons]") {
  Stage stage;
  stage.trace = test::lit_trace("art food art", "who", "art", {});
  trace::Head* head = nullptr;
  for (auto& step : stage.trace.steps) {
    for (auto& each : step.heads) head = &each;
  }
  REQUIRE(head != nullptr);
  head->weights.row(0) << 0, 0.2f, 0.8f;
  auto share = leaf(Kind::weight, {"art"});
  share.row = "#0";
  share.range = {0.75, 0.85};
  CHECK(find_column(stage.trace, *head, 0, "art") == 0);  // in a sentence a word may look at itself
  CHECK_FALSE(holds(share, stage.now));
  head->mask = core::Mask::Constant(3, 3, true);
  head->mask.col(0).setConstant(false);
  CHECK(find_column(stage.trace, *head, 0, "art") == 2);
  CHECK(holds(share, stage.now));
  CHECK(find_column(stage.trace, *head, 0, "food") == 1);
  CHECK(find_column(stage.trace, *head, 0, "music") == -1);
}

TEST_CASE("largest: where the most light falls", "[lessons]") {
  Stage stage;
  CHECK(holds(leaf(Kind::largest, {"cat"}), stage.now));
  CHECK(holds(leaf(Kind::largest, {"dog", "CAT"}), stage.now));
  CHECK(holds(leaf(Kind::largest, {"cat:1"}), stage.now));
  CHECK_FALSE(holds(leaf(Kind::largest, {"mat"}), stage.now));
  auto gone = leaf(Kind::largest, {"cat"});
  gone.row = "she";
  CHECK_FALSE(holds(gone, stage.now));
  gone.row = "sat";  // a row of zeros
  CHECK_FALSE(holds(gone, stage.now));
  gone.row = "it";
  gone.head = "nobody";
  CHECK_FALSE(holds(gone, stage.now));
  gone.head = "";  // the chosen one
  CHECK(holds(gone, stage.now));
}

TEST_CASE("weight: one share between two bounds", "[lessons]") {
  Stage stage;
  auto weight = leaf(Kind::weight, {"mat"});
  weight.range = {0.25, 0.35};
  CHECK(holds(weight, stage.now));
  weight.range.at_least = 0.31;
  CHECK_FALSE(holds(weight, stage.now));
  weight.range = {};
  CHECK(holds(weight, stage.now));
  weight.words = {"dog"};
  CHECK_FALSE(holds(weight, stage.now));
}

TEST_CASE("edited words are counted as words", "[lessons]") {
  CHECK(edited_words(kStart, kStart) == 0);
  CHECK(edited_words(kStart, "  the  CAT sat on the mat, because it was tired. ") == 0);
  CHECK(edited_words(kStart, "The cat sat on the mat because it was comfortable") == 1);
  CHECK(edited_words(kStart, "The cat sat on the mat because it was very tired") == 1);
  CHECK(edited_words(kStart, "The cat sat on the mat because it was") == 1);
  CHECK(edited_words(kStart, "A cat lay on the mat because it was tired") == 2);
  CHECK(edited_words(kStart, "tired was it because mat the on sat cat The") == 10);
  CHECK(edited_words("", "") == 0);
  CHECK(edited_words("", "one two") == 2);
  CHECK(edited_words("one two", "...") == 2);

  Stage stage;
  auto edited = leaf(Kind::edited_words);
  edited.range = {1, 1};
  CHECK_FALSE(holds(edited, stage.now));
  stage.now.text = "The cat sat on the mat because it was warm";
  CHECK(holds(edited, stage.now));
}

TEST_CASE("all, any and not", "[lessons]") {
  Stage stage;
  const auto yes = leaf(Kind::token_present, {"mat"}), no = leaf(Kind::token_present, {"dog"});
  Condition group;
  group.parts = {yes, no};
  group.kind = Kind::all;
  CHECK_FALSE(holds(group, stage.now));
  group.kind = Kind::any;
  CHECK(holds(group, stage.now));
  group.kind = Kind::none;
  CHECK_FALSE(holds(group, stage.now));
  group.parts = {no};
  CHECK(holds(group, stage.now));
}

TEST_CASE("what is chosen: word, head and switches", "[lessons]") {
  Stage stage;
  CHECK(holds(leaf(Kind::selected, {"cat", "it"}), stage.now));
  CHECK_FALSE(holds(leaf(Kind::selected, {"cat"}), stage.now));
  stage.now.token = -1;
  CHECK_FALSE(holds(leaf(Kind::selected, {"it"}), stage.now));
  CHECK(holds(leaf(Kind::head_is, {"other", "who"}), stage.now));
  stage.now.layer = 5;
  CHECK_FALSE(holds(leaf(Kind::head_is, {"who"}), stage.now));

  auto hot = leaf(Kind::switches);
  hot.range.at_least = 2;
  CHECK_FALSE(holds(hot, stage.now));
  stage.now.switches.temperature = 2;
  CHECK(holds(hot, stage.now));
  hot.scale = false;
  CHECK_FALSE(holds(hot, stage.now));
  stage.now.switches.scale = false;
  CHECK(holds(hot, stage.now));
  hot.mask = "causal";
  CHECK_FALSE(holds(hot, stage.now));
  hot.mask = "none";
  hot.positions = true;
  CHECK(holds(hot, stage.now));
}

}  // namespace
}  // namespace theatre::lessons
