// Where Traces come from, without a page: here, later, or not at all.
#include "app/supply.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "app/question_json.hpp"
#include "model/echo/echo.hpp"
#include "trace/bytes.hpp"

namespace {

using namespace theatre;
using app::Json;
using app::Purpose;
using app::Shelf;

struct House {
  explicit House(bool workers = true) : shelf(workers) {
    if (workers) send = [this](const std::string& job) { jobs.push_back(Json::parse(job)); };
  }
  Shelf shelf;
  std::vector<Json> jobs;
  std::function<void(const std::string&)> send;
  app::Supply supply{shelf, [this](const std::string& job) { send(job); }, [] { return 0.0; }};

  core::Result<trace::TracePtr> ask(const char* model, const char* text, const model::Switches& switches = {}) {
    return supply.ask({model, {{text}, std::nullopt, switches, {}}, Purpose::stage});
  }
  void hand(int serial, const std::vector<std::uint8_t>& bytes, bool last) {
    auto* copy = static_cast<std::uint8_t*>(std::malloc(bytes.size() + 1));
    if (!bytes.empty()) std::memcpy(copy, bytes.data(), bytes.size());
    supply.receive(serial, app::Bytes(copy), bytes.size(), last);
  }
};

}  // namespace

TEST_CASE("supply: a model that is unknown, not here or can't do it fails with one sentence", "[supply]") {
  House house;
  CHECK(house.ask("nobody", "a cat").error() == "There is no model “nobody” here.");
  CHECK(house.ask("minilm", "a cat").error() == "MiniLM is not here yet, so it can’t compute anything.");
  const auto cards = house.supply.ask({"echo", {{"art"}, model::Cards{"a: b", false}, {}, {}}, Purpose::stage});
  CHECK(cards.error() == "The echo has no vectors of texts, so nothing can be looked up with it.");
  CHECK(house.jobs.empty());
  CHECK(house.ask("friends", "She went to the market").value()->model == "friends");
}

TEST_CASE("supply: newest wins, whoever computes it", "[supply]") {
  House house;
  CHECK(house.ask("echo", "one").value() == nullptr);
  CHECK(house.supply.waits(Purpose::stage));
  CHECK(house.ask("echo", "two").value() == nullptr);
  REQUIRE(house.jobs.size() == 2);
  const auto bytes = trace::to_bytes(*model::make_echo()->forward("one", {}));
  house.hand(house.jobs[0]["serial"], bytes, true);
  CHECK_FALSE(house.supply.reading());
  CHECK(house.ask("glass-box", "three").value()->text == "three");
  CHECK_FALSE(house.supply.waits(Purpose::stage));
  house.hand(house.jobs[1]["serial"], bytes, true);
  CHECK(house.supply.read_on().trace[0] == nullptr);
}

TEST_CASE("supply: what a worker refuses is computed here where that can be, and otherwise said", "[supply]") {
  House house;
  std::string text;
  for (int i = 0; i < 60; ++i) text += "cat ";
  CHECK(house.ask("glass-box", text.c_str()).value() == nullptr);
  house.supply.refuse(house.jobs[0]["serial"], "It has stopped.");
  auto arrived = house.supply.read_on();
  REQUIRE(arrived.trace[0] != nullptr);
  CHECK(arrived.trace[0]->text == text);
  CHECK(arrived.failure.empty());
  CHECK(house.ask("echo", "a").value() == nullptr);
  house.supply.refuse(house.jobs[1]["serial"], "It has stopped.");
  arrived = house.supply.read_on();
  CHECK(arrived.failure == "It has stopped.");
  CHECK(arrived.stage_failed);
  CHECK_FALSE(house.supply.waits(Purpose::stage));
}

TEST_CASE("supply: an addition without a pass before it, or a damaged one, ends the wait", "[supply]") {
  House house;
  CHECK(house.ask("echo", "a").value() == nullptr);
  house.hand(house.jobs[0]["serial"], trace::to_bytes(trace::Addition{}), false);
  auto arrived = house.supply.read_on();
  CHECK_FALSE(arrived.failure.empty());
  CHECK(arrived.stage_failed);
  CHECK_FALSE(house.supply.waits(Purpose::stage));
  CHECK_FALSE(house.supply.reading());
}

TEST_CASE("supply: a question crosses to a worker whole", "[supply]") {
  model::Question question;
  question.texts = {"a cat", "eine Katze"};
  question.switches.temperature = 0.1F;
  question.switches.scale = false;
  question.switches.same_heads = true;
  question.switches.mask = model::MaskKind::custom;
  question.switches.custom = core::Mask::Constant(2, 3, true);
  question.switches.custom(1, 2) = false;
  question.switches.heads_off = {{1, 2}, {0, 0}};
  question.switches.turn = model::Turn{1, 0, trace::Side::key, 3, {0.25F, -1e-7F}};
  question.detail = {4, 5};
  question.cards = model::Cards{"a: b\nc", true};
  CHECK(app::read_question(Json::parse(app::dump(app::question_json(question)))) == question);
  model::Question other = question;
  other.switches.custom(0, 0) = false;
  CHECK_FALSE(other == question);
  CHECK(app::read_question(Json::parse("[1]", nullptr, false)) == model::Question{});
  model::Switches switches;
  for (const char* bad : {R"([])", R"(["10","1"])", R"(["12"])", R"("1")", R"([[2]])", R"([[1,0],[1]])"}) {
    INFO(bad);
    CHECK(app::read_switch("custom", Json::parse(bad), switches));
  }
  CHECK(switches == model::Switches{});
}

TEST_CASE("shelf: what can be had, and where there are no workers", "[supply]") {
  Shelf shelf(true);
  CHECK(shelf.ready("glass-box"));
  CHECK(shelf.find("minilm")->state == Shelf::State::available);
  CHECK(shelf.find("nobody") == nullptr);
  shelf.begin("minilm");
  shelf.tell("minilm", Shelf::State::loading, 6e6, 24e6, "");
  CHECK(app::progress(*shelf.find("minilm")) == 0.25);
  shelf.tell("minilm", Shelf::State::failed, 6e6, 0, "Broken off.");
  CHECK(shelf.find("minilm")->error == "Broken off.");
  CHECK(shelf.find("minilm")->bytes == static_cast<double>(model::find_model("minilm")->bytes));
  shelf.tell("nobody", Shelf::State::ready, 0, 0, "");
  Shelf alone(false);
  CHECK(alone.ready("glass-box"));
  CHECK_FALSE(alone.ready("echo"));
  CHECK(alone.missing("minilm") == "MiniLM needs a worker, and there is none here.");
  CHECK(alone.missing("glass-box").empty());
}
