// Undo and redo through the whole app: the numbers go back with the State, and pages are never turned.
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

#include "support/house.hpp"

namespace {

using namespace theatre;
using test::House;
using test::Json;

Json undo(House& house) { return house.call("undo"); }
Json redo(House& house) { return house.call("redo"); }

}  // namespace

TEST_CASE("undo: text, switch, head, word and guess come back one by one, with their numbers", "[undo]") {
  House house;
  OPEN_OR_SKIP(house);
  CHECK(house.call("state")["undo"].is_null());
  CHECK(house.error("undo") == "There is nothing to undo.");
  CHECK(house.error("redo") == "There is nothing to redo.");
  std::vector<Json> traces{house.call("trace")};
  std::vector<app::State> states{house.theatre.state()};
  const auto did = [&](const char* name, std::string_view call, const Json& arguments) {
    house.now += 5;
    house.call(call, arguments);
    CHECK(house.call("state")["undo"] == name);
    CHECK(house.call("state")["redo"].is_null());
    traces.push_back(house.call("trace"));
    states.push_back(house.theatre.state());
  };
  did("text", "setText", {"The dog bit the man because it was angry"});
  did("word", "select", {{{"token", 2}}});
  did("switches", "set", {{{"temperature", 3}}});
  did("heads", "set", {{{"headsOff", {{0, 1}}}}});
  did("head", "select", {{{"name", "verb-subject"}}});
  did("guess", "answer", {0});
  for (std::size_t i = states.size() - 1; i-- > 0;) {
    undo(house);
    CHECK(house.theatre.state() == states[i]);
    CHECK(house.call("trace") == traces[i]);
  }
  CHECK(house.call("state")["predict"]["revealed"] == false);
  CHECK(house.call("state")["undo"].is_null());
  for (std::size_t i = 1; i < states.size(); ++i) {
    redo(house);
    CHECK(house.theatre.state() == states[i]);
    CHECK(house.call("trace") == traces[i]);
  }
  CHECK(house.call("state")["predict"]["guess"] == 0);
  undo(house);
  CHECK_FALSE(house.call("state")["progress"]["spotlight"].empty());  // what is done stays done
}

TEST_CASE("undo: a turned arrow is taken back, a drag in one piece", "[undo]") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("go", {{{"lesson", "five-steps"}, {"step", "turn"}}});
  const Json before = house.call("trace");
  const int row = house.theatre.view().row;
  for (int i = 1; i <= 10; ++i) {
    house.now += 0.02;
    house.theatre.perform(
        {{ui::Action::Kind::turn, row, 0, {}, trace::Side::query, {0.1F * static_cast<float>(i), 1, 0, 0}}});
  }
  const Json after = house.call("trace");
  CHECK(after != before);
  CHECK(house.call("state")["undo"] == "arrow");
  undo(house);
  CHECK(house.call("trace") == before);
  CHECK(house.call("state")["undo"].is_null());
  redo(house);
  CHECK(house.call("trace") == after);
  house.now += 5;
  house.theatre.perform({{ui::Action::Kind::put_back}});
  undo(house);
  CHECK(house.call("trace") == after);
}

TEST_CASE("undo: bars are taken back bar by bar, and the light goes out again", "[undo]") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("go", {{{"lesson", "five-steps"}, {"step", "from-scores"}}});
  REQUIRE(house.call("state")["predict"]["kind"] == "bars");
  for (const auto& [bar, percent] : {std::pair{0, 10}, {0, 20}, {0, 30}, {1, 40}}) {
    house.now += 0.1;
    house.call("guess", {bar, percent});
  }
  house.now += 5;
  house.call("reveal");
  CHECK(house.call("state")["stage"] == "softmax");
  Json state = undo(house);
  CHECK(state["stage"] == "scale");
  CHECK(state["predict"]["revealed"] == false);
  CHECK(state["predict"]["guess"][1] == 40);
  state = undo(house);
  CHECK(state["predict"]["guess"][0] == 30);
  CHECK(state["predict"]["guess"][1] == 0);
  CHECK(undo(house)["predict"]["guess"].is_null());
  CHECK(house.theatre.panel_input().view.stage == ui::Stage::scale);
}

TEST_CASE("undo: stays in the step; what only looks stays as it is; starting over can be undone", "[undo]") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("setText", {"I love pizza"});
  house.call("next");
  CHECK(house.call("state")["undo"].is_null());
  house.call("back");
  CHECK(house.error("undo") == "There is nothing to undo.");
  house.call("setText", {"I love pizza"});
  house.now += 5;
  house.call("panel", {"numbers"});
  house.call("stage", {"qkt"});
  house.call("open", {{{"kind", "q"}, {"layer", 0}, {"head", 0}, {"row", 1}, {"col", 0}}});
  Json state = undo(house);
  CHECK(state["panel"] == "numbers");
  CHECK(state["stage"] == "qkt");
  CHECK(house.theatre.view().open.has_value());
  redo(house);
  house.now += 5;
  house.call("set", {{{"temperature", 2}}});
  house.now += 5;
  house.call("restart");
  CHECK(house.theatre.text() != "I love pizza");
  undo(house);
  CHECK(house.theatre.text() == "I love pizza");
  CHECK(house.theatre.state().switches.temperature == 2);
  // A link is a new beginning.
  house.call("follow", {"text=She+went+to+the+market"});
  CHECK(house.call("state")["undo"].is_null());
}

TEST_CASE("undo: any walk through deeds goes back to where it began and forth again", "[undo]") {
  House house;
  OPEN_OR_SKIP(house);
  std::mt19937 random(11);
  const auto upto = [&](int n) { return std::uniform_int_distribution<int>(0, n)(random); };
  const char* texts[] = {"I love pizza", "The cat sat", "", "It is what it is because it was", "🙂 and 🙂"};
  for (int round = 0; round < 20; ++round) {
    const Json lessons = house.call("lessons");
    const Json& lesson = lessons[static_cast<std::size_t>(upto(static_cast<int>(lessons.size()) - 1))];
    const Json& step = lesson["steps"][static_cast<std::size_t>(upto(static_cast<int>(lesson["steps"].size()) - 1))];
    // A link is a new beginning, also where the walk before was in the same step.
    house.call("follow", {"lesson=" + lesson["id"].get<std::string>() + "&step=" + step["id"].get<std::string>()});
    std::vector<app::State> states{house.theatre.state()};
    for (int i = 0; i < 12; ++i) {
      house.now += 5;
      const auto size = static_cast<int>(house.theatre.trace().size());
      switch (upto(7)) {
        case 0:
          house.reply("setText", {texts[upto(4)]});
          break;
        case 1:
          house.reply("select", {{{"token", upto(size)}}});
          break;
        case 2:
          house.reply("set", {{{"scale", upto(1) == 1}}});
          break;
        case 3:
          house.reply("set", {{{"mask", upto(1) == 1 ? "causal" : "none"}}});
          break;
        case 4:
          house.reply("answer", {0});
          break;
        case 5:
          house.reply("guess", {0, upto(100)});
          break;
        case 6:
          house.reply("set", {{{"headsOff", {{0, upto(1)}}}}});
          break;
        default:
          house.reply("restart");
          break;
      }
      if (app::change_between(states.back(), house.theatre.state()).kind != app::Change::Kind::nothing) {
        states.push_back(house.theatre.state());
      }
    }
    const auto same = [&](const app::State& state) {
      return app::change_between(state, house.theatre.state()).kind == app::Change::Kind::nothing;
    };
    // A text that is put back to what it was just before counts as undone: the walk may be shorter than the deeds.
    std::size_t steps = 0;
    while (!house.call("state")["undo"].is_null()) {
      undo(house);
      ++steps;
    }
    CHECK(steps < states.size());
    CHECK(same(states.front()));
    for (; steps > 0; --steps) redo(house);
    CHECK(same(states.back()));
  }
}
