// Every analogy draws every pass: two texts, rotary positions, no heads, weights alone.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "scenes/kit/words.hpp"
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
