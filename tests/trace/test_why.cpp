// What explains a winner adds up to what it is ahead by, in every row of every head.
#include "trace/why.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "model/glass_box/glass_box.hpp"
#include "support/small_trace.hpp"

namespace theatre::trace {
namespace {

const model::GlassBox& glass_box() {
  static const model::GlassBox model;
  return model;
}

std::string told(const std::vector<LedgerPart>& parts) {
  std::string out;
  for (const auto& part : parts) out += part.text;
  return out;
}

std::string told(std::string_view name) {
  return told(said_of(name, {"it", Accent::query, 8}, {"cat", Accent::key, 2}));
}

// How many lines it was explained by.
std::size_t check_laws(const Trace& trace, const Head& head, int row, int more, int less) {
  const auto why = trace::why(trace, head, row, more, less);
  REQUIRE(why);
  CHECK(why->difference == head.scores(row, more) - head.scores(row, less));
  CHECK(value_of(trace, why->more_score) == head.scores(row, more));
  CHECK(value_of(trace, why->less_score) == head.scores(row, less));
  CHECK(why->lines.size() <= most_why_lines);
  double sum = static_cast<double>(why->rest), before = INFINITY;
  for (const auto& line : why->lines) {
    sum += static_cast<double>(line.value);
    CHECK(std::abs(line.value) >= 0.05F);
    CHECK(static_cast<double>(std::abs(line.value)) <= before);
    before = static_cast<double>(std::abs(line.value));
    CHECK(line.value == line.more - line.less);
    CHECK((line.about == more || line.about == less));
    CHECK_FALSE(told(line.label).empty());
    const auto from = value_of(trace, line.from);
    REQUIRE(from);
    if (line.from.kind == Quantity::Kind::part) CHECK(*from == (line.about == more ? line.more : line.less));
    CHECK(explain(trace, line.from));
  }
  CHECK(std::abs(sum - static_cast<double>(why->difference)) < 1e-4);
  const float ratio = head.weights(row, more) / head.weights(row, less);
  if (!why->hidden && head.weights(row, less) > 1e-4F) CHECK(std::abs(why->factor / ratio - 1) < 1e-3F);
  return why->lines.size();
}

void check_rows(const Trace& trace, const Head& head, std::size_t& lines) {
  for (int row = 0; row < head.weights.rows(); ++row) {
    Eigen::Index best = 0;
    if (!(head.weights.row(row).maxCoeff(&best) > 0)) continue;
    for (int other = 0; other < head.weights.cols(); ++other) {
      const bool allowed = head.mask.size() == 0 || head.mask(row, other);
      if (other != best && allowed) lines += check_laws(trace, head, row, static_cast<int>(best), other);
    }
  }
}

TEST_CASE("why: lines and rest are the difference, largest first, and every number opens", "[why]") {
  for (const char* text : {"The cat sat on the mat because it was tired", "cats sleep", "猫 sat", "cat cat cat cat"}) {
    const auto trace = glass_box().forward(text, {});
    std::size_t lines = 0;
    for (const char* name : {"reader", "pronoun-antecedent", "previous-word"}) {
      const Head* head = find_head(*trace, name);
      REQUIRE(head);
      check_rows(*trace, *head, lines);
    }
    CHECK(lines > 0);
  }
}

TEST_CASE("why: heads without groups are told by their channels, without names by the difference alone", "[why]") {
  std::size_t lines = 0;
  for (const bool names : {true, false}) {
    test::SmallModel model;
    model.names = names;
    model.temperature = 0.5F;
    const Trace trace = test::small_trace(model);
    for (const auto& head : trace.steps[1].heads) check_rows(trace, head, lines);
    const auto why = trace::why(trace, trace.steps[1].heads[0], 2, 1, 4);
    REQUIRE(why);
    CHECK(why->lines.empty() != names);
    if (names) CHECK(told(why->lines[0].label).find(": question ") != std::string::npos);
    if (!names) CHECK(why->rest == why->difference);
    CHECK(why->factor == std::exp(why->difference / 0.5F));
  }
  CHECK(lines > 0);
}

TEST_CASE("why: what is hidden or not there is not explained by sums", "[why]") {
  const auto trace = glass_box().forward("The cat sat on the mat because it was tired", {});
  const Head* head = find_head(*trace, "pronoun-antecedent");
  REQUIRE(head);
  const int it = find_token(*trace, "it"), cat = find_token(*trace, "cat"), tired = find_token(*trace, "tired");
  const auto why = trace::why(*trace, *head, it, cat, tired);
  REQUIRE(why);
  CHECK(why->hidden);
  CHECK(why->lines.empty());
  CHECK_FALSE(trace::why(*trace, *head, it, tired, cat));
  CHECK_FALSE(trace::why(*trace, *head, it, cat, cat));
  CHECK_FALSE(trace::why(*trace, *head, 99, cat, tired));
  CHECK_FALSE(trace::why(*trace, *head, it, -1, tired));
  CHECK_FALSE(trace::why(*trace, *head, it, cat, 99));
  Head bare = *head;  // as a model that keeps its weights alone
  bare.scores.resize(0, 0);
  CHECK_FALSE(trace::why(*trace, bare, it, cat, tired));
}

TEST_CASE("why: names in which one word speaks to the other are told of both", "[why]") {
  CHECK(told("I stand for you") == "it stands for cat");
  CHECK(told("you stand for me") == "cat stands for it");
  CHECK(told("you are my subject") == "cat is the subject of it");
  CHECK(told("I am your object") == "it is the object of cat");
  CHECK(told("my phrase may describe you") == "the phrase of it may describe cat");
  CHECK(told("your phrase goes with me") == "the phrase of cat goes with it");
  CHECK(told("you begin my verb") == "cat begins the verb of it");
  CHECK(told("how near you stand") == "how near cat stands");
  CHECK(told("what sort of word you are") == "what sort of word cat is");
  CHECK(told("you are one, we are several") == "cat is one, it and cat are several");
  CHECK(told("topic: food") == "topic: food");
  CHECK(told("").empty());
  const auto parts = said_of("I stand for you", {"it", Accent::query, 8}, {"cat", Accent::key, 2});
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].token == 8);
  CHECK(parts[1].token == -1);
  CHECK(parts[2].token == 2);
}

TEST_CASE("why: how many times the light, in words", "[why]") {
  CHECK(times_the_light(1) == "nearly the same light");
  CHECK(times_the_light(1.49F) == "nearly the same light");
  CHECK(times_the_light(1.5F) == "one and a half times the light");
  CHECK(times_the_light(2) == "twice the light");
  CHECK(times_the_light(std::exp(2.3F)) == "ten times the light");
  CHECK(times_the_light(12.4F) == "twelve times the light");
  CHECK(times_the_light(37) == "about 37 times the light");
  CHECK(times_the_light(333) == "about 330 times the light");
  CHECK(times_the_light(1e9F) == "more than a thousand times the light");
  CHECK(times_the_light(INFINITY) == "more than a thousand times the light");
  CHECK(times_the_light(NAN) == "nearly the same light");
}

}  // namespace
}  // namespace theatre::trace
