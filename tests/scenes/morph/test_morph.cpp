// From the stage to the matrix: it begins as the stage, ends as the weights, and goes from one to the other without a
// jump.
#include "scenes/morph/morph.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <map>
#include <string>

#include "scenes/spotlight/spotlight.hpp"
#include "scenes/stage_trace.hpp"

using namespace theatre;
using namespace theatre::scenes;
using test::split;
using test::stage_trace;

namespace {

SceneInput input_for(const trace::Trace& trace, float dial, Screen screen = Screen::wide) {
  SceneInput input;
  input.trace = &trace;
  input.row.token = static_cast<int>(trace.size()) / 2;
  input.dial = dial;
  input.screen = screen;
  if (screen == Screen::phone) {
    input.canvas = {0, 0, 360, 470};
    input.scene = {0, 30, 360, 424};
  }
  return input;
}

const HotSpot* spot(const Picture& picture, const std::string& id) {
  const auto found =
      std::find_if(picture.hotspots.begin(), picture.hotspots.end(), [&](const HotSpot& s) { return s.id == id; });
  return found != picture.hotspots.end() ? &*found : nullptr;
}

}  // namespace

TEST_CASE("the morph begins as the stage", "[scenes][morph]") {
  const trace::Trace trace = stage_trace(split("The cat sat on the mat because it was tired"), 5, 5);
  const SceneInput input = input_for(trace, 0);
  const Picture stage = spotlight(input), start = morph(input);
  REQUIRE(start.figures.size() == stage.figures.size());
  CHECK(start.paints.empty());
  CHECK(start.hotspots == stage.hotspots);
  for (std::size_t i = 0; i < start.labels.size(); ++i) CHECK(start.labels[i].id == stage.labels[i].id);
}

TEST_CASE("the matrix has a cell for every pair, whose value is the weight", "[scenes][morph]") {
  const trace::Trace trace = stage_trace(split("The cat sat on the mat because it was tired"), 5, 5);
  const trace::Matrix& weights = trace.steps[0].heads[0].weights;
  for (const Screen screen : {Screen::wide, Screen::phone}) {
    const SceneInput input = input_for(trace, 1, screen);
    const Picture picture = morph(input);
    for (int row = 0; row < static_cast<int>(trace.size()); ++row) {
      CHECK(spot(picture, "word:" + std::to_string(row))->action == "select");
      double column_sum = 0;
      for (int column = 0; column < static_cast<int>(trace.size()); ++column) {
        const HotSpot* cell = spot(picture, "cell:light:" + std::to_string(row) + ":" + std::to_string(column));
        REQUIRE(cell != nullptr);
        CHECK(cell->value == static_cast<double>(weights(row, column)));
        CHECK(cell->quantity->row == row);
        CHECK(cell->quantity->col == column);
        CHECK(cell->rect.x >= input.scene.x);
        CHECK(cell->rect.x + cell->rect.w <= input.scene.x + input.scene.w);
        CHECK(cell->rect.y + cell->rect.h <= input.scene.y + input.scene.h);
        column_sum += static_cast<double>(weights(column, row));
      }
      const HotSpot* heading = spot(picture, "column:" + std::to_string(row));
      REQUIRE(heading != nullptr);
      CHECK_THAT(heading->value, Catch::Matchers::WithinAbs(column_sum, 1e-5));
    }
    CHECK(picture.lamps.back().power == 0);
    CHECK(picture.beams.empty());
  }
}

TEST_CASE("nothing jumps on the way from the stage to the matrix", "[scenes][morph]") {
  const trace::Trace trace =
      stage_trace(split("My grandmother who lives in a small village sends me a postcard every week"), 5, 5);
  std::map<std::string, Point> before;
  std::map<int, Point> feet;
  for (int step = 0; step <= 400; ++step) {
    const Picture picture = morph(input_for(trace, static_cast<float>(step) / 400));
    for (const Label& label : picture.labels) {
      const auto found = before.find(label.id);
      if (found != before.end()) {
        INFO(label.id << " at " << step);
        CHECK(std::hypot(label.x - found->second.x, label.y - found->second.y) < 14);
      }
      before[label.id] = {label.x, label.y};
    }
    std::map<int, Point> now;
    for (const Figure& figure : picture.figures) {
      if (!figure.body || !(figure.light > 0)) continue;
      now[figure.token] = {figure.x, figure.foot};
      const auto found = feet.find(figure.token);
      if (found != feet.end()) CHECK(std::hypot(figure.x - found->second.x, figure.foot - found->second.y) < 14);
    }
    feet = now;
    CHECK(picture.figures.size() <= 96);
  }
}

TEST_CASE("a guess is not given away by the matrix, nor a text without a head made into one", "[scenes][morph]") {
  const trace::Trace trace = stage_trace(split("I love pizza"), 5, 5);
  SceneInput input = input_for(trace, 1);
  input.guessing = true;
  input.reveal = 0;
  for (const Label& label : morph(input).labels) CHECK(label.text.find('%') == std::string::npos);
  for (const HotSpot& named : morph(input).hotspots) CHECK(named.label.find('%') == std::string::npos);
  input = input_for(trace, 1);
  input.row.head = 7;
  CHECK(morph(input).paints.empty());
  for (const std::string& text : {std::string("Hi"), std::string("猫 は 疲れて いた")}) {
    const trace::Trace other = stage_trace(split(text), 1, 2);
    CHECK(spot(morph(input_for(other, 1)), "cell:light:0:0") != nullptr);
  }
  const trace::Trace many = stage_trace(std::vector<std::string>(200, "buffalo"), 1, 0);
  CHECK(morph(input_for(many, 1)).hotspots.size() < 200);
}
