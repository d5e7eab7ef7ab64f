// A pass as an addition to the one before: put together it is the whole pass, and what doesn't fit is refused.
#include "trace/addition.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "model/echo/echo.hpp"
#include "trace/bytes.hpp"
#include "trace/ledger.hpp"

using namespace theatre;

namespace {

// Every pass of an answer.
struct Passes final : model::Receiver {
  trace::TracePtr first;
  std::vector<trace::Addition> more_passes;
  void whole(trace::TracePtr trace) override { first = std::move(trace); }
  void begin(trace::Trace&&, std::size_t) override {}
  void step(trace::Step&&) override {}
  void more(trace::Addition&& addition) override { more_passes.push_back(std::move(addition)); }
};

Passes echo(const char* text) {
  const auto model = model::make_echo();
  model::Question question;
  question.texts = {text};
  const auto answer = model->answer(question);
  Passes passes;
  while (answer->next(passes)) {
  }
  return passes;
}

bool near(const trace::Matrix& a, const trace::Matrix& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && (a - b).cwiseAbs().maxCoeff() < 1e-5F;
}

}  // namespace

TEST_CASE("A text grown word by word is the text read at once", "[addition]") {
  const Passes passes = echo("the light goes");
  REQUIRE(passes.more_passes.size() == model::echo_words);
  const auto model = model::make_echo();
  trace::TracePtr now = passes.first;
  for (const auto& more : passes.more_passes) {
    const auto crossed = trace::addition_from_bytes(trace::to_bytes(more));
    REQUIRE(crossed);
    const auto grown = trace::extend(*now, crossed.value());
    INFO(grown.error());
    REQUIRE(grown);
    const auto before = now;
    now = grown.value();
    CHECK(now->size() == before->size() + 1);
    CHECK(now->text.rfind(before->text, 0) == 0);
    const auto whole = model->forward(now->text, {});
    REQUIRE(whole->size() == now->size());
    for (std::size_t t = 0; t < now->size(); ++t) {
      CHECK(now->tokens[t].text == whole->tokens[t].text);
      CHECK(now->tokens[t].begin == whole->tokens[t].begin);
    }
    for (std::size_t s = 0; s < now->steps.size(); ++s) {
      CHECK(near(now->steps[s].out, whole->steps[s].out));
      for (std::size_t h = 0; h < now->steps[s].heads.size(); ++h) {
        const auto &a = now->steps[s].heads[h], &b = whole->steps[s].heads[h];
        for (const auto member : {&trace::Head::q, &trace::Head::k, &trace::Head::v, &trace::Head::products,
                                  &trace::Head::scores, &trace::Head::weights, &trace::Head::output}) {
          CHECK(near(a.*member, b.*member));
        }
        CHECK((a.mask == b.mask).all());
        CHECK(a.name == b.name);
        CHECK(a.parameters == passes.first->steps[s].heads[h].parameters);
      }
    }
    // The arithmetic of a score between an old and a new word is there as well.
    CHECK(trace::explain(*now, {trace::Quantity::Kind::product, 0, 1, 1, static_cast<int>(now->size()) - 1, -1}));
  }
}

TEST_CASE("What a pass adds does not grow with what stood before, but for one row of each map", "[addition]") {
  const Passes passes =
      echo("the old dog that lived there slept on the warm mat because it was tired of all the noise");
  const std::size_t whole = trace::to_bytes(*passes.first).size();
  std::size_t before = 0;
  for (const auto& more : passes.more_passes) {
    const std::size_t size = trace::to_bytes(more).size();
    CHECK(size < whole / 5);
    if (before > 0) CHECK(size <= before + 100);  // a cell more in each row of 2 heads, and letters of the word
    before = size;
  }
}

TEST_CASE("An addition that doesn't go on from the pass before is refused in one sentence", "[addition]") {
  const Passes passes = echo("the light");
  const auto refused = [&](auto change) {
    trace::Addition more = passes.more_passes[0];
    change(more);
    const auto grown = trace::extend(*passes.first, more);
    return !grown && grown.error() == "This pass doesn’t go on from the one before it.";
  };
  CHECK(trace::extend(*passes.first, passes.more_passes[0]));
  CHECK(refused([](auto& more) { more.kept += 1; }));
  CHECK(refused([](auto& more) { more.kept -= 1; }));
  CHECK(refused([](auto& more) { more.grows = 1; }));
  CHECK(refused([](auto& more) { more.kept_text = 1000; }));
  CHECK(refused([](auto& more) { more.rows.tokens[0].end = 1000; }));
  CHECK(refused([](auto& more) { more.rows.steps.pop_back(); }));
  CHECK(refused([](auto& more) { more.rows.steps[1].heads.pop_back(); }));
  CHECK(refused([](auto& more) { more.rows.steps[1].heads[0].q.resize(1, 3); }));
  CHECK(refused([](auto& more) { more.rows.steps[1].heads[0].weights.resize(1, 3); }));
  CHECK(refused([](auto& more) { more.rows.steps[1].heads[0].scale = 0; }));
  CHECK(refused([](auto& more) { more.rows.steps[0].out.resize(2, 8); }));
  CHECK(refused([](auto& more) { more.products_above.pop_back(); }));
  CHECK(refused([](auto& more) { more.products_above[0].resize(2, 2); }));
  CHECK_FALSE(trace::extend(*passes.first, passes.more_passes[1]));
}

TEST_CASE("Words may be dropped before new ones are added", "[addition]") {
  const Passes passes = echo("the light");
  const auto one = trace::extend(*passes.first, passes.more_passes[0]);
  REQUIRE(one);
  const auto again = trace::extend(*one.value(), passes.more_passes[0]);  // keeps what it kept the first time
  REQUIRE(again);
  CHECK(again.value()->text == one.value()->text);
  CHECK(again.value()->size() == one.value()->size());
  CHECK(near(again.value()->steps[1].heads[1].weights, one.value()->steps[1].heads[1].weights));
}

TEST_CASE("Damaged bytes of an addition are refused", "[addition]") {
  const auto bytes = trace::to_bytes(echo("the light").more_passes[0]);
  CHECK(trace::is_addition(bytes));
  CHECK_FALSE(trace::is_addition(trace::to_bytes(*echo("a").first)));
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    CHECK_FALSE(trace::addition_from_bytes({bytes.data(), size}));
  }
  auto longer = bytes;
  longer.push_back(0);
  CHECK_FALSE(trace::addition_from_bytes(longer));
}
