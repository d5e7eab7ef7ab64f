// Traces of shapes that no model of the page has yet, masks of one's own, and what a click costs.
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <deque>
#include <memory>
#include <string>

#include "model/model.hpp"
#include "support/house.hpp"
#include "trace/bytes.hpp"

namespace {

using namespace theatre;
using test::House;
using test::Json;

// A page whose worker answers long texts with any Trace.
struct Page {
  std::deque<Json> jobs;
  std::string error;
  app::Theatre theatre{surroundings()};

  app::Surroundings surroundings() {
    app::Surroundings around;
    around.now = [] { return 0.0; };
    around.emit = [this](std::string_view name, const std::string& json) {
      if (name == "error") error = json;
    };
    around.request_frame = [] {};
    around.statistics = [] { return app::Statistics{}; };
    around.compute = [this](const std::string& job) { jobs.push_back(Json::parse(job)); };
    return around;
  }
  Json reply(std::string_view name, const Json& arguments = Json::array()) {
    return Json::parse(theatre.call(name, arguments.dump()), nullptr, false);
  }
  void show(const trace::Trace& trace) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + " ";
    reply("setText", {text + std::to_string(jobs.size())});
    REQUIRE_FALSE(jobs.empty());
    const auto bytes = trace::to_bytes(trace);
    auto* copy = static_cast<std::uint8_t*>(std::malloc(bytes.size()));
    std::memcpy(copy, bytes.data(), bytes.size());
    theatre.receive(jobs.back()["serial"], app::Bytes(copy), bytes.size(), true);
    for (int i = 0; i < 50 && theatre.reading(); ++i) theatre.advance(0);
    INFO(error);
    REQUIRE(error == "");
    REQUIRE_FALSE(theatre.waits());
    REQUIRE(theatre.trace().text == trace.text);
  }
};

constexpr const char* tired = "The cat sat on the mat because it was tired";

trace::Trace without_heads() {
  trace::Trace trace = *model::make_glass_box()->forward(tired, {});
  for (auto& step : trace.steps) {
    if (step.kind == trace::StepKind::attention) step.kind = trace::StepKind::recurrent;
    step.heads.clear();
  }
  return trace;
}

Json rows_of(std::size_t rows, std::size_t columns) {
  Json out = Json::array();
  for (std::size_t i = 0; i < rows; ++i) out.push_back(std::vector<int>(columns, 1));
  return out;
}

}  // namespace

TEST_CASE("app: a Trace without heads is shown like any other; what needs a head says so", "[safe]") {
  Page page;
  page.reply("init", {{{"lessons", Json::parse(test::lessons_text().empty() ? "[]" : test::lessons_text())}}});
  page.show(without_heads());
  const Json state = page.reply("state")["value"];
  CHECK(state["layer"].is_null());
  CHECK(state["head"].is_null());
  CHECK(state["headName"] == "");
  CHECK(page.reply("row")["value"].is_null());
  CHECK(page.reply("heads")["value"].empty());
  CHECK(page.reply("trace")["value"]["heads"].empty());
  for (const char* name : {"ledger", "hotspots", "challenge", "models", "resumes", "sideBySide", "maps", "link"}) {
    INFO(name);
    CHECK(page.reply(name).contains("value"));
  }
  CHECK(page.reply("find", {{{"from", 1}, {"to", 2}}})["value"]["heads"].empty());
  CHECK(page.reply("select", {{{"token", 3}}}).contains("value"));
  CHECK(page.theatre.view().row == 3);
  CHECK(page.reply("select", {{{"layer", 0}, {"head", 0}}}).contains("error"));
  CHECK(page.reply("select", {{{"name", "verb-subject"}}}).contains("error"));
  CHECK(page.reply("set", {{{"turn", {{"side", "key"}, {"token", 1}, {"to", {1}}}}}}).contains("error"));
  for (const char* stage : {"embed", "qkv", "qkt", "scale", "softmax", "mix"}) {
    page.reply("stage", {stage});
    page.theatre.picture();
  }
  const Json residual = {{"kind", "residual"}, {"row", 2}, {"col", 0}, {"step", 1}};
  CHECK(page.reply("open", Json::array({residual})).contains("value"));
  CHECK(page.reply("undo").contains("value"));
  page.reply("setText", {tired});
  CHECK(page.reply("state")["value"]["layer"].is_number());
}

TEST_CASE("app: every step of the course bears a Trace without heads", "[safe]") {
  if (test::lessons_text().empty()) SKIP("lessons.json was not built: node is missing");
  Page page;
  page.reply("init", {{{"lessons", Json::parse(test::lessons_text())}}});
  const auto trace = without_heads();
  for (const Json& lesson : page.reply("lessons")["value"]) {
    for (const Json& step : lesson["steps"]) {
      INFO(lesson["id"] << "/" << step["id"]);
      page.reply("go", {{{"lesson", lesson["id"]}, {"step", step["id"]}}});
      if (page.theatre.scene().second.kind == scenes::SecondText::Kind::cards) continue;
      const std::string model = page.reply("state")["value"]["step"]["model"];
      if (model == "friends" || !page.jobs.empty()) page.jobs.clear();
      page.reply("setText", {std::string(60, 'a') + " " + std::string(200, ' ') + "b"});
      std::string text;
      for (int i = 0; i < 60; ++i) text += "word ";
      page.reply("setText", {text});
      if (page.jobs.empty()) continue;  // a model that is always computed here
      page.jobs.clear();
      page.show(trace);
      CHECK(page.reply("state").contains("value"));
      page.reply("reveal");
      page.theatre.picture();
      CHECK(page.reply("state").contains("value"));
    }
  }
}

TEST_CASE("app: a mask of one's own goes all the way, and a wrong one is refused in a sentence", "[safe]") {
  House house;
  OPEN_OR_SKIP(house);
  const auto size = house.theatre.trace().size();
  Json rows = rows_of(size, size);
  const int it = trace::find_token(house.theatre.trace(), "it"), cat = trace::find_token(house.theatre.trace(), "cat");
  CHECK(house.theatre.head().weights(it, cat) > 0.4F);
  rows[static_cast<std::size_t>(it)][static_cast<std::size_t>(cat)] = 0;
  house.call("set", {{{"mask", "custom"}, {"custom", rows}}});
  CHECK(house.theatre.head().weights(it, cat) == 0);
  CHECK(house.call("state")["switches"]["mask"] == "custom");
  CHECK(house.call("state")["switches"]["custom"].size() == size);
  CHECK(house.call("state")["notes"].empty());
  // The same rows as they are told.
  const Json told = house.call("state")["switches"]["custom"];
  house.call("set", {{{"mask", "none"}}});
  CHECK(house.theatre.head().weights(it, cat) > 0.4F);
  CHECK_FALSE(house.call("state")["switches"].contains("custom"));
  house.call("set", {{{"mask", "custom"}}});  // the one from before
  CHECK(house.theatre.head().weights(it, cat) == 0);
  CHECK(house.call("state")["switches"]["custom"] == told);
  house.call("undo");
  CHECK(house.theatre.head().weights(it, cat) > 0.4F);

  House other;
  other.open();
  CHECK_FALSE(other.error("set", {{{"mask", "custom"}}}).empty());
  Json ragged = rows_of(3, 3);
  ragged[1].push_back(1);
  Json numbers = rows_of(3, 3);
  numbers[0][0] = 7;
  for (const Json& wrong : {rows_of(3, 4), ragged, numbers, Json::array(), Json(5), Json("111"), rows_of(2000, 2000)}) {
    const std::string sentence = other.error("set", {{{"mask", "custom"}, {"custom", wrong}}});
    CHECK(sentence.back() == '.');
    CHECK(other.call("state")["switches"]["mask"] == "none");
  }
  // Square, but for another text: it is left out, and the notes say so.
  other.call("set", {{{"mask", "custom"}, {"custom", rows_of(3, 3)}}});
  CHECK_FALSE(other.call("state")["notes"].empty());
}

TEST_CASE("app: a mask of one's own reaches the worker", "[safe]") {
  Page page;
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word ";
  page.reply("setText", {text});
  page.jobs.clear();
  page.reply("set", {{{"mask", "custom"}, {"custom", rows_of(62, 62)}}});
  REQUIRE(page.jobs.size() == 1);
  CHECK(page.jobs[0].dump().find(std::string(62, '1')) != std::string::npos);
}

TEST_CASE("app: a click makes the state's JSON once, the row's once, and a frame makes none", "[announcer]") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("reveal");
  house.now += 9;
  house.theatre.advance(house.now);
  using app::Announcer;
  const auto& made = house.theatre.announcer();
  const auto count = [&](Announcer::Topic topic, auto&& act) {
    const long before = made.made(topic);
    act();
    return made.made(topic) - before;
  };
  // What the page does for a click: the action, and the news of it.
  const auto click = [&] { house.call("activate", {"word:3"}); };
  const long events = house.count("state");
  CHECK(count(Announcer::state, click) == 1);
  CHECK(house.count("state") == events + 1);
  CHECK(count(Announcer::trace, [&] { house.call("activate", {"word:2"}); }) == 1);
  CHECK(count(Announcer::state, [&] { house.call("state"); }) == 0);  // as it was told
  CHECK(count(Announcer::trace, [&] { house.call("row"); }) == 0);
  CHECK(count(Announcer::trace, [&] { house.call("panel", {"numbers"}); }) == 0);  // the row is the same
  CHECK(count(Announcer::state, [&] {
          for (int i = 0; i < 100; ++i) house.theatre.advance(house.now += 0.016);
          house.call("hover", {"word:4"});
          house.call("scroll", {10});
        }) == 0);
  house.theatre.emit_picture();
  CHECK(count(Announcer::picture, [&] { house.theatre.emit_picture(); }) == 0);
}
