// The cocktail party: what it prints is what the look-up's trace holds, with any number of voices, at every size.
#include "scenes/party/party.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "gfx/shapes.hpp"
#include "scenes/kit/order.hpp"
#include "scenes/labels.hpp"
#include "scenes/party/props.hpp"
#include "trace/ledger.hpp"
#include "trace/share.hpp"

using namespace theatre;
using namespace theatre::scenes;
using test::find_label;
using test::find_spot;

namespace {

struct Size {
  Screen screen;
  Rect canvas, scene;
};
const Size sizes[] = {
    {Screen::wide, {0, 0, 904, 800}, {24, 84, 848, 556}},
    {Screen::phone, {0, 0, 360, 606}, {0, 30, 360, 560}},
    {Screen::projector, {0, 0, 1920, 1080}, {80, 130, 1760, 780}},
    {Screen::wide, {0, 0, 1480, 1080}, {24, 84, 1424, 836}},
};

const std::vector<std::pair<std::string, std::string>> talk = {
    {"your friend", "Did you see the movie we talked about last week, when we were on the way home from the sea?"},
    {"a voice with a title that is far too long for any place that it could ever be put in a room", "Hm"},
    {"الموسيقى من مكبرات الصوت", "بوم بوم بوم"},
    {"遠くから聞こえる音楽がとても大きい", "ブンブンブンブンブンブンブンブンブンブンブンブンブンブン"},
    {"nobody", ""},
    {"loud music", "Boom, boom, boom"},
    {"the bartender", "What can I get you?"},
    {"strangers on money", "The stock market crashed"},
    {"people who have far too much to say about themselves", "I, I, I"},
    {"a friend at the bar of the hotel that stands beside the station", "Here"},
};

// A look-up of `count` voices whose scores follow from a seed.
trace::Trace room_of(int count, float temperature = 0.3F) {
  trace::Trace trace;
  trace.tokens.push_back({"my friend", 0, 9, trace::TokenKind::word, "What you ask for."});
  auto parameters = std::make_shared<trace::HeadParameters>();
  parameters->value_names = {"movie", "week", "boom", "incomprehensibilities", "home"};
  const auto size = static_cast<Eigen::Index>(count + 1);
  trace::Head head;
  head.temperature = temperature;
  head.products = trace::Matrix::Zero(size, size);
  head.weights = trace::Matrix::Zero(size, size);
  head.v = trace::Matrix::Zero(size, 5);
  unsigned seed = 7;
  for (int i = 1; i <= count; ++i) {
    const auto& [title, said] = talk[static_cast<std::size_t>(i - 1) % talk.size()];
    trace.tokens.push_back({title, 0, 0, trace::TokenKind::word, said});
    seed = seed * 1664525U + 1013904223U;
    head.products(0, i) = static_cast<float>(seed >> 8U) / 16777216.0F;
    head.weights(0, i) = std::exp(head.products(0, i) / temperature);
    head.v(i, i % 5) = 1;
  }
  if (count > 0) head.weights.row(0) /= head.weights.row(0).sum();
  head.scores = head.products;
  head.output = head.weights * head.v;
  head.parameters = parameters;
  trace::Step step;
  step.kind = trace::StepKind::attention;
  step.layer = 0;
  step.heads.push_back(std::move(head));
  trace.steps.push_back(std::move(step));
  return trace;
}

SceneInput input_for(const trace::Trace& trace, const Size& size, int step = 5) {
  SceneInput input;
  input.trace = &trace;
  input.step = step;
  input.reveal = step < 4 ? 0.0F : 1.0F;
  input.screen = size.screen;
  input.canvas = size.canvas;
  input.scene = size.scene;
  return input;
}

}  // namespace

TEST_CASE("party: percents are the row's, add up to 100, and each is on its voice", "[scenes][party]") {
  for (const int count : {1, 2, 5, 8, 20}) {
    const trace::Trace trace = room_of(count);
    const auto& head = *trace::find_head(trace, 0, 0);
    const auto percents = trace::percents(head.weights.row(0));
    for (const Size& size : sizes) {
      const Picture picture = party(input_for(trace, size));
      int sum = 0;
      for (int i = 1; i <= count; ++i) {
        INFO(count << " voices, " << size.scene.w << " px, voice " << i);
        const std::string id = std::to_string(i);
        const Label* percent = find_label(picture, "percent:" + id);
        REQUIRE(percent != nullptr);
        CHECK(percent->text == trace::percent_text(percents[static_cast<std::size_t>(i)]));
        sum += percents[static_cast<std::size_t>(i)];
        const HotSpot* voice = find_spot(picture, "voice:" + id);
        REQUIRE(voice != nullptr);
        CHECK(voice->value == static_cast<double>(head.weights(0, i)));
        CHECK(voice->action == "explain");
        CHECK(find_spot(picture, "share:" + id)->value == voice->value);
      }
      CHECK(sum == 100);
    }
  }
}

TEST_CASE("party: no label lies over another at any step, and hot spots stay inside", "[scenes][party]") {
  for (const int count : {0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 20}) {
    const trace::Trace trace = room_of(count);
    for (const Size& size : sizes) {
      for (int step = 0; step <= 5; ++step) {
        for (const Theme theme : {Theme::dark, Theme::light}) {
          SceneInput input = input_for(trace, size, step);
          input.theme = theme;
          const Picture picture = party(input);
          INFO(count << " voices, " << size.scene.w << " px, step " << step);
          CHECK(test::first_overlap(picture) == "");
          CHECK(test::first_over_paint(picture) == "");
          CHECK(gfx::paint_runs(picture).size() <= 2);
          for (const HotSpot& spot : picture.hotspots) {
            INFO(spot.id);
            CHECK(spot.rect.x >= size.scene.x - 1);
            CHECK(spot.rect.x + spot.rect.w <= size.scene.x + size.scene.w + 1);
            CHECK(spot.rect.y >= size.scene.y - 1);
            CHECK(spot.rect.y + spot.rect.h <= size.scene.y + size.scene.h + 1);
          }
          CHECK(picture.figures.size() <= 32);
        }
      }
    }
  }
}

TEST_CASE("party: all voices are equally dim until softmax; the loud grow before the quiet fade", "[scenes][party]") {
  const trace::Trace trace = room_of(5);
  const auto& head = *trace::find_head(trace, 0, 0);
  for (const int step : {0, 1, 2, 3}) {
    const Picture picture = party(input_for(trace, sizes[0], step));
    for (const RingSource& voice : picture.rings.voices) CHECK(voice.weight == picture.rings.voices[0].weight);
    for (const Label& label : picture.labels) CHECK(label.id.rfind("percent:", 0) == std::string::npos);
    CHECK((find_label(picture, "voice:1") != nullptr) == (step >= 1));
  }
  SceneInput half = input_for(trace, sizes[0], 4);
  half.step_move = 0.5F;
  const Picture amplified = party(half);
  for (int i = 1; i <= 5; ++i) {
    const float light = amplified.rings.voices[static_cast<std::size_t>(i - 1)].weight;
    if (head.weights(0, i) >= 0.2F) {
      CHECK(std::abs(light - head.weights(0, i)) < 1e-6F);
    } else {
      CHECK(light == party(input_for(trace, sizes[0], 0)).rings.voices[0].weight);
      CHECK(find_label(amplified, "percent:" + std::to_string(i)) == nullptr);
    }
  }
}

TEST_CASE("party: things are ordered by their keys, equal ones as they came", "[scenes][party]") {
  CHECK(ascending({}).empty());
  CHECK(ascending({3, 1, 2, 1, 3}) == std::vector<std::size_t>{1, 3, 2, 0, 4});
}

TEST_CASE("party: scores are printed as the ledger prints them", "[scenes][party]") {
  const trace::Trace trace = room_of(5);
  const auto& head = *trace::find_head(trace, 0, 0);
  for (const int step : {2, 3}) {
    const Picture picture = party(input_for(trace, sizes[0], step));
    for (int i = 1; i <= 5; ++i)
      CHECK(find_label(picture, "score:" + std::to_string(i))->text == trace::shown(head.scores(0, i)));
  }
}

TEST_CASE("party: what is heard is the output, word by word", "[scenes][party]") {
  const trace::Trace trace = room_of(5);
  const auto& head = *trace::find_head(trace, 0, 0);
  for (const Size& size : sizes) {
    const Picture picture = party(input_for(trace, size));
    for (int c = 0; c < 5; ++c) {
      const HotSpot* word = find_spot(picture, "hear:" + std::to_string(c));
      REQUIRE(word != nullptr);
      CHECK(word->value == static_cast<double>(head.output(0, c)));
      CHECK(word->action == "explain-output");
    }
  }
  CHECK(find_spot(party(input_for(trace, sizes[0], 4)), "hear:0") == nullptr);
}

TEST_CASE("party: the words of a title tell who stands there", "[scenes][party]") {
  CHECK(prop_of("loud music") == Prop::speaker);
  CHECK(prop_of("the Bartender") == Prop::bar);
  CHECK(prop_of("strangers, on money") == Prop::pair);
  CHECK(prop_of("your friend") == Prop::figure);
  CHECK(prop_of("a barber") == Prop::figure);  // whole words only
  CHECK(prop_of("بوم") == Prop::figure);
  CHECK(prop_of("") == Prop::figure);
  for (const Prop prop : {Prop::figure, Prop::pair, Prop::speaker, Prop::bar}) {
    for (const float room : {20.0F, 60.0F, 400.0F}) {
      const Rect box = prop_box(prop, 100, 300, 112, room);
      CHECK(box.w <= room);
      CHECK((box.w == 0 || box.y >= 300 - 112));
    }
  }
}

TEST_CASE("party: the sentence and the words add up to what the trace holds", "[scenes][party]") {
  for (const int count : {1, 3, 5, 20}) {
    const trace::Trace trace = room_of(count);
    const auto& head = *trace::find_head(trace, 0, 0);
    for (const Size& size : sizes) {
      INFO(count << " voices, " << size.scene.w << " px");
      const Picture picture = party(input_for(trace, size));
      int sum = 0;
      int named = 0;
      for (const Label& label : picture.labels) {
        const bool share = label.id.rfind("hear:share:", 0) == 0;
        if (share || label.id == "hear:others")
          sum += std::stoi(label.text.substr(label.text.find_first_of("0123456789")));
        named += share ? 1 : 0;
      }
      CHECK(sum == 100);
      if (count > 1) CHECK(named >= 2);
      for (int c = 0; c < 5; ++c) {
        const Label* heard = find_label(picture, "heard:" + std::to_string(c));
        if (heard != nullptr) CHECK(heard->text == trace::shown(head.output(0, c)));
      }
    }
  }
}

TEST_CASE("party: before the mix a word opens the value of the voice that says it", "[scenes][party]") {
  const trace::Trace trace = room_of(5);
  const auto& head = *trace::find_head(trace, 0, 0);
  for (const int step : {0, 3, 4}) {
    const Picture picture = party(input_for(trace, sizes[0], step));
    for (int c = 0; c < 5; ++c) {
      const HotSpot* said = find_spot(picture, "said:" + std::to_string(c));
      REQUIRE(said != nullptr);
      REQUIRE(said->quantity.has_value());
      CHECK(said->quantity->kind == trace::Quantity::Kind::v);
      CHECK(said->value == static_cast<double>(head.v(said->quantity->row, c)));
      CHECK(find_label(picture, "heard:" + std::to_string(c)) == nullptr);
    }
  }
}

TEST_CASE("party: before the guess nobody is louder than another, and no number shows", "[scenes][party]") {
  const trace::Trace trace = room_of(5);
  SceneInput input = input_for(trace, sizes[0], 4);
  input.reveal = 0;
  const Picture picture = party(input);
  for (const RingSource& voice : picture.rings.voices) CHECK(voice.weight == picture.rings.voices[0].weight);
  for (const Label& label : picture.labels) CHECK(label.text.find('%') == std::string::npos);
  CHECK(find_label(picture, "voice:1") != nullptr);
}

TEST_CASE("party: no trace, nobody in the room, nothing found", "[scenes][party]") {
  CHECK(party({}).figures.size() == 1);
  trace::Trace nothing = room_of(3);
  nothing.steps[0].heads[0].weights.setZero();
  nothing.steps[0].heads[0].output.setZero();
  const Picture picture = party(input_for(nothing, sizes[0]));
  CHECK(find_label(picture, "hear") == nullptr);
  CHECK(find_label(picture, "percent:1")->text == "0 %");
}
