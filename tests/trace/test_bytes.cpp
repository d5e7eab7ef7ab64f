// A Trace's way through bytes: nothing is lost, and nothing wrong gets through.
#include "trace/bytes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "model/minilm/minilm.hpp"
#include "support/equal_traces.hpp"
#include "support/passes.hpp"
#include "support/weights_writer.hpp"

using namespace theatre;
using test::check_equal;
using test::equal;

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

TEST_CASE("Passes of several texts, with rotary positions and without heads come back too", "[bytes]") {
  for (const trace::Trace& trace : {test::cross_trace(), test::rotary_trace(), test::recurrent_trace()}) {
    const auto bytes = trace::to_bytes(trace);
    const auto back = trace::from_bytes(bytes);
    INFO(trace.model << ": " << back.error());
    REQUIRE(back);
    check_equal(*back.value(), trace);
    for (std::size_t size = 0; size < bytes.size(); size += size < 600 ? 1 : 97) {
      CHECK_FALSE(trace::from_bytes({bytes.data(), size}));
    }
  }
}

TEST_CASE("A head's weights and a step's name may be all that is kept", "[bytes]") {
  trace::Trace trace = test::cross_trace();
  for (trace::Step& step : trace.steps) {
    step.out = {};
    for (trace::Head& head : step.heads) {
      for (const auto matrix : {&trace::Head::q, &trace::Head::k, &trace::Head::v, &trace::Head::products,
                                &trace::Head::scores, &trace::Head::output}) {
        head.*matrix = {};
      }
    }
  }
  const auto back = trace::from_bytes(trace::to_bytes(trace));
  INFO(back.error());
  REQUIRE(back);
  check_equal(*back.value(), trace);
}

TEST_CASE("Bytes of an older version are refused, and say so", "[bytes]") {
  auto bytes = trace::to_bytes(test::recurrent_trace());
  bytes[4] = 2;
  CHECK(trace::from_bytes(bytes).error() == "This trace has version 2, but this program reads version 3.");
}

TEST_CASE("Steps that read later ones, other words than they say, or share a head's place are refused", "[bytes]") {
  const auto refused = [](auto change) {
    trace::Trace trace = test::cross_trace();
    change(trace);
    const auto read = trace::from_bytes(trace::to_bytes(trace));
    return !read && read.error() == "This trace is damaged.";
  };
  CHECK_FALSE(refused([](trace::Trace&) {}));
  CHECK(refused([](trace::Trace& t) { t.steps[4].reads = 4; }));
  CHECK(refused([](trace::Trace& t) { t.steps[4].reads = -3; }));
  CHECK(refused([](trace::Trace& t) { t.steps[4].reads = 0; }));    // another text's rows
  CHECK(refused([](trace::Trace& t) { t.steps[4].adds_to = 1; }));  // likewise
  CHECK(refused([](trace::Trace& t) { t.steps[4].keys_from = 3; }));
  CHECK(refused([](trace::Trace& t) { t.steps[4].text = 2; }));
  CHECK(refused([](trace::Trace& t) { t.steps[4].heads[1].index = 0; }));
  CHECK(refused([](trace::Trace& t) { t.steps[4].heads[0].k.conservativeResize(4, Eigen::NoChange); }));
  CHECK(refused([](trace::Trace& t) { t.more_texts.clear(); }));
  CHECK(refused([](trace::Trace& t) { t.steps[4].heads[0].rotary.emplace(); }));
}

TEST_CASE("Scores that don't follow from the products are kept", "[bytes]") {
  trace::Trace trace = *tiny().forward("a b", {});
  trace.steps[2].heads[0].scores(1, 2) = 77;
  const auto back = trace::from_bytes(trace::to_bytes(trace));
  REQUIRE(back);
  CHECK(back.value()->steps[2].heads[0].scores(1, 2) == 77);
}

TEST_CASE("Steps written one by one give the same bytes", "[bytes]") {
  struct Receiver final : model::Receiver {
    trace::BytesWriter writer{100000};
    void whole(trace::TracePtr) override { FAIL("MiniLM hands its steps over one by one"); }
    void begin(trace::Trace&& trace, std::size_t steps) override { writer.begin(trace, steps); }
    void step(trace::Step&& step) override { writer.step(step); }
    void more(trace::Addition&&) override { FAIL("MiniLM has one pass"); }
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
