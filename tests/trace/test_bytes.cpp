// A Trace's way through bytes: nothing is lost, and nothing wrong gets through.
#include "trace/bytes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "model/minilm/minilm.hpp"
#include "support/near.hpp"
#include "support/weights_writer.hpp"

using namespace theatre;

namespace {

const model::MiniLM& tiny() {
  static const test::Bytes bytes = test::tiny_minilm().bytes();
  static const auto loaded = model::MiniLM::load(bytes);
  REQUIRE(loaded);
  return *loaded.value();
}

trace::ParameterSet parameters_of(const model::MiniLM& model) {
  trace::ParameterSet set;
  for (const auto& head : model.heads()) set.put(head.layer, head.index, model.parameters(head.layer, head.index));
  return set;
}

bool equal(const core::Matrix& a, const core::Matrix& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && a == b;
}

void check_equal(const trace::Trace& a, const trace::Trace& b) {
  CHECK(a.model == b.model);
  CHECK(a.badge == b.badge);
  CHECK(a.text == b.text);
  CHECK(a.d_model == b.d_model);
  CHECK(a.dimensions == b.dimensions);
  CHECK(a.notes == b.notes);
  REQUIRE(a.tokens.size() == b.tokens.size());
  for (std::size_t t = 0; t < a.tokens.size(); ++t) {
    CHECK(a.tokens[t].text == b.tokens[t].text);
    CHECK(a.tokens[t].begin == b.tokens[t].begin);
    CHECK(a.tokens[t].end == b.tokens[t].end);
    CHECK(a.tokens[t].kind == b.tokens[t].kind);
    CHECK(a.tokens[t].source == b.tokens[t].source);
  }
  REQUIRE(a.steps.size() == b.steps.size());
  for (std::size_t s = 0; s < a.steps.size(); ++s) {
    const trace::Step &x = a.steps[s], &y = b.steps[s];
    CHECK(x.kind == y.kind);
    CHECK(x.layer == y.layer);
    CHECK(x.name == y.name);
    CHECK(equal(x.out, y.out));
    REQUIRE(x.inside.size() == y.inside.size());
    for (std::size_t i = 0; i < x.inside.size(); ++i) {
      CHECK(x.inside[i].name == y.inside[i].name);
      CHECK(equal(x.inside[i].values, y.inside[i].values));
      CHECK(x.inside[i].columns == y.inside[i].columns);
    }
    REQUIRE(x.heads.size() == y.heads.size());
    for (std::size_t h = 0; h < x.heads.size(); ++h) {
      const trace::Head &p = x.heads[h], &q = y.heads[h];
      CHECK(p.layer == q.layer);
      CHECK(p.index == q.index);
      CHECK(p.name == q.name);
      CHECK(p.title == q.title);
      CHECK(p.asks == q.asks);
      CHECK(p.offers == q.offers);
      CHECK(p.carries == q.carries);
      CHECK(p.d_head == q.d_head);
      CHECK(p.scale == q.scale);
      CHECK(p.temperature == q.temperature);
      CHECK(p.off == q.off);
      for (const auto matrix : {&trace::Head::q, &trace::Head::k, &trace::Head::v, &trace::Head::products,
                                &trace::Head::scores, &trace::Head::weights, &trace::Head::output}) {
        CHECK(equal(p.*matrix, q.*matrix));
      }
      REQUIRE(p.turned.has_value() == q.turned.has_value());
      if (p.turned) {
        CHECK(p.turned->side == q.turned->side);
        CHECK(p.turned->row == q.turned->row);
        CHECK(p.turned->was == q.turned->was);
      }
      CHECK(p.mask.rows() == q.mask.rows());
      if (p.mask.rows() == q.mask.rows()) CHECK((p.mask == q.mask).all());
    }
  }
}

}  // namespace

TEST_CASE("A Trace comes back from its bytes as it was", "[bytes]") {
  model::Switches masked, off, turned;
  masked.mask = model::MaskKind::causal;
  off.heads_off = {{0, 1}};
  off.scale = false;
  const auto d_head = static_cast<std::size_t>(tiny().forward("a", {})->steps[2].heads[0].d_head);
  turned.turn = model::Turn{0, 1, trace::Side::key, 3, std::vector<float>(d_head, 0.25F)};
  for (const model::Switches& switches : {model::Switches{}, masked, off, turned}) {
    const auto trace = tiny().forward("a bb [MASK] zz a a a a a a a a a", switches);
    const auto back = trace::from_bytes(trace::to_bytes(*trace));
    INFO(back.error());
    REQUIRE(back);
    check_equal(*back.value(), *trace);
    CHECK(back.value()->steps[2].heads[0].parameters == nullptr);
  }
  const auto glass = model::make_glass_box()->forward("The cat sat on the mat because it was tired.", {});
  const auto back = trace::from_bytes(trace::to_bytes(*glass));
  REQUIRE(back);
  check_equal(*back.value(), *glass);
  const auto empty = trace::from_bytes(trace::to_bytes(*model::make_glass_box()->forward("", {})));
  CHECK(empty);
}

TEST_CASE("Scores that don't follow from the products are kept", "[bytes]") {
  trace::Trace trace = *tiny().forward("a b", {});
  trace.steps[2].heads[0].scores(1, 2) = 77;
  const auto back = trace::from_bytes(trace::to_bytes(trace));
  REQUIRE(back);
  CHECK(back.value()->steps[2].heads[0].scores(1, 2) == 77);
}

TEST_CASE("Steps written one by one give the same bytes", "[bytes]") {
  struct Receiver final : model::MiniLM::Receiver {
    trace::BytesWriter writer{100000};
    void begin(trace::Trace&& trace, std::size_t steps) override { writer.begin(trace, steps); }
    void step(trace::Step&& step) override { writer.step(step); }
  } receiver;
  tiny().stream("a b a", {}, receiver);
  CHECK(receiver.writer.finish() == trace::to_bytes(*tiny().forward("a b a", {})));
}

TEST_CASE("Parameters cross once and are joined on", "[bytes]") {
  const trace::ParameterSet own = parameters_of(tiny());
  trace::ParameterSet set;
  REQUIRE(!set.add(own.layer_to_bytes(0)));
  CHECK(own.layer_to_bytes(1).empty());
  CHECK(set.size() == 2);
  const auto bytes = trace::to_bytes(*tiny().forward("a b", {}));
  const auto trace = trace::from_bytes(bytes, &set);
  REQUIRE(trace);
  for (const trace::Head& head : trace.value()->steps[2].heads) {
    REQUIRE(head.parameters);
    const auto wanted = tiny().parameters(head.layer, head.index);
    CHECK(equal(head.parameters->W_Q, wanted->W_Q));
    CHECK(equal(head.parameters->W_K, wanted->W_K));
    CHECK(equal(head.parameters->W_V, wanted->W_V));
    CHECK(equal(head.parameters->W_O, wanted->W_O));
    CHECK(head.parameters->b_K == wanted->b_K);
  }
  CHECK(trace::from_bytes(bytes, &set).value()->steps[2].heads[1].parameters ==
        trace.value()->steps[2].heads[1].parameters);

  const auto mixed = set.find(0, 1, true);
  REQUIRE(mixed);
  CHECK(equal(mixed->W_Q, set.find(0, 0)->W_Q));
  CHECK(equal(mixed->W_O, set.find(0, 1)->W_O));
  CHECK(set.find(1, 0) == nullptr);

  // Of another shape: as good as none.
  auto wrong = std::make_shared<trace::HeadParameters>(*set.find(0, 1));
  wrong->W_O = core::Matrix::Zero(3, 3);
  set.put(0, 1, wrong);
  CHECK(trace::from_bytes(bytes, &set).value()->steps[2].heads[1].parameters == nullptr);
}

TEST_CASE("Damaged bytes are refused with one sentence", "[bytes]") {
  model::Switches switches;
  switches.mask = model::MaskKind::causal;
  const test::Bytes whole = trace::to_bytes(*tiny().forward("a b", switches));
  for (std::size_t size = 0; size < whole.size(); size += size < 300 ? 1 : 97) {
    const auto cut = trace::from_bytes({whole.data(), size});
    REQUIRE(!cut);
    CHECK(cut.error().back() == '.');
  }
  // Lengths and counts blown up: refused, or harmless where the byte is one of a number.
  test::Bytes bytes = whole;
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += at < 3000 ? 1 : 61) {
    test::put<std::uint32_t>(bytes, at, 0xFFFFFFFF);
    const auto read = trace::from_bytes(bytes);
    if (read) CHECK(read.value()->size() == 4);
    std::copy_n(whole.begin() + static_cast<std::ptrdiff_t>(at), 4, bytes.begin() + static_cast<std::ptrdiff_t>(at));
  }
  trace::ParameterSet set;
  CHECK(set.add(whole));
  test::Bytes parameters = parameters_of(tiny()).layer_to_bytes(0);
  parameters.pop_back();
  CHECK(set.add(parameters));
  CHECK(set.size() == 0);
}
