// The ledger recomputes the Trace's own numbers, adds up, and links on.
#include "trace/ledger.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>
#include <string>

#include "support/ledger_laws.hpp"
#include "support/small_trace.hpp"

namespace theatre::trace {
namespace {

using Kind = Quantity::Kind;
using Section = LedgerSection;

using test::explained;
using test::near;
using test::the;

TEST_CASE("every kind of number of every head adds up to the Trace's own", "[trace]") {
  for (const bool plain : {true, false}) {
    test::SmallModel model;
    model.temperature = plain ? 1.0f : 0.5f;
    model.scale = plain;
    model.names = plain;
    model.biases = plain;
    const Trace trace = test::small_trace(model);
    for (int layer = 0; layer < 2; ++layer) {
      for (int h = 0; h < 3; ++h) {
        for (int row = 0; row < 10; row += 3) {
          for (int c = 0; c < 3; ++c) {
            for (const Kind kind : {Kind::q, Kind::k, Kind::v, Kind::output, Kind::contribution}) {
              const Ledger ledger = explained(trace, {kind, layer, h, row, c, -1});
              CHECK(near(the(ledger, Section::Kind::terms).value, ledger.result));
            }
          }
          for (int col = 0; col < 10; ++col) {
            explained(trace, {Kind::weight, layer, h, row, col, -1}, 2);
            explained(trace, {Kind::score, layer, h, row, col, -1});
            const Ledger ledger = explained(trace, {Kind::product, layer, h, row, col, -1});
            CHECK(near(the(ledger, Section::Kind::terms).value, ledger.result));
          }
        }
      }
    }
  }
}

TEST_CASE("every number of the residual stream adds up", "[trace]") {
  const Trace trace = test::small_trace();
  for (int step = 0; step < 5; ++step) {
    for (int row = 0; row < 10; ++row) {
      for (int d = 0; d < 12; ++d) {
        const Ledger ledger = explained(trace, {Kind::residual, -1, -1, row, d, step});
        CHECK(near(the(ledger, Section::Kind::terms).value, ledger.result));
      }
    }
  }
  const Ledger word = explained(trace, {Kind::embedding, -1, -1, 1, 4, -1});
  CHECK(word.sections.front().note == "Made by the seed for “cat”.");
  explained(trace, {Kind::hidden, -1, -1, 1, 2, 2});
}

TEST_CASE("a weight is followed from q · k to the share, step by step", "[trace]") {
  test::SmallModel model;
  model.temperature = 0.5f;
  const Trace trace = test::small_trace(model);
  const Head& head = *find_head(trace, 0, 0);
  const Ledger ledger = explained(trace, {Kind::weight, 0, 0, 7, 1, -1});
  std::vector<std::string> labels;
  for (const auto& section : ledger.sections) labels.push_back(section.label);
  CHECK(labels == std::vector<std::string>{"Add them up: q · k", "÷ √d_k", "÷ temperature", "softmax: exp",
                                           "÷ the row’s sum", "All shares of “it”", "× v of cat"});
  const auto value = [&](std::size_t n) { return ledger.sections[n].value; };
  CHECK(value(0) == head.products(7, 1));
  CHECK(near(value(0) / head.scale, value(1)));
  CHECK(near(value(1) / 0.5f, value(2)));
  CHECK(near(std::exp(value(2)), value(3)));
  float sum = 0;
  for (Eigen::Index j = 0; j < 10; ++j) sum += std::exp(head.scores(7, j) / 0.5f);
  CHECK(near(value(3) / sum, value(4)));
  CHECK(value(4) == head.weights(7, 1));
  CHECK(near(value(5), 1));
  CHECK(ledger.sections[5].terms.size() == 10);
  CHECK(ledger.title[1].text == "it");
  CHECK(ledger.title[3].text == "cat");
  for (const auto& term : ledger.sections[6].terms) CHECK(term.left == head.weights(7, 1));
}

TEST_CASE("where exp would be too large the row's largest score is taken off first", "[trace]") {
  test::SmallModel model;
  model.temperature = 0.01f;
  const Trace trace = test::small_trace(model);
  const Head& head = *find_head(trace, 0, 0);
  const float top = head.scores.row(7).maxCoeff() / 0.01f;
  REQUIRE(std::abs(top) > 15);
  const Ledger ledger = explained(trace, {Kind::weight, 0, 0, 7, 1, -1});
  REQUIRE(ledger.sections.size() == 8);
  CHECK(ledger.sections[3].label == "less the row’s largest");
  CHECK(near(ledger.sections[3].value, head.scores(7, 1) / 0.01f - top));
  CHECK(near(std::exp(ledger.sections[3].value), ledger.sections[4].value));
  CHECK(ledger.sections[5].value == head.weights(7, 1));
}

TEST_CASE("masked words and wholly masked rows are said to be so", "[trace]") {
  const Trace trace = test::small_trace();  // head 1 sees only what came before
  const Ledger future = explained(trace, {Kind::weight, 0, 1, 3, 5, -1});
  CHECK(future.result == 0);
  CHECK(the(future, Section::Kind::step).note ==
        "“on” may not look at “mat”: the mask makes the score −∞, and exp(−∞) is exactly 0.");
  const Ledger nothing = explained(trace, {Kind::weight, 0, 1, 0, 5, -1});
  CHECK(the(nothing, Section::Kind::step).note == "“The” may look at nothing here, so its whole row is 0.");
  CHECK(the(nothing, Section::Kind::shares).value == 0);
}

TEST_CASE("long sums show the largest terms first and one line for the rest", "[trace]") {
  const Trace trace = test::small_trace();
  const Ledger ledger = explained(trace, {Kind::q, 0, 0, 2, 1, -1}, 4);  // 12 dimensions and a bias
  const auto& terms = the(ledger, Section::Kind::terms).terms;
  REQUIRE(terms.size() == 5);
  CHECK(terms.back().label == "9 more");
  CHECK(terms.back().collapsed == 9);
  for (std::size_t n = 0; n + 2 < terms.size(); ++n) {
    CHECK(std::abs(terms[n].product) >= std::abs(terms[n + 1].product));
  }
}

TEST_CASE("terms that are 0 are not listed one by one", "[trace]") {
  Trace trace = test::small_trace();
  trace.steps[0].out.row(1).setZero();
  trace.steps[0].out(1, 3) = 2;
  Head& head = trace.steps[1].heads[0];
  auto parameters = *head.parameters;
  parameters.b_Q = {};
  head.parameters = std::make_shared<HeadParameters>(parameters);
  head.q.row(1) = 2 * parameters.W_Q.row(3);
  const Ledger ledger = explained(trace, {Kind::q, 0, 0, 1, 0, -1});
  const auto& terms = the(ledger, Section::Kind::terms).terms;
  REQUIRE(terms.size() == 2);
  CHECK(terms[0].label == "trait 3");
  CHECK(terms[1].label == "11 more, all 0");
}

TEST_CASE("links lead from a weight down to the embedding", "[trace]") {
  const Trace trace = test::small_trace();
  std::set<std::string> kinds;
  Quantity quantity{Kind::weight, 1, 0, 7, 1, -1};
  for (int depth = 0; depth < 12; ++depth) {
    const Ledger ledger = explained(trace, quantity);
    kinds.insert(name_of(trace, quantity));
    std::optional<Quantity> deeper;
    for (const auto& section : ledger.sections) {
      if (section.kind != Section::Kind::terms) continue;
      for (const auto& term : section.terms) {
        if (!deeper && term.left_from) deeper = term.left_from;
        if (!deeper && term.from) deeper = term.from;
      }
    }
    if (!deeper) break;
    quantity = *deeper;
  }
  CHECK(quantity.kind == Kind::embedding);
  CHECK(kinds.size() >= 5);
}

TEST_CASE("what the Trace doesn't hold is refused in one sentence", "[trace]") {
  const Trace trace = test::small_trace();
  for (const Quantity& quantity :
       {Quantity{Kind::weight, 9, 0, 0, 0, -1}, Quantity{Kind::weight, 0, 0, 10, 0, -1},
        Quantity{Kind::weight, 0, 0, 0, -1, -1}, Quantity{Kind::q, 0, 0, 0, 5, -1},
        Quantity{Kind::residual, -1, -1, 0, 0, 77}, Quantity{Kind::residual, -1, -1, 0, 99, 1},
        Quantity{Kind::hidden, -1, -1, 0, 0, 1}, Quantity{Kind::contribution, 0, 0, 0, 12, -1}}) {
    const auto ledger = explain(trace, quantity);
    CHECK_FALSE(ledger);
    CHECK(ledger.error().back() == '.');
    CHECK_FALSE(value_of(trace, quantity).has_value());
  }
  CHECK_FALSE(explain(Trace{}, {}));
}

TEST_CASE("numbers are printed with two decimals and a real minus sign", "[trace]") {
  CHECK(shown(3.056f) == "3.06");
  CHECK(shown(-0.3f) == "−0.30");
  CHECK(shown(0) == "0.00");
  CHECK(shown(-0.001f) == "0.00");
  CHECK(shown(0.0051f) == "0.01");
  CHECK(shown(-1234.5f) == "−1234.50");
  CHECK(shown(0.0000123f, true) == "1.23e−5");
  CHECK(shown(2.5e6f) == "2.50e6");
  CHECK(shown(-INFINITY) == "−∞");
}

TEST_CASE("a sum that doesn't add up as printed says so", "[trace]") {
  std::vector<LedgerTerm> terms(3);
  for (auto& term : terms) term.product = 0.333f;
  CHECK_FALSE(shown_terms_add_up(terms, 0.999f));
  terms[0].product = 0.339f;
  CHECK(shown_terms_add_up(terms, 1.0f));
}

}  // namespace
}  // namespace theatre::trace
