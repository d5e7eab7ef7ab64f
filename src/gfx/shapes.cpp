#include "gfx/shapes.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::gfx {

namespace {

void paint(Shape& shape, const scenes::Colour& colour, float opacity) {
  const float a = std::clamp(opacity, 0.0F, 1.0F);
  shape.r = colour.r * a;
  shape.g = colour.g * a;
  shape.b = colour.b * a;
  shape.a = a;
}

}  // namespace

std::vector<Shape> shapes_of(const scenes::Picture& picture, const scenes::Palette& palette) {
  std::vector<Shape> shapes;
  shapes.reserve(picture.lines.size() + picture.boxes.size());
  for (const scenes::Line& line : picture.lines) {
    const float dx = line.x1 - line.x0;
    const float dy = line.y1 - line.y0;
    const float length = std::hypot(dx, dy);
    if (length <= 0 || line.opacity <= 0) continue;
    Shape shape{(line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2, length / 2, line.thickness / 2};
    shape.right_x = dx / length;
    shape.right_y = dy / length;
    shape.fade = line.fade;
    paint(shape, scenes::colour(palette, line.role), line.opacity);
    shapes.push_back(shape);
  }
  for (const scenes::Box& box : picture.boxes) {
    const scenes::Rect& r = box.rect;
    if (r.w <= 0 || r.h <= 0 || box.opacity <= 0) continue;
    Shape shape{r.x + r.w / 2, r.y + r.h / 2, r.w / 2, r.h / 2};
    shape.radius = std::min({box.radius, r.w / 2, r.h / 2});
    shape.stroke = box.edge;
    paint(shape, scenes::colour(palette, box.fill), box.opacity);
    shapes.push_back(shape);
  }
  return shapes;
}

}  // namespace theatre::gfx
