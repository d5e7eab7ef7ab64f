// Every analogy draws every pass: two texts, rotary positions, no heads, weights alone.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "scenes/friends/friends.hpp"
#include "scenes/kit/words.hpp"
#include "scenes/library/library.hpp"
#include "scenes/panel/panel.hpp"
#include "scenes/party/party.hpp"
#include "scenes/spotlight/spotlight.hpp"
#include "support/passes.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {
namespace {

const Label* label_of(const Picture& picture, const std::string& id) {
  for (const Label& label : picture.labels) {
    if (label.id == id) return &label;
  }
  return nullptr;
}

const HotSpot* spot_of(const Picture& picture, const std::string& id) {
  for (const HotSpot& spot : picture.hotspots) {
    if (spot.id == id) return &spot;
  }
  return nullptr;
}

TEST_CASE("the words on the stage are those that are looked at, and the lamp names the one that asks") {
  const trace::Trace trace = test::cross_trace();
  SceneInput input;
  input.trace = &trace;
  input.row = {2, 0, 2};
  CHECK(words_on_stage(input).name == "source");
  CHECK(asking_word(input)->text == "cat");
  CHECK(asking_place(input) == -1);
  const Picture picture = spotlight(input);
  REQUIRE(label_of(picture, "word:4") != nullptr);
  CHECK(label_of(picture, "word:4")->text == "ici");
  CHECK(label_of(picture, "word:5") == nullptr);
  CHECK(label_of(picture, "lamp")->text == "cat");
  const trace::Head& head = *trace::find_head(trace, 2, 0);
  const auto percents = trace::percents(head.weights.row(2));
  for (int j = 0; j < 5; ++j) {
    const std::string place = std::to_string(j);
    CHECK(label_of(picture, "percent:" + place)->text == trace::percent_text(percents[static_cast<std::size_t>(j)]));
    CHECK(spot_of(picture, "word:" + place)->action == "explain");
    CHECK(spot_of(picture, "word:" + place)->value == static_cast<double>(head.weights(2, j)));
  }
  input.row = {0, 1, 4};  // a head of the source alone
  CHECK(asking_place(input) == 4);
  CHECK(spot_of(spotlight(input), "word:0")->action == "select");
}

Picture seated(SceneInput input) {
  for (const trace::Step& step : input.trace->steps) {
    for (const trace::Head& head : step.heads) {
      if (input.seats.size() < most_seats) input.seats.push_back({head.layer, head.index, head.name, "", "", 0, ""});
    }
  }
  return panel(input);
}

trace::Trace weights_alone(trace::Trace trace) {
  for (trace::Step& step : trace.steps) {
    step.out = {};
    for (trace::Head& head : step.heads) {
      head.q = head.k = head.v = head.products = head.scores = head.output = {};
      head.rotary.reset();
    }
  }
  return trace;
}

TEST_CASE("every analogy makes a picture of every pass, at every step and row") {
  const trace::Trace traces[] = {test::cross_trace(), test::rotary_trace(), test::recurrent_trace(),
                                 weights_alone(test::cross_trace())};
  for (const auto draw :
       {+[](const SceneInput& input) { return spotlight(input); },
        +[](const SceneInput& input) { return party(input); }, +[](const SceneInput& input) { return library(input); },
        +[](const SceneInput& input) { return friends(input); },
        +[](const SceneInput& input) { return seated(input); }}) {
    for (const trace::Trace& trace : traces) {
      for (int layer = 0; layer < 4; ++layer) {
        for (int row = -1; row < 6; ++row) {
          for (int step = 0; step < 6; ++step) {
            SceneInput input;
            input.trace = &trace;
            input.row = {layer, layer % 2, row};
            input.previous = AttentionRow{0, 0, 4 - row};
            input.move = 0.5F;
            input.step = step;
            input.screen = row % 2 == 0 ? Screen::phone : Screen::wide;
            for (const HotSpot& spot : draw(input).hotspots) CHECK_FALSE(spot.label.empty());
          }
        }
      }
    }
  }
}

TEST_CASE("without heads the words stand in the dark") {
  const trace::Trace trace = test::recurrent_trace();
  SceneInput input;
  input.trace = &trace;
  const Picture picture = spotlight(input);
  REQUIRE(label_of(picture, "word:3") != nullptr);
  CHECK(label_of(picture, "word:3")->text == "down");
  for (const Figure& figure : picture.figures) CHECK(figure.light == 0);
}

}  // namespace
}  // namespace theatre::scenes
