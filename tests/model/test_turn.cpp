// An arrow turned by hand: the head computes on from it, by the plain formulas, and says so.
#include "model/turn.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "core/softmax.hpp"
#include "model/friends/friends.hpp"
#include "model/lexicon/lexicon.hpp"
#include "model/look_up/look_up.hpp"
#include "model/minilm/minilm.hpp"
#include "support/weights_writer.hpp"
#include "trace/ledger.hpp"

using namespace theatre;
using Catch::Approx;

namespace {

const std::string sentence = "The cat sat on the mat because it was tired";

std::vector<float> row_of(const core::Matrix& matrix, int row) {
  return {matrix.row(row).data(), matrix.row(row).data() + matrix.cols()};
}

// The turned head follows from its own q, k and v by the plain formula, number by number.
void check_follows(const trace::Head& head) {
  for (Eigen::Index i = 0; i < head.q.rows(); ++i) {
    std::vector<double> raised(static_cast<std::size_t>(head.k.rows()));
    double top = -std::numeric_limits<double>::infinity(), sum = 0;
    for (Eigen::Index j = 0; j < head.k.rows(); ++j) {
      double product = 0;
      for (Eigen::Index c = 0; c < head.q.cols(); ++c) product += static_cast<double>(head.q(i, c)) * head.k(j, c);
      CHECK(head.products(i, j) == Approx(product).epsilon(1e-4).margin(1e-4));
      const bool seen = head.mask.size() == 0 || head.mask(i, j);
      raised[static_cast<std::size_t>(j)] =
          seen ? product / head.scale / head.temperature : -std::numeric_limits<double>::infinity();
      top = std::max(top, raised[static_cast<std::size_t>(j)]);
    }
    if (!std::isfinite(top)) continue;
    for (double& e : raised) sum += e = std::exp(e - top);
    for (Eigen::Index j = 0; j < head.k.rows(); ++j) {
      CHECK(head.weights(i, j) == Approx(raised[static_cast<std::size_t>(j)] / sum).margin(2e-3));
    }
    for (Eigen::Index c = 0; c < head.v.cols(); ++c) {
      double mixed = 0;
      for (Eigen::Index j = 0; j < head.k.rows(); ++j) mixed += static_cast<double>(head.weights(i, j)) * head.v(j, c);
      CHECK(head.output(i, c) == Approx(mixed).epsilon(1e-4).margin(1e-4));
    }
  }
}

// Turns row 2's query, then key, of the head towards its opposite.
void check_turns(const model::Model& model, int layer, int index) {
  const auto before = model.forward(sentence, {});
  const trace::Head& old = *trace::find_head(*before, layer, index);
  CHECK_FALSE(old.turned);
  for (const trace::Side side : {trace::Side::query, trace::Side::key}) {
    const bool query = side == trace::Side::query;
    model::Switches switches;
    switches.turn = model::Turn{layer, index, side, 2, row_of(query ? old.q : old.k, 2)};
    for (float& x : switches.turn->to) x = 0.5F - x;
    const auto after = model.forward(sentence, switches);
    const trace::Head& head = *trace::find_head(*after, layer, index);
    REQUIRE(head.turned);
    CHECK(head.turned->side == side);
    CHECK(head.turned->row == 2);
    CHECK(head.turned->was == row_of(query ? old.q : old.k, 2));
    CHECK(row_of(query ? head.q : head.k, 2) == switches.turn->to);
    CHECK((query ? head.k == old.k : head.q == old.q));
    CHECK(head.v == old.v);
    check_follows(head);
    REQUIRE(after->notes.size() == before->notes.size() + 1);
    CHECK(after->notes.back().find(query ? "query of “" : "key of “") != std::string::npos);
    // What was there before the head is as it was.
    CHECK(trace::input_of(*after, head) == trace::input_of(*before, old));
    // Back in its place, everything is as it was.
    switches.turn->to = head.turned->was;
    const auto again = model.forward(sentence, switches);
    CHECK(again->steps.back().out == before->steps.back().out);
  }
}

}  // namespace

TEST_CASE("The glass box computes on from a turned arrow", "[turn]") {
  const auto model = model::make_glass_box();
  const auto trace = model->forward(sentence, {});
  const auto* head = trace::find_head(*trace, "pronoun-antecedent");
  REQUIRE(head != nullptr);
  check_turns(*model, head->layer, head->index);
}

TEST_CASE("The five friends compute on from a turned arrow", "[turn]") { check_turns(*model::make_friends(), 0, 0); }

TEST_CASE("MiniLM computes on from a turned arrow", "[turn]") {
  static const test::Bytes bytes = test::tiny_minilm().bytes();
  const auto loaded = model::MiniLM::load(bytes);
  REQUIRE(loaded);
  check_turns(*loaded.value(), 0, 1);
}

TEST_CASE("A look-up computes on from a turned query", "[turn]") {
  model::LookUp given;
  given.query = "information about Renaissance art";
  given.cards = {{"Renaissance art", "Painters learn perspective."}, {"Cooking", "Recipes for soup."}};
  given.model = "glass-box";
  given.vectors =
      model::topic_vectors({given.query, given.cards[0].title, given.cards[1].title}, model::built_in_lexicon());
  const auto before = model::look_up(given, model::built_in_lexicon());
  const trace::Head& old = *trace::find_head(*before, 0, 0);
  given.turn = model::Turn{0, 0, trace::Side::query, 0, row_of(old.k, 2)};  // asks for cooking now
  const auto after = model::look_up(given, model::built_in_lexicon());
  const trace::Head& head = *trace::find_head(*after, 0, 0);
  REQUIRE(head.turned);
  CHECK(old.weights(0, 1) > old.weights(0, 2));
  CHECK(head.weights(0, 2) > head.weights(0, 1));
  check_follows(head);
}

TEST_CASE("A turn that doesn't fit changes nothing", "[turn]") {
  const auto model = model::make_glass_box();
  const auto before = model->forward(sentence, {});
  const auto& head = before->steps[1].heads.front();
  const auto fitting = model::Turn{head.layer, head.index, trace::Side::query, 1,
                                   std::vector<float>(static_cast<std::size_t>(head.d_head))};
  std::vector<model::Turn> wrong(6, fitting);
  wrong[0].row = -1;
  wrong[1].row = 1000;
  wrong[2].to.pop_back();
  wrong[3].to[0] = std::numeric_limits<float>::quiet_NaN();
  wrong[4].head = 99;
  wrong[5].layer = -1;
  for (const auto& turn : wrong) {
    model::Switches switches;
    switches.turn = turn;
    const auto after = model->forward(sentence, switches);
    CHECK(after->steps.back().out == before->steps.back().out);
    CHECK(after->notes == before->notes);
  }
}

TEST_CASE("The ledger of a turned query adds up to what the model computed, and then says what the hand added",
          "[turn]") {
  const auto model = model::make_glass_box();
  const auto before = model->forward(sentence, {});
  const auto& old = *trace::find_head(*before, "pronoun-antecedent");
  model::Switches switches;
  switches.turn = model::Turn{old.layer, old.index, trace::Side::query, 3, row_of(old.q, 3)};
  switches.turn->to[0] += 2.5F;
  const auto after = model->forward(sentence, switches);
  const trace::Quantity q{trace::Quantity::Kind::q, old.layer, old.index, 3, 0, -1};
  const auto plain = trace::explain(*before, q), turned = trace::explain(*after, q);
  REQUIRE(plain);
  REQUIRE(turned);
  REQUIRE(turned.value().sections.size() == plain.value().sections.size() + 1);
  CHECK(turned.value().sections.front().value == old.q(3, 0));
  CHECK(turned.value().sections.back().label == "turned by hand");
  CHECK(turned.value().sections.back().value == switches.turn->to[0]);
  // Its neighbours, and the keys of the same word, were not touched.
  for (const auto& other : {trace::Quantity{q.kind, q.layer, q.head, 4, 0, -1},
                            trace::Quantity{trace::Quantity::Kind::k, q.layer, q.head, 3, 0, -1}}) {
    const auto ledger = trace::explain(*after, other);
    REQUIRE(ledger);
    CHECK(ledger.value().sections.back().label != "turned by hand");
  }
}
