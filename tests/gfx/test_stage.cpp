// What the renderer hands to the graphics card, before any of it is GL.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "gfx/noise.hpp"
#include "gfx/shapes.hpp"
#include "gfx/stage_light.hpp"
#include "gfx/tiles.hpp"
#include "scenes/theme.hpp"

using namespace theatre;
using Catch::Matchers::WithinAbs;

namespace {

scenes::Picture stage() {
  scenes::Picture picture;
  picture.bounds = {0, 0, 904, 716};
  picture.lamps.push_back({604, 168, 120, 1, 0, 19});
  for (int i = 0; i < 12; ++i) {
    const auto x = static_cast<float>(48 + 70 * i);
    picture.figures.push_back({x, 505, 91, 0.05F, 0, i, 1});
    picture.beams.push_back({604, 168, i, 0.05F});
  }
  return picture;
}

}  // namespace

TEST_CASE("weights become light as the look says", "[gfx]") {
  CHECK(gfx::light_of_weight(0) == 0);
  CHECK(gfx::light_of_weight(-1) == 0);
  CHECK_THAT(gfx::light_of_weight(0.71F), WithinAbs(std::pow(0.71, 0.7), 1e-6));
  CHECK(gfx::light_of_weight(1) == 1);
}

TEST_CASE("a weight of nothing draws no beam", "[gfx]") {
  scenes::Picture picture = stage();
  picture.beams[3].weight = 0;
  picture.beams[4].figure = 77;
  CHECK(gfx::stage_light(picture).beams == 10);
  CHECK(gfx::stage_light(picture).figures == 12);
}

TEST_CASE("beams point from the lamp at the middle of their actor", "[gfx]") {
  const scenes::Picture picture = stage();
  const gfx::StageLight light = gfx::stage_light(picture);
  for (std::size_t i = 0; i < 12; ++i) {
    const gfx::Vec4& axis = light.beam_axis[i];
    const gfx::Vec4& size = light.beam_size[i];
    CHECK_THAT(std::hypot(axis[2], axis[3]), WithinAbs(1, 1e-5));
    CHECK_THAT(axis[0] + axis[2] * size[0], WithinAbs(picture.figures[i].x, 0.01));
    CHECK_THAT(axis[1] + axis[3] * size[0], WithinAbs(505 - 45.5, 0.01));
    CHECK(size[1] >= 0.27F * 91 - 0.01F);
    CHECK(size[1] <= 0.5F * 91 + 0.01F);
  }
}

TEST_CASE("more figures, beams and lamps than fit are left out", "[gfx]") {
  scenes::Picture picture = stage();
  for (int i = 0; i < 120; ++i) {
    picture.figures.push_back({10, 500, 91, 0.1F, 0, i, 1});
    picture.beams.push_back({604, 168, 12 + i, 0.1F});
    picture.lamps.push_back({1, 2, 0, 0, 0.25F, 19});
  }
  const gfx::StageLight light = gfx::stage_light(picture);
  CHECK(light.figures == gfx::most_figures);
  CHECK(light.beams == gfx::most_figures);
  CHECK(light.lamps == gfx::most_lamps);
}

TEST_CASE("tiles cover the stage once", "[gfx]") {
  const gfx::StageLight light = gfx::stage_light(stage());
  const gfx::Vec4 bounds{3.5F, 0, 904, 716.25F};
  double area = 0;
  for (const gfx::Tile& t : gfx::tiles_of(light, bounds)) {
    CHECK(t.right > t.left);
    CHECK(t.bottom > t.top);
    area += static_cast<double>(t.right - t.left) * static_cast<double>(t.bottom - t.top);
  }
  CHECK_THAT(area, WithinAbs((904 - 3.5) * 716.25, 5));
  CHECK(gfx::tiles_of(light, {0, 0, 0, 100}).empty());
}

TEST_CASE("no tile misses a beam, an actor or a lamp that reaches into it", "[gfx]") {
  const gfx::StageLight light = gfx::stage_light(stage());
  for (const gfx::Tile& t : gfx::tiles_of(light, {0, 0, 904, 716})) {
    for (int sample = 0; sample < 25; ++sample) {
      const float x = t.left + (t.right - t.left) * static_cast<float>(sample % 5) / 4;
      const float y = t.top + (t.bottom - t.top) * static_cast<float>(sample / 5) / 4;
      for (std::size_t i = 0; i < static_cast<std::size_t>(light.beams); ++i) {
        const gfx::Vec4& axis = light.beam_axis[i];
        const gfx::Vec4& size = light.beam_size[i];
        const float along = (x - axis[0]) * axis[2] + (y - axis[1]) * axis[3];
        const float across = std::abs((x - axis[0]) * axis[3] - (y - axis[1]) * axis[2]);
        const float u = along / size[0];
        const float half_width = light.beam_mouth + (size[1] - light.beam_mouth) * std::min(u, 1.0F);
        const bool lit = along > -4 && u < 1.6F && across < 1.6F * half_width && y < size[3] + 3;
        if (lit) REQUIRE(((t.beams[i / 32] >> (i % 32)) & 1U) == 1);
      }
      for (std::size_t i = 0; i < static_cast<std::size_t>(light.figures); ++i) {
        const gfx::Vec4& f = light.figure[i];
        const bool actor = std::abs(x - f[0]) < 0.24F * f[2] && y > f[1] - 1.02F * f[2] && y < f[1] + 0.62F * f[2];
        const bool pool = std::abs(x - f[0]) < 1.14F * f[2] && std::abs(y - f[1]) < 0.34F * f[2];
        if (actor || pool) REQUIRE(((t.figures[i / 32] >> (i % 32)) & 1U) == 1);
      }
      const bool lamp = std::abs(x - 604) < 22 && y > 120 && y < 177;
      if (lamp) REQUIRE((t.lamps & 1U) == 1);
    }
  }
}

TEST_CASE("floors end where their tiers do, and beams are dimmed behind words", "[gfx]") {
  scenes::Picture picture = stage();
  gfx::StageLight light = gfx::stage_light(picture);
  CHECK(light.tier_top[0] == picture.floor_y);
  CHECK(light.tier_nose[0] > 1e5F);
  CHECK(light.words == 0);
  picture.tiers = {{268, 301}, {410, 435}, {544, 569}};
  picture.shaded.assign(40, {100, 300, 60, 18});
  light = gfx::stage_light(picture);
  CHECK(light.tier_top[2] == 544);
  CHECK(light.tier_nose[1] == 435);
  CHECK(light.tier_top[3] > 1e5F);
  CHECK(light.words == gfx::most_words);
  for (const gfx::Tile& t : gfx::tiles_of(light, {0, 0, 904, 716})) {
    const bool near = t.left < 173 && t.right > 87 && t.top < 331 && t.bottom > 287;
    CHECK((t.words != 0) == near);
  }
}

TEST_CASE("most tiles know few beams", "[gfx]") {
  const gfx::StageLight light = gfx::stage_light(stage());
  double bits = 0;
  const auto tiles = gfx::tiles_of(light, {0, 0, 904, 716});
  for (const gfx::Tile& t : tiles) {
    for (std::uint32_t set : t.beams) {
      for (; set != 0; set &= set - 1) ++bits;
    }
  }
  CHECK(bits / static_cast<double>(tiles.size()) < 4);
}

TEST_CASE("lines and boxes become instances with premultiplied colour", "[gfx]") {
  scenes::Picture picture;
  picture.lines.push_back({10, 20, 10, 60, 2, scenes::Role::query, 0.5F, 4});
  picture.lines.push_back({10, 20, 10, 20});
  picture.boxes.push_back({{0, 0, 8, 4}, 99, scenes::Role::weight, 1, 0});
  picture.boxes.push_back({{0, 0, 8, 4}, 0, scenes::Role::weight, 0, 0});
  const auto shapes = gfx::shapes_of(picture, scenes::dark_palette);
  REQUIRE(shapes.size() == 2);
  CHECK(shapes[0].half_width == 20);
  CHECK(shapes[0].right_y == 1);
  CHECK(shapes[0].fade == 4);
  CHECK_THAT(shapes[0].from[0], WithinAbs(0.5, 1e-6));
  CHECK(shapes[0].from[3] == 0.5F);
  CHECK(shapes[1].radius == 2);
  CHECK(shapes[1].x == 4);
}

TEST_CASE("paints of one kind that follow each other are one draw call", "[gfx]") {
  using scenes::Paint;
  scenes::Picture picture;
  Paint box;
  box.rect = {10, 20, 8, 4};
  box.radius = 99;
  box.turn = 90;
  box.from = {{1, 0.5F, 0}, 0.5F};
  Paint glow = box;
  glow.shade = Paint::Shade::radial;
  glow.from.light = true;
  glow.to = {{1, 0.5F, 0}, 0, true};
  Paint band;
  band.kind = Paint::Kind::band;
  band.b[3] = {5, 6};
  band.from = {{0, 0, 1}, 1};
  Paint none = box;
  none.from.opacity = 0;
  picture.paints = {box, glow, none, band, band, box};
  const auto runs = gfx::paint_runs(picture);
  REQUIRE(runs.size() == 3);
  REQUIRE(runs[0].boxes.size() == 2);
  CHECK(runs[0].bands.empty());
  REQUIRE(runs[1].bands.size() == 2);
  CHECK(runs[2].boxes.size() == 1);
  const gfx::Shape& first = runs[0].boxes[0];
  CHECK(first.x == 14);
  CHECK(first.radius == 2);
  CHECK_THAT(first.right_y, WithinAbs(1, 1e-6));
  CHECK_THAT(first.from[1], WithinAbs(0.25, 1e-6));
  CHECK(first.from[3] == 0.5F);
  CHECK(first.to == first.from);         // flat
  CHECK(runs[0].boxes[1].from[3] == 0);  // light adds, it does not cover
  CHECK(runs[0].boxes[1].from[0] == 0.5F);
  CHECK(runs[1].bands[0].b[3].y == 6);
}

TEST_CASE("noise repeats without a seam and is the same every time", "[gfx]") {
  constexpr int size = 256;
  const auto pixels = gfx::noise_picture(size);
  REQUIRE(pixels.size() == 2 * size * size);
  CHECK(pixels == gfx::noise_picture(size));
  const auto at = [&](int x, int y) { return static_cast<int>(pixels[2 * static_cast<std::size_t>(y * size + x)]); };
  double mean = 0;
  for (int i = 0; i < size; ++i) {
    CHECK(std::abs(at(0, i) - at(size - 1, i)) < 40);
    CHECK(std::abs(at(i, 0) - at(i, size - 1)) < 40);
    for (int j = 0; j < size; ++j) mean += at(i, j);
  }
  mean /= size * size;
  CHECK(mean > 90);
  CHECK(mean < 165);
}

TEST_CASE("a beam to where nobody stands ends in its pool, and gains multiply light after pow", "[gfx]") {
  scenes::Picture picture = stage();
  picture.figures[2].body = false;
  picture.figures[2].gain = 0.5F;
  picture.beams[2].gain = 1.5F;
  picture.figures[3].ears = true;
  picture.table = {{10, 200, 300, 100}, 220};
  picture.rim = 1.5F;
  const gfx::StageLight light = gfx::stage_light(picture);
  const float plain = gfx::light_of_weight(0.05F);
  CHECK(light.beam_end[2][2] < 0);
  CHECK(light.beam_end[2][1] == picture.figures[2].foot);
  CHECK(light.beam_end[1][2] > 0);
  CHECK(light.figure_look[2][0] < 0);
  CHECK(light.figure_look[3][0] == 2);
  CHECK_THAT(light.figure[2][3], WithinAbs(0.5F * plain, 1e-6));
  CHECK_THAT(light.beam_size[2][2], WithinAbs(1.5F * plain, 1e-6));
  CHECK(light.table == gfx::Vec4{10, 200, 310, 300});
  CHECK(light.table_front == 220);
  CHECK(light.rim == 1.5F);
}

TEST_CASE("rings reach as far as their weight, and silence has none", "[gfx]") {
  scenes::Picture picture;
  picture.rings = {100, 200, 0.25F, {{10, 20, 0}, {30, 40, 1}, {50, 60, 0.25F}}};
  const gfx::RingLight light = gfx::ring_light(picture);
  REQUIRE(light.count == 2);
  CHECK(light.ring[0] == gfx::Vec4{30, 40, 1, 330});
  CHECK_THAT(light.ring[1][2], WithinAbs(std::pow(0.25, 0.7), 1e-6));
  CHECK(light.ring[1][3] == 180);
  CHECK(light.listener == gfx::Vec4{100, 200, 0.25F, 0});
  picture.rings.voices.assign(50, {0, 0, 0.02F});
  CHECK(gfx::ring_light(picture).count == gfx::most_rings);
}
