// Lines and boxes of a Picture as instances of one quad. No GL in here.
#pragma once

#include <vector>

#include "scenes/picture.hpp"
#include "scenes/theme.hpp"

namespace theatre::gfx {

// One instance, as shaders/shapes.vert reads it.
struct Shape {
  float x = 0, y = 0, half_width = 0, half_height = 0;
  float right_x = 1, right_y = 0;  // direction of the shape's own x axis
  float radius = 0;
  float stroke = 0;                  // 0 = filled
  float r = 0, g = 0, b = 0, a = 0;  // sRGB, premultiplied
  float fade = 0;
};
static_assert(sizeof(Shape) == 13 * sizeof(float));

// Lines first, then boxes, each in their order; what can't be seen is left out.
std::vector<Shape> shapes_of(const scenes::Picture& picture, const scenes::Palette& palette);

}  // namespace theatre::gfx
