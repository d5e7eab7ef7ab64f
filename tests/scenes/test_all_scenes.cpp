// The table of scenes, and what every scene of it has to stand: walks the table, so a new line is tested by itself.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "scenes/scene.hpp"
#include "support/small_trace.hpp"

namespace theatre::scenes {
namespace {

struct Size {
  Screen screen;
  Rect canvas, scene;
};

std::vector<Size> sizes_of(const Scene& scene) {
  const float tall = scene.phone_height;
  return {{Screen::wide, {0, 0, 904, 800}, {24, 84, 848, 556}},
          {Screen::phone, {0, 0, 360, tall}, {0, 30, 360, tall - 46}},
          {Screen::projector, {0, 0, 1920, 1080}, {80, 130, 1760, 780}},
          {Screen::wide, {0, 0, 1, 1}, {0, 0, 1, 1}}};
}

struct Case {
  std::string name;
  trace::Trace trace;
};

trace::Trace without_heads() {
  trace::Trace trace = test::small_trace();
  for (trace::Step& step : trace.steps) step.heads.clear();
  return trace;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all = [] {
    test::SmallModel one, long_one;
    one.text = "it";
    for (int i = 0; i < 40; ++i) long_one.text += " Donaudampfschifffahrt 猫 مرحبا";
    return std::vector<Case>{{"nothing", {}},
                             {"no heads", without_heads()},
                             {"one word", test::small_trace(one)},
                             {"words", test::small_trace()},
                             {"many words", test::small_trace(long_one)}};
  }();
  return all;
}

// Every number that is drawn; each has to be one.
std::vector<double> numbers_of(const Picture& p) {
  std::vector<double> all{p.floor_y, p.zoom, p.drift, p.rim, p.scroll, p.scroll_max, p.scroll_snap, p.rings.phase};
  const auto add = [&](std::initializer_list<double> more) { all.insert(all.end(), more); };
  const auto add_rect = [&](const Rect& r) { add({r.x, r.y, r.w, r.h}); };
  for (const Rect& r : {p.bounds, p.card_rect, p.table.rect}) add_rect(r);
  for (const RingSource& v : p.rings.voices) add({v.x, v.y, v.weight});
  for (const Lamp& l : p.lamps) add({l.x, l.y, l.rail_y, l.power, l.ghost, l.size});
  for (const Beam& b : p.beams) add({b.from_x, b.from_y, b.weight, b.gain});
  for (const Figure& f : p.figures) add({f.x, f.foot, f.height, f.light, f.asks, f.opacity, f.gain});
  for (const Line& l : p.lines) add({l.x0, l.y0, l.x1, l.y1, l.thickness, l.opacity});
  for (const Box& b : p.boxes) {
    add_rect(b.rect);
    add({b.radius, b.opacity, b.edge});
  }
  for (const Paint& t : p.paints) {
    add_rect(t.rect);
    for (const auto* curve : {&t.a, &t.b}) {
      for (const Point& point : *curve) add({point.x, point.y});
    }
    add({t.radius, t.turn, t.edge, t.soft, t.from.opacity, t.to.opacity});
  }
  for (const Label& l : p.labels) add({l.x, l.y, l.size, l.opacity, l.angle});
  for (const HotSpot& h : p.hotspots) {
    add_rect(h.rect);
    add({h.value});
  }
  return all;
}

template <class Things>
std::string first_twice(const Things& things) {
  std::set<std::string> seen;
  for (const auto& thing : things) {
    if (!seen.insert(thing.id).second) return thing.id;
  }
  return {};
}

void check(const Picture& picture, std::size_t words) {
  for (const double number : numbers_of(picture)) {
    if (!std::isfinite(number)) FAIL("a number that is drawn is none");
  }
  CHECK(first_twice(picture.labels) == "");
  CHECK(first_twice(picture.hotspots) == "");
  CHECK(picture.figures.size() <= 96);
  for (const HotSpot& spot : picture.hotspots) {
    CHECK_FALSE(spot.id.empty());
    CHECK_FALSE(spot.label.empty());
    if (spot.action == "select") CHECK((spot.token >= 0 && static_cast<std::size_t>(spot.token) < words));
  }
}

TEST_CASE("the table: every scene has an id of its own, its folder's name, and says what the page writes", "[scenes]") {
  std::set<std::string> ids, folders;
  for (const Scene& scene : all_scenes()) {
    INFO(scene.id);
    CHECK(ids.insert(std::string(scene.id)).second);
    CHECK(find_scene(scene.id) == &scene);
    REQUIRE(scene.draw != nullptr);
    CHECK_FALSE(scene.first.label.empty());
    CHECK_FALSE(scene.second.label.empty());
    CHECK_FALSE(scene.asked.empty());
    CHECK(scene.phone_height >= 200);
    CHECK((scene.guess_step >= 0 && scene.guess_step <= 5));
    const bool cards = scene.second.kind == SecondText::Kind::cards;
    CHECK(cards == !scene.second.one.empty());
    CHECK(cards == !scene.second.many.empty());
    CHECK(cards == !scene.second.hint.empty());
    CHECK((scene.after_change.way > 0) == (scene.after_change.seconds > 0));
  }
  CHECK(find_scene("moon") == nullptr);
  CHECK(find_scene("") == nullptr);
  const std::filesystem::path home = std::filesystem::path(THEATRE_SOURCE_DIR) / "src/scenes";
  if (!std::filesystem::exists(home)) SKIP("the sources are not here");
  for (const auto& entry : std::filesystem::directory_iterator(home)) {
    if (!std::filesystem::exists(entry.path() / "scene.cpp")) continue;
    std::string name = entry.path().filename().string();
    for (char& c : name) c = c == '_' ? '-' : c;
    folders.insert(name);
  }
  CHECK(folders == ids);
}

TEST_CASE("every scene draws every trace on every screen, in finite numbers and with ids of its own", "[scenes]") {
  for (const Scene& scene : all_scenes()) {
    for (const Case& given : cases()) {
      for (const Size& size : sizes_of(scene)) {
        for (const Theme theme : {Theme::dark, Theme::light}) {
          for (int step = 0; step <= 5; ++step) {
            INFO(scene.id << ", " << given.name << ", screen " << static_cast<int>(size.screen) << " " << size.canvas.w
                          << ", step " << step);
            SceneInput input;
            input.trace = &given.trace;
            input.screen = size.screen;
            input.canvas = size.canvas;
            input.scene = size.scene;
            input.theme = theme;
            input.step = step;
            if (scene.needs_seats)
              input.seats = {{0, 0, "Head 0.0", "Who?", "", 0.5F, "Measured."}, {7, 7, "gone", "", "", {}, ""}};
            check(scene.draw(input), given.trace.size());
            input.guessing = true;
            input.reveal = 0;
            check(scene.draw(input), given.trace.size());
            // In the middle of every motion, of a row and a word that are not there.
            input.guessing = false;
            input.reveal = input.move = input.step_move = 0.4F;
            input.phase = scene.after_change.way / 2;
            input.previous = AttentionRow{0, 1, 0};
            input.row = {1, 2, 99};
            input.hover = input.column = 99;
            input.travel = false;
            check(scene.draw(input), given.trace.size());
          }
        }
      }
    }
    check(scene.draw({}), 0);  // without a trace at all
  }
}

TEST_CASE("light that is weights shows no share before softmax, and none while the learner guesses", "[scenes]") {
  const trace::Trace trace = test::small_trace();
  for (const Scene& scene : all_scenes()) {
    INFO(scene.id);
    SceneInput input;
    input.trace = &trace;
    input.row = {0, 0, 1};
    if (scene.needs_seats) input.seats = {{0, 0, "Head 0.0", "Who?", "", {}, ""}};
    input.guessing = true;
    input.reveal = 0;
    for (int step = 0; step <= scene.guess_step; ++step) {
      input.step = step;
      for (const Label& label : scene.draw(input).labels) {
        if (label.opacity > 0) CHECK_FALSE((label.id.starts_with("percent:") && label.text.ends_with("%")));
      }
    }
  }
}

}  // namespace
}  // namespace theatre::scenes
