// One word changed: which words pair off, which scores moved, and by which dimensions.
#include "model/measured/compare.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "model/model.hpp"

namespace {

using theatre::model::align;
using theatre::model::compare;

theatre::trace::TracePtr run(const std::string& text) {
  static const auto model = theatre::model::make_glass_box();
  return model->forward(text, {});
}

const std::string kTired = "The cat sat on the mat because it was tired.";
const std::string kComfortable = "The cat sat on the mat because it was comfortable.";

}  // namespace

TEST_CASE("words pair off", "[compare]") {
  const auto a = run(kTired);
  const auto b = run(kComfortable);
  const auto pairs = align(*a, *b);
  REQUIRE(pairs.size() == a->size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    CHECK(pairs[i].first == static_cast<int>(i));
    CHECK(pairs[i].second == static_cast<int>(i));
    CHECK(pairs[i].same == (a->tokens[i].text != "tired"));
  }
}

TEST_CASE("words without a partner stand alone, each once", "[compare]") {
  const auto a = run("The old dog bit the man");
  const auto b = run("The dog bit me and the very tall man");
  int first = 0, second = 0;
  for (const auto& pair : align(*a, *b)) {
    if (pair.first >= 0) CHECK(pair.first == first++);
    if (pair.second >= 0) CHECK(pair.second == second++);
    CHECK((pair.first >= 0 || pair.second >= 0));
  }
  CHECK(first == static_cast<int>(a->size()));
  CHECK(second == static_cast<int>(b->size()));
  CHECK(align(*run(""), *run("")).size() == 2);
}

TEST_CASE("a text compared with itself has not moved", "[compare]") {
  const auto a = run(kTired);
  CHECK(compare(*a, *a).heads.empty());
}

TEST_CASE("tired to comfortable moves the pronoun, and by the kinds that are wanted", "[compare]") {
  const auto a = run(kTired);
  const auto b = run(kComfortable);
  const auto comparison = compare(*a, *b);
  const theatre::model::HeadChange* pronoun = nullptr;
  for (const auto& head : comparison.heads) {
    if (head.name == "pronoun-antecedent") pronoun = &head;
  }
  REQUIRE(pronoun != nullptr);
  REQUIRE_FALSE(pronoun->scores.empty());
  const auto& top = pronoun->scores.front();
  CHECK(a->tokens[static_cast<std::size_t>(top.query.first)].text == "it");
  CHECK(std::abs(top.weight_second - top.weight_first) > 0.5f);
  REQUIRE_FALSE(top.channels.empty());
  CHECK(top.channels.front().name.find("you are what is spoken of") != std::string::npos);
  for (const auto& head : comparison.heads) {
    for (const auto& score : head.scores) {
      double sum = 0;
      for (const auto& channel : score.channels) sum += static_cast<double>(channel.change());
      CHECK(std::abs(sum - static_cast<double>(score.score_second - score.score_first)) < 0.02);
    }
  }
}
