// The small parts: runs, axes, colours, number style.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "ui/kit/number_style.hpp"
#include "ui/kit/runs.hpp"
#include "ui/matrices/axis.hpp"
#include "ui/matrices/heat_map.hpp"

namespace theatre::ui {
namespace {

TEST_CASE("runs: a text keeps its code point, all codes are private use, and the table is bounded") {
  Runs runs;
  const unsigned a = runs.code("مرحبا");
  CHECK(a == Runs::first_code);
  CHECK(runs.code("it") == a + 1);
  CHECK(runs.code("مرحبا") == a);
  REQUIRE(runs.text(a) != nullptr);
  CHECK(*runs.text(a) == "مرحبا");
  CHECK(runs.text('A') == nullptr);
  for (std::size_t i = 0; i < 2 * Runs::area; ++i) {
    const unsigned code = runs.code("word" + std::to_string(i));
    CHECK((code == 0 || (code >= 0xE000 && code <= 0xF8FF)));
  }
  CHECK(runs.full());
  CHECK(runs.code("one more") == 0);
  runs.clear();
  CHECK_FALSE(runs.full());
  CHECK(runs.text(a) == nullptr);
}

TEST_CASE("axis: a position in a cell finds that cell, zoomed or not") {
  for (float factor : {1.0F, 3.0F, 10.0F}) {
    Axis axis{100, 200, 50, {factor, 0}};
    axis.zoom.offset = 20;
    axis.zoom.clamp(axis.count);
    for (int i = axis.first(); i <= axis.last(); ++i) {
      const float centre = axis.centre(i);
      if (centre < axis.begin || centre >= axis.begin + axis.length) continue;
      CHECK(axis.hit(centre) == i);
    }
    CHECK(axis.hit(99) == -1);
    CHECK(axis.hit(301) == -1);
  }
}

TEST_CASE("zoom: the held point stays, and the view never leaves the axis") {
  Zoom zoom;
  Axis axis{0, 100, 80, zoom};
  const int under = axis.hit(70);
  for (int i = 0; i < 12; ++i) axis.zoom.by(1.2F, 0.7F, axis.count, 8);
  CHECK(axis.hit(70) == under);
  CHECK(axis.zoom.factor <= 8);
  axis.zoom.move(1000, axis.count);
  CHECK(axis.last() == 79);
  axis.zoom.show(3, axis.count);
  CHECK(axis.first() <= 3);
  for (int i = 0; i < 40; ++i) axis.zoom.by(0.7F, 0.3F, axis.count, 8);
  CHECK(axis.zoom.factor == 1);
  CHECK(axis.zoom.offset == 0);
}

TEST_CASE("colours: the ends and the middle of the scales are the look's own") {
  core::Matrix values(1, 1);
  values << 1;
  HeatMap map;
  map.values = &values;
  map.limit = 2;
  const auto same = [](Colour a, Colour b) { return a.r == b.r && a.g == b.g && a.b == b.b; };
  for (const Palette* p : {&scenes::dark_palette, &scenes::light_palette}) {
    CHECK(same(heat_colour(map, -2, *p), p->signed_map[0]));
    CHECK(same(heat_colour(map, 0, *p), p->signed_map[2]));
    CHECK(same(heat_colour(map, 2, *p), p->signed_map[4]));
    CHECK(same(heat_colour(map, 1, *p), p->signed_map[3]));
    CHECK(same(heat_colour(map, 50, *p), p->signed_map[4]));
    map.weights = true;
    map.limit = 1;
    CHECK(same(heat_colour(map, 0, *p), p->weight_map[0]));
    CHECK(same(heat_colour(map, 1, *p), p->weight_map[4]));
    map.weights = false;
    map.limit = 2;
  }
}

TEST_CASE("numbers: signs and short forms") {
  CHECK(signed_number(3.06F) == "+3.06");
  CHECK(signed_number(-0.3F) == "−0.30");
  CHECK(signed_number(0) == "0.00");
  CHECK(signed_number(1e-5F) == "0.00");
  CHECK(short_number(2, 2) == "2");
  CHECK(short_number(5.657F, 2) == "5.66");
  CHECK(short_number(0.5F, 2) == "0.5");
  CHECK(short_number(-12.04F, 1) == "−12");
  CHECK(short_number(100, 0) == "100");
}

}  // namespace
}  // namespace theatre::ui
