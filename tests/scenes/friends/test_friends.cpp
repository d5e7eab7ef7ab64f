// The friends scene: every figure on it is the trace's, and it can be read at every size.
#include "scenes/friends/friends.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "model/friends/friends.hpp"
#include "scenes/friends/lines.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/labels.hpp"
#include "trace/share.hpp"

using namespace theatre;
using namespace theatre::scenes;
using test::find_label;

namespace {

struct Size {
  const char* name;
  Screen screen;
  Rect canvas, scene;
};

const std::array<Size, 4> sizes = {{{"phone", Screen::phone, {0, 0, 360, 570}, {0, 30, 360, 524}},
                                    {"desk", Screen::wide, {0, 0, 904, 800}, {24, 84, 848, 556}},
                                    {"large", Screen::wide, {0, 0, 1480, 1080}, {24, 84, 1424, 836}},
                                    {"projector", Screen::projector, {0, 0, 1920, 1080}, {80, 130, 1808, 780}}}};

SceneInput input_for(const trace::Trace& trace, const Size& size, int step) {
  SceneInput input;
  input.trace = &trace;
  input.row = {0, 0, 1};
  input.step = step;
  input.reveal = step >= 4 ? 1 : 0;
  input.canvas = size.canvas;
  input.scene = size.scene;
  input.screen = size.screen;
  return input;
}

std::string first_overlap(const Picture& picture) {
  const auto side = [](const Label& l) {
    const float w = estimate_width(l.text, l.font, l.size, l.weight);
    return std::array<float, 2>{l.align < 0 ? l.x : l.x - w / 2, l.align < 0 ? l.x + w : l.x + w / 2};
  };
  for (std::size_t i = 0; i < picture.labels.size(); ++i) {
    for (std::size_t j = i + 1; j < picture.labels.size(); ++j) {
      const Label& a = picture.labels[i];
      const Label& b = picture.labels[j];
      const auto p = side(a), q = side(b);
      if (p[0] < q[1] && q[0] < p[1] && a.y - 0.42F * a.size < b.y + 0.42F * b.size &&
          b.y - 0.42F * b.size < a.y + 0.42F * a.size) {
        return a.id + " “" + a.text + "” and " + b.id + " “" + b.text + "”";
      }
    }
  }
  return {};
}

}  // namespace

TEST_CASE("labels of the friends never overlap and stay in the scene", "[scenes][friends]") {
  for (const Size& size : sizes) {
    for (const float temperature : {0.1F, 1.0F}) {
      model::Switches switches;
      switches.temperature = temperature;
      const auto trace = model::make_friends()->forward("", switches);
      for (int step = 0; step <= 5; ++step) {
        for (int asks = 0; asks < 5; ++asks) {
          SceneInput input = input_for(*trace, size, step);
          input.row.token = asks;
          const Picture picture = friends(input);
          INFO(size.name << ", step " << step << ", " << asks << " asks, temperature " << temperature);
          CHECK(first_overlap(picture) == "");
          for (const Label& label : picture.labels) {
            INFO(label.id << " " << label.text);
            CHECK(label.y < size.scene.y + size.scene.h);
            if (size.screen == Screen::projector) CHECK(label.size >= 24);
          }
          for (const HotSpot& spot : picture.hotspots) {
            INFO(spot.id);
            CHECK(spot.rect.x >= size.scene.x - 1);
            CHECK(spot.rect.x + spot.rect.w <= size.scene.x + size.scene.w + 1);
            CHECK(spot.rect.y >= size.scene.y - 1);
            CHECK(spot.rect.y + spot.rect.h <= size.scene.y + size.scene.h + 1);
          }
        }
      }
    }
  }
}

TEST_CASE("every figure among the friends is the trace's", "[scenes][friends]") {
  const auto trace = model::make_friends()->forward("She went to the market", {});
  const trace::Head& head = *trace::find_head(*trace, "friends");
  for (const Size& size : sizes) {
    for (int step = 0; step <= 5; ++step) {
      const Picture picture = friends(input_for(*trace, size, step));
      INFO(size.name << ", step " << step);
      int sum = 0;
      for (const Label& label : picture.labels) {
        if (label.id.rfind("percent:", 0) == 0) sum += std::stoi(label.text);
      }
      CHECK(sum == (step >= 4 ? 100 : 0));
      for (int i = 0; i < 5; ++i) {
        for (int c = 0; c < 4; ++c) {
          const Label* number = find_label(picture, "number:" + std::to_string(i) + ":" + std::to_string(c));
          REQUIRE(number != nullptr);
          CHECK(number->text == trace::shown(head.q(i, c)));
        }
        const Label* score = find_label(picture, "score:" + std::to_string(i));
        REQUIRE((score != nullptr) == (step >= 2));
        if (score != nullptr) CHECK(score->text == trace::shown(step == 2 ? head.products(1, i) : head.scores(1, i)));
      }
      for (int c = 0; c < 4; ++c) {
        const Label* output = find_label(picture, "output:" + std::to_string(c));
        REQUIRE((output != nullptr) == (step == 5));
        if (output != nullptr) CHECK(output->text == trace::shown(head.output(1, c)));
      }
      for (const HotSpot& spot : picture.hotspots) {
        if (spot.action != "explain") continue;
        INFO(spot.id);
        REQUIRE(spot.quantity);
        const auto value = trace::value_of(*trace, *spot.quantity);
        REQUIRE(value);
        CHECK(spot.value == static_cast<double>(*value));
      }
    }
  }
}

TEST_CASE("the arithmetic is complete at the end, and about the chosen friend", "[scenes][friends]") {
  const auto trace = model::make_friends()->forward("She went to the market", {});
  for (const Size& size : sizes) {
    SceneInput input = input_for(*trace, size, 5);
    const auto all = [&] {
      std::string text;
      for (const Label& label : friends(input).labels) {
        if (label.id.rfind("about:", 0) == 0 || label.id.rfind("line:", 0) == 0) text += label.text + " ";
      }
      return text;
    };
    INFO(size.name << ": " << all());
    CHECK(all().find("went · market") != std::string::npos);  // the strongest, where none is chosen
    CHECK(all().find("first number") != std::string::npos);   // the last line has found room
    CHECK(all().find("0.75") != std::string::npos);
    input.column = 0;
    CHECK(all().find("went · She") != std::string::npos);
  }
}

TEST_CASE("on a desk every line of the arithmetic has room, at any temperature", "[scenes][friends]") {
  for (const float temperature : {1.0F, 0.5F, 0.13F}) {
    model::Switches switches;
    switches.temperature = temperature;
    const auto trace = model::make_friends()->forward("", switches);
    for (const Size& size : {sizes[1], sizes[2]}) {
      const auto lines = friends_lines(*trace, *trace::find_head(*trace, "friends"), 1, 4, 5);
      INFO(size.name << ", temperature " << temperature);
      CHECK(find_label(friends(input_for(*trace, size, 5)), "about:" + std::to_string(lines.size() - 1)) != nullptr);
    }
  }
}

TEST_CASE("a line marks the share that everybody would have if all counted alike", "[scenes][friends]") {
  const auto trace = model::make_friends()->forward("", {});
  for (const Size& size : sizes) {
    CHECK(find_label(friends(input_for(*trace, size, 3)), "alike") == nullptr);
    const Picture picture = friends(input_for(*trace, size, 4));
    const Label* line = find_label(picture, "alike");
    REQUIRE(line != nullptr);
    CHECK(line->text.find("20 %") != std::string::npos);
  }
}

TEST_CASE("before the answer no friend's share shows", "[scenes][friends]") {
  const auto trace = model::make_friends()->forward("She went to the market", {});
  SceneInput input = input_for(*trace, sizes[1], 4);
  input.reveal = 0;
  for (const Label& label : friends(input).labels) CHECK(label.text.find('%') == std::string::npos);
  for (const HotSpot& spot : friends(input).hotspots) CHECK(spot.label.find('%') == std::string::npos);
  CHECK(friends(SceneInput{}).labels.empty());
  // Nor who fits best: nobody is framed, and no sum is worked out.
  input.guessing = true;
  input.column = 4;
  const Picture picture = friends(input);
  CHECK(find_label(picture, "line:0")->text.find("×") == std::string::npos);
  for (int i = 0; i < 5; ++i) CHECK(find_label(picture, "score:" + std::to_string(i)) == nullptr);
  std::size_t frames = 0;
  for (const Paint& paint : picture.paints) frames += paint.edge == 2 ? 1 : 0;
  CHECK(frames == 1);
}
