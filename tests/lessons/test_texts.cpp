// Conditions and predictions on passes of several texts, and on those without heads.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "lessons/condition.hpp"
#include "lessons/illustration.hpp"
#include "lessons/predict.hpp"
#include "support/passes.hpp"
#include "trace/share.hpp"

namespace theatre::lessons {
namespace {

using Kind = Condition::Kind;

// The word that a row of the cross-attention's first head looks at most.
std::string most_looked_at(const trace::Trace& trace, int row) {
  const trace::Head& head = *trace::find_head(trace, 2, 0);
  return trace.tokens[static_cast<std::size_t>(largest_in_row(head, row))].text;
}

Condition about(Kind kind, std::string row, std::vector<std::string> words) {
  Condition condition;
  condition.kind = kind;
  condition.row = std::move(row);
  condition.head = "2.0";
  condition.words = std::move(words);
  return condition;
}

TEST_CASE("conditions look for rows among the words that ask, for columns among those looked at", "[lessons]") {
  const trace::Trace trace = test::cross_trace();
  Situation now{trace, 2, 2, 0, {}, "", trace.text};
  CHECK(holds(about(Kind::largest, "cat", {most_looked_at(trace, 2)}), now));
  CHECK_FALSE(holds(about(Kind::largest, "cat", {"cat"}), now));
  CHECK_FALSE(holds(about(Kind::largest, "chat", {most_looked_at(trace, 2)}), now));
  Condition share = about(Kind::weight, "black", {"ici"});
  const auto weight = static_cast<double>(trace::find_head(trace, 2, 0)->weights(1, 4));
  share.range = {weight - 1e-6, weight + 1e-6};
  CHECK(holds(share, now));
  CHECK(holds(about(Kind::selected, "", {"cat"}), now));
  CHECK_FALSE(holds(about(Kind::selected, "", {"noir"}), now));
  CHECK(holds(about(Kind::token_present, "", {"noir"}), now));
  CHECK(holds(about(Kind::token_present, "", {"black"}), now));
  CHECK_FALSE(holds(about(Kind::token_present, "", {"dog"}), now));
}

TEST_CASE("predictions and illustrations are judged across two texts", "[lessons]") {
  const trace::Trace trace = test::cross_trace();
  const trace::Head& head = *trace::find_head(trace, 2, 0);
  const Situation now{trace, 2, 2, 0, {}, "", trace.text};
  const auto percents = trace::percents(head.weights.row(2));
  Predict predict;
  predict.row = "cat";
  predict.options = {"le", "chat", "noir", "dort", "ici", "cat"};
  const Answer answer = answer_of(predict, now);
  CHECK(answer.options[static_cast<std::size_t>(answer.right)].label == most_looked_at(trace, 2));
  for (std::size_t j = 0; j < 5; ++j) CHECK(answer.options[j].percent == percents[j]);
  CHECK_FALSE(answer.options[5].present);

  Predict heads;
  heads.kind = Predict::Kind::head;
  heads.options = {"2.0", "2.1", "0.0"};
  heads.row = "cat";
  heads.col = "chat";
  const Answer which = answer_of(heads, now);
  CHECK(which.options[0].value == head.weights(2, 1));
  CHECK_FALSE(which.options[2].present);  // the source's own head has no such row

  Illustration drawn;
  drawn.row = "the";
  drawn.words = {{"le", 1}};
  const Beside both = beside(drawn, now);
  CHECK(both.row_present);
  CHECK(both.row == "the");
  CHECK(both.words[0].live == trace::percents(head.weights.row(0))[0]);
}

TEST_CASE("without heads conditions about them are false, and predictions have no answer", "[lessons]") {
  const trace::Trace trace = test::recurrent_trace();
  const Situation now{trace, 1, 0, 0, {}, "", trace.text};
  CHECK_FALSE(holds(about(Kind::largest, "cat", {"the"}), now));
  CHECK_FALSE(holds(about(Kind::weight, "cat", {"the"}), now));
  CHECK_FALSE(holds(about(Kind::head_is, "", {""}), now));
  CHECK(holds(about(Kind::selected, "", {"cat"}), now));
  CHECK(holds(about(Kind::token_present, "", {"down"}), now));
  for (const auto kind :
       {Predict::Kind::word, Predict::Kind::bars, Predict::Kind::head, Predict::Kind::choice, Predict::Kind::matches}) {
    Predict predict;
    predict.kind = kind;
    predict.row = "cat";
    predict.options = {"the", "sat", "down"};
    CHECK(answer_of(predict, now).right == -1);
  }
  Illustration drawn;
  drawn.row = "cat";
  CHECK_FALSE(beside(drawn, now).row_present);
}

}  // namespace
}  // namespace theatre::lessons
