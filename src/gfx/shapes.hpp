// Paints, lines and boxes of a Picture as instances of one quad or strip. No GL in here.
#pragma once

#include <array>
#include <vector>

#include "scenes/picture.hpp"
#include "scenes/theme.hpp"

namespace theatre::gfx {

// One instance, as shaders/shapes.vert reads it. Colours are sRGB, premultiplied.
struct Shape {
  float x = 0, y = 0, half_width = 0, half_height = 0;
  float right_x = 1, right_y = 0;  // direction of the shape's own x axis
  float radius = 0;
  float stroke = 0;  // 0 = filled
  std::array<float, 4> from{}, to{};
  float fade = 0, soft = 0;
  float shade = 0;  // scenes::Paint::Shade
  float lean = 0, taper = 0;
};
static_assert(sizeof(Shape) == 21 * sizeof(float));

// One instance, as shaders/bands.vert reads it.
struct BandShape {
  std::array<scenes::Point, 4> a{}, b{};
  std::array<float, 4> from{}, to{};
  float shade = 0;
};
static_assert(sizeof(BandShape) == 25 * sizeof(float));

inline constexpr int band_vertices = 2 * (24 + 1);  // of the strip that follows the curves, as in shaders/bands.vert

// Paints of one kind that follow each other: one draw call.
struct PaintRun {
  std::vector<Shape> boxes;  // one of these two is empty
  std::vector<BandShape> bands;
};
std::vector<PaintRun> paint_runs(const scenes::Picture& picture);

// Lines first, then boxes, each in their order; what can't be seen is left out.
std::vector<Shape> shapes_of(const scenes::Picture& picture, const scenes::Palette& palette);

}  // namespace theatre::gfx
