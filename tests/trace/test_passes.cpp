// Passes of every shape that a Trace may have: whose words rows and columns are, and that every number adds up.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "support/ledger_laws.hpp"
#include "support/passes.hpp"
#include "trace/json.hpp"
#include "trace/ledger.hpp"

namespace theatre::trace {
namespace {

using Kind = Quantity::Kind;
using Section = LedgerSection;
using test::explained;
using test::near;
using test::the;

// Every number of every matrix of the quantity's kind; gives how many there were.
int explain_all(const Trace& trace, Quantity quantity, Eigen::Index rows, Eigen::Index columns, bool terms) {
  int count = 0;
  for (quantity.row = 0; quantity.row < rows; ++quantity.row) {
    for (quantity.col = 0; quantity.col < columns; ++quantity.col) {
      const Ledger ledger = explained(trace, quantity);
      if (terms) CHECK(near(the(ledger, Section::Kind::terms).value, ledger.result));
      for (const Section& section : ledger.sections) {
        for (const LedgerTerm& term : section.terms) CHECK(term.label != "bias");  // none of these models has one
      }
      ++count;
    }
  }
  return count;
}

void explain_head(const Trace& trace, const Head& head) {
  const auto all = [&](Kind kind, const Matrix& matrix, bool terms) {
    CHECK(explain_all(trace, {kind, head.layer, head.index}, matrix.rows(), matrix.cols(), terms) == matrix.size());
  };
  all(Kind::q, head.q, !head.rotary);
  all(Kind::k, head.k, !head.rotary);
  all(Kind::v, head.v, true);
  all(Kind::product, head.products, true);
  all(Kind::score, head.scores, false);
  all(Kind::weight, head.weights, false);
  all(Kind::output, head.output, true);
  explain_all(trace, {Kind::contribution, head.layer, head.index}, head.output.rows(), trace.d_model, true);
  if (!head.rotary) return;
  all(Kind::q_before, head.rotary->q, true);
  all(Kind::k_before, head.rotary->k, true);
}

void explain_everything(const Trace& trace) {
  for (std::size_t s = 0; s < trace.steps.size(); ++s) {
    const Step& step = trace.steps[s];
    INFO(trace.model << ", " << step.name);
    for (const Head& head : step.heads) explain_head(trace, head);
    const bool adds = added_to_step(trace, static_cast<int>(s)) >= 0 || step.kind == StepKind::recurrent;
    explain_all(trace, {Kind::residual, -1, -1, 0, 0, static_cast<int>(s)}, step.out.rows(), step.out.cols(), adds);
    if (step.inside.empty()) continue;
    const Matrix& hidden = step.inside.front().values;
    explain_all(trace, {Kind::hidden, -1, -1, 0, 0, static_cast<int>(s)}, hidden.rows(), hidden.cols(), false);
  }
}

TEST_CASE("every number of every pass adds up, and nothing is called rounded that isn't", "[trace]") {
  explain_everything(test::cross_trace());
  explain_everything(test::rotary_trace());
  explain_everything(test::recurrent_trace());
}

TEST_CASE("rows and columns of a head know whose words they are", "[trace]") {
  const Trace trace = test::cross_trace();
  const Head& cross = *find_head(trace, 2, 0);
  CHECK(cross.weights.rows() == 3);
  CHECK(cross.weights.cols() == 5);
  CHECK(queries(trace, cross).name == "target");
  CHECK(keys(trace, cross).name == "source");
  CHECK_FALSE(looks_at_itself(trace, cross));
  CHECK(step_of(trace, cross) == 4);
  CHECK(input_step_of(trace, cross) == 3);
  CHECK(keys_input_step_of(trace, cross) == 1);
  CHECK(&keys_input_of(trace, cross) == &trace.steps[1].out);
  const Head& own = *find_head(trace, 1, 1);
  CHECK(looks_at_itself(trace, own));
  CHECK(queries(trace, own).name == "target");
  CHECK(&queries(trace, *find_head(trace, 0, 0)) == &trace.nth_text(0));
  Head stranger;
  stranger.layer = 9;
  CHECK(&keys(trace, stranger) == &trace.nth_text(0));
  CHECK(input_of(trace, stranger).size() == 0);
}

TEST_CASE("steps read, look at and add to what they say, or what goes without saying", "[trace]") {
  const Trace cross = test::cross_trace();
  CHECK(read_step(cross, 0) == -1);
  CHECK(read_step(cross, 2) == -1);  // the second text's embedding
  CHECK(added_to_step(cross, 4) == 3);
  CHECK(keys_step(cross, 4) == 1);
  CHECK(keys_step(cross, 3) == 2);
  Trace turner = test::rotary_trace();
  CHECK(read_step(turner, 2) == 1);
  CHECK(added_to_step(turner, 1) == -1);
  CHECK(added_to_step(turner, 2) == 0);
  CHECK(added_to_step(turner, 4) == 2);
  turner.steps[2].adds_to = Step::nothing;
  turner.steps[2].reads = Step::nothing;
  CHECK(added_to_step(turner, 2) == -1);
  CHECK(read_step(turner, 2) == -1);
  CHECK(keys_step(turner, 2) == -1);
}

TEST_CASE("a ledger of two texts names the words of each", "[trace]") {
  const Trace trace = test::cross_trace();
  const Quantity weight{Kind::weight, 2, 1, 2, 3};
  const Ledger ledger = explained(trace, weight);
  CHECK(ledger.title[1].text == "cat");
  CHECK(ledger.title[3].text == "dort");
  CHECK(name_of(trace, weight) == "weight cat → dort");
  CHECK(the(ledger, Section::Kind::shares).label == "All shares of “cat”");
  CHECK(the(ledger, Section::Kind::shares).terms.size() == 5);
  CHECK(the(ledger, Section::Kind::list).label == "× v of dort");
  CHECK(name_of(trace, {Kind::k, 2, 1, 4, 0}) == "k of ici · channel 0");
  CHECK(name_of(trace, {Kind::output, 2, 1, 0, 0}) == "output of the · channel 0");
  const Ledger key = explained(trace, {Kind::k, 2, 1, 4, 0});
  CHECK(key.title[1].text == "ici");
  CHECK(the(key, Section::Kind::terms).terms.front().left_from->step == 1);
  const Ledger embedded = explained(trace, {Kind::residual, -1, -1, 2, 0, 2});
  CHECK(embedded.sections.front().note == "Made by the seed for “cat”.");
  CHECK(name_of(trace, {Kind::residual, -1, -1, 2, 0, 2}) == "cat · trait 0");
  CHECK_FALSE(explain(trace, {Kind::weight, 2, 1, 3, 0}));  // the target has three words
  CHECK_FALSE(explain(trace, {Kind::residual, -1, -1, 3, 0, 4}));
}

TEST_CASE("behind a norm a part reads the norm and adds to what the norm read", "[trace]") {
  const Trace trace = test::rotary_trace();
  const Ledger sum = explained(trace, {Kind::residual, -1, -1, 1, 2, 2});
  const auto& terms = the(sum, Section::Kind::terms).terms;
  REQUIRE(terms.size() == 3);
  CHECK(terms[0].label == "before: after the embedding");
  CHECK(terms[0].product == trace.steps[0].out(1, 2));
  CHECK(sum.sections.size() == 1);
  const Ledger query = explained(trace, {Kind::q_before, 0, 0, 1, 2});
  CHECK(the(query, Section::Kind::terms).terms.front().left_from->step == 1);
  const Ledger fed = explained(trace, {Kind::residual, -1, -1, 1, 2, 4});
  CHECK(the(fed, Section::Kind::terms).terms[0].label == "before: after the layer 0 attention");
  CHECK(the(fed, Section::Kind::terms).terms[1].label == "added by the layer 0 feed-forward");

  const auto value = [](const Ledger& ledger, std::size_t n) {
    return the(ledger, Section::Kind::list).terms[n].product;
  };
  const Ledger norm = explained(trace, {Kind::residual, -1, -1, 1, 2, 1});
  CHECK(std::abs((value(norm, 0) - value(norm, 1)) / value(norm, 2) - norm.result) < 1e-4f);
  const Ledger rms = explained(trace, {Kind::residual, -1, -1, 1, 2, 3});
  CHECK(near(value(rms, 0) / value(rms, 1), rms.result));
}

TEST_CASE("a rotated query is x · W, and then turned by its place", "[trace]") {
  const Trace trace = test::rotary_trace();
  const Head& head = *find_head(trace, 0, 1);  // halves: 0 with 1; 2 and 3 are not turned
  const Ledger ledger = explained(trace, {Kind::q, 0, 1, 3, 0});
  REQUIRE(ledger.sections.size() == 2);
  CHECK(ledger.sections[0].label == "Add them up: x · W_Q");
  CHECK(ledger.sections[0].value == head.rotary->q(3, 0));
  const Section& turned = ledger.sections[1];
  CHECK(turned.label == "Turn it by its place");
  CHECK(turned.value == head.q(3, 0));
  CHECK(turned.terms[0].left_from == Quantity{Kind::q_before, 0, 1, 3, 0});
  CHECK(turned.terms[1].left_from == Quantity{Kind::q_before, 0, 1, 3, 1});
  CHECK(turned.note.find("This pair of channels is turned by 3.00 radians: ×") == 0);
  const Ledger still = explained(trace, {Kind::k, 0, 1, 3, 2});
  CHECK(still.sections[1].note == "Places don’t turn this channel.");
  CHECK(head.q(3, 2) == head.rotary->q(3, 2));
  const Ledger first = explained(trace, {Kind::k, 0, 0, 5, 3});
  CHECK(first.sections[1].terms[1].left_from == Quantity{Kind::k_before, 0, 0, 5, 2});
  CHECK(name_of(trace, {Kind::k_before, 0, 0, 5, 2}) == "k of mat · channel 2, before its place turns it");
}

TEST_CASE("an arrow turned by hand is turned after its place has turned it", "[trace]") {
  Trace trace = test::rotary_trace();
  Head& head = trace.steps[2].heads[0];
  head.turned = Turned{Side::query, 2, {head.q.row(2).data(), head.q.row(2).data() + head.q.cols()}};
  head.q.row(2).setConstant(0.5f);
  test::PassMaker::attend(head);
  const Ledger ledger = explained(trace, {Kind::q, 0, 0, 2, 1});
  REQUIRE(ledger.sections.size() == 3);
  CHECK(ledger.sections[1].value == head.turned->was[1]);
  CHECK(ledger.sections[2].label == "turned by hand");
  CHECK(ledger.sections[2].value == 0.5f);
}

TEST_CASE("points of a curve are numbers of the Trace", "[trace]") {
  const Trace trace = test::recurrent_trace();
  const Quantity point{Kind::series, -1, -1, 2, 0};
  CHECK(value_of(trace, point) == 0.25f);
  CHECK(name_of(trace, point) == "memory of the first word at word 2");
  const Ledger ledger = explained(trace, point);
  CHECK(ledger.sections[0].label == "memory of the first word");
  CHECK(ledger.sections[0].value == 0.25f);
  CHECK_FALSE(explain(trace, {Kind::series, -1, -1, 4, 0}));
  CHECK_FALSE(explain(trace, {Kind::series, -1, -1, 0, 1}));
  CHECK(name_of(trace, {Kind::series, -1, -1, 9, 0}) == "a number that is gone");
}

TEST_CASE("JSON says which texts there are and whose rows and columns a head has", "[trace]") {
  using Json = nlohmann::json;
  const Trace cross = test::cross_trace();
  const Json json = Json::parse(to_json(cross));
  REQUIRE(json["texts"].size() == 2);
  CHECK(json["texts"][0]["name"] == "source");
  CHECK(json["texts"][0]["text"] == json["text"]);
  CHECK(json["texts"][0]["tokens"] == json["tokens"]);
  CHECK(json["texts"][1]["tokens"] == Json::array({"the", "black", "cat"}));
  CHECK(json["texts"][1]["spans"][2] == Json::array({10, 13}));
  const Json& head = json["heads"][4];
  CHECK(head["queries"] == "target");
  CHECK(head["keys"] == "source");
  CHECK(head["weights"].size() == 3);
  CHECK(head["weights"][0].size() == 5);
  CHECK(head["k"].size() == 5);
  CHECK_FALSE(json.contains("series"));

  const Json turner = Json::parse(to_json(test::rotary_trace()));
  CHECK_FALSE(turner.contains("texts"));
  CHECK_FALSE(turner["heads"][0].contains("queries"));
  CHECK(turner["heads"][0]["q_before"][1] != turner["heads"][0]["q"][1]);
  CHECK(turner["heads"][0]["k_before"][0] == turner["heads"][0]["k"][0]);  // the first place turns nothing

  const Json reader = Json::parse(to_json(test::recurrent_trace()));
  CHECK(reader["heads"] == Json::array());
  CHECK(reader["series"][0]["name"] == "memory of the first word");
  CHECK(reader["series"][0]["y"] == Json::array({1, 0.5, 0.25, 0.125}));
}

}  // namespace
}  // namespace theatre::trace
