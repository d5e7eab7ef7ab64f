// The smallest example: nine figures to two decimals, and every one of them by the plain formulas.
#include "model/friends/friends.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "trace/ledger.hpp"
#include "trace/share.hpp"

namespace {

using namespace theatre;
using Catch::Approx;

const std::string example = "She went to the market";

}  // namespace

TEST_CASE("the row of went prints as the nine figures of the example", "[friends]") {
  const auto trace = model::make_friends()->forward(example, {});
  REQUIRE(trace->size() == 5);
  CHECK(trace->notes.empty());
  CHECK(trace->badge == "hand-built");
  const auto& head = *trace::find_head(*trace, "friends");
  const std::vector<std::string> weights{"0.15", "0.20", "0.21", "0.19", "0.25"};
  const std::vector<std::string> output{"0.75", "0.77", "0.25", "0.49"};
  for (int j = 0; j < 5; ++j) CHECK(trace::shown(head.weights(1, j)) == weights[static_cast<std::size_t>(j)]);
  for (int c = 0; c < 4; ++c) CHECK(trace::shown(head.output(1, c)) == output[static_cast<std::size_t>(c)]);
  CHECK(trace::percents(trace::RowVector(head.weights.row(1))) == std::vector<int>{15, 20, 21, 19, 25});
}

TEST_CASE("every number of the example follows from its embeddings", "[friends]") {
  const auto trace = model::make_friends()->forward(example, {});
  const auto& head = *trace::find_head(*trace, "friends");
  const auto& e = trace->steps.front().out;
  CHECK(head.scale == 2);
  for (int i = 0; i < 5; ++i) {
    for (int c = 0; c < 4; ++c) {
      CHECK(e(i, c) >= 0);
      CHECK(e(i, c) <= 1);
      CHECK(std::abs(100 * e(i, c) - std::round(100 * e(i, c))) < 1e-4F);  // two decimals
      CHECK(head.q(i, c) == e(i, c));
      CHECK(head.k(i, c) == e(i, c));
      CHECK(head.v(i, c) == e(i, c));
    }
    double sum = 0;
    std::vector<double> parts;
    for (int j = 0; j < 5; ++j) {
      double dot = 0;
      for (int c = 0; c < 4; ++c) dot += static_cast<double>(e(i, c)) * static_cast<double>(e(j, c));
      CHECK(static_cast<double>(head.scores(i, j)) == Approx(dot / 2).margin(1e-6));
      parts.push_back(std::exp(dot / 2));
      sum += parts.back();
    }
    for (int c = 0; c < 4; ++c) {
      double mix = 0;
      for (int j = 0; j < 5; ++j) mix += parts[static_cast<std::size_t>(j)] / sum * static_cast<double>(e(j, c));
      CHECK(static_cast<double>(head.output(i, c)) == Approx(mix).margin(1e-6));
    }
  }
  using Kind = trace::Quantity::Kind;
  for (const auto kind :
       {Kind::q, Kind::k, Kind::v, Kind::product, Kind::score, Kind::weight, Kind::output, Kind::contribution}) {
    INFO(static_cast<int>(kind));
    CHECK(trace::explain(*trace, {kind, 0, 0, 1, 3, -1}));
  }
}

TEST_CASE("switches reach the example", "[friends]") {
  const auto friends = model::make_friends();
  model::Switches switches;
  switches.temperature = 0.25F;
  const auto cold = friends->forward(example, switches);
  CHECK(trace::find_head(*cold, 0, 0)->weights(1, 4) > 0.4F);
  switches = {};
  switches.scale = false;
  CHECK(trace::find_head(*friends->forward(example, switches), 0, 0)->scale == 1);
  switches = {};
  switches.mask = model::MaskKind::causal;
  const auto causal = friends->forward(example, switches);
  CHECK(trace::find_head(*causal, 0, 0)->weights(1, 2) == 0);
  CHECK(trace::find_head(*causal, 0, 0)->weights(0, 0) == 1);
  switches.mask = model::MaskKind::padding;
  switches.padding = 2;
  CHECK(trace::find_head(*friends->forward(example, switches), 0, 0)->weights(1, 4) == 0);
}

TEST_CASE("any other text shows the five words and says so", "[friends]") {
  const auto friends = model::make_friends();
  for (const std::string& text : {std::string(), std::string("I love pizza"),
                                  std::string("She went to the market today"), std::string("\xFF\xFE")}) {
    const auto trace = friends->forward(text, {});
    CHECK(trace->size() == 5);
    REQUIRE(trace->notes.size() == 1);
    CHECK(trace->notes[0].find("five words") != std::string::npos);
  }
  CHECK(friends->forward("she went, to the MARKET.", {})->notes.empty());
}
