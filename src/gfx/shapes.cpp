#include "gfx/shapes.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::gfx {

namespace {

std::array<float, 4> premultiplied(const scenes::Ink& ink) {
  const float a = std::clamp(ink.opacity, 0.0F, 1.0F);
  return {ink.colour.r * a, ink.colour.g * a, ink.colour.b * a, ink.light ? 0.0F : a};
}

void paint(Shape& shape, const scenes::Colour& colour, float opacity) {
  shape.from = shape.to = premultiplied({colour, opacity});
}

// Both inks and how they are mixed; false where there is nothing to see.
template <class Instance>
bool shaded(Instance& instance, const scenes::Paint& paint) {
  const bool flat = paint.shade == scenes::Paint::Shade::flat;
  if (paint.from.opacity <= 0 && (flat || paint.to.opacity <= 0)) return false;
  instance.from = premultiplied(paint.from);
  instance.to = flat ? instance.from : premultiplied(paint.to);
  instance.shade = static_cast<float>(paint.shade);
  return true;
}

}  // namespace

std::vector<PaintRun> paint_runs(const scenes::Picture& picture) {
  std::vector<PaintRun> runs;
  for (const scenes::Paint& paint : picture.paints) {
    if (paint.kind == scenes::Paint::Kind::band) {
      BandShape band{paint.a, paint.b};
      if (!shaded(band, paint)) continue;
      if (runs.empty() || runs.back().bands.empty()) runs.emplace_back();
      runs.back().bands.push_back(band);
      continue;
    }
    const scenes::Rect& r = paint.rect;
    if (r.w <= 0 || r.h <= 0) continue;
    Shape shape{r.x + r.w / 2, r.y + r.h / 2, r.w / 2, r.h / 2};
    if (!shaded(shape, paint)) continue;
    const float turn = paint.turn * 3.14159265F / 180;
    shape.right_x = std::cos(turn);
    shape.right_y = std::sin(turn);
    shape.radius = std::min({paint.radius, r.w / 2, r.h / 2});
    shape.stroke = paint.edge;
    shape.soft = paint.soft;
    shape.lean = paint.lean;
    shape.taper = paint.taper;
    if (runs.empty() || runs.back().boxes.empty()) runs.emplace_back();
    runs.back().boxes.push_back(shape);
  }
  return runs;
}

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
