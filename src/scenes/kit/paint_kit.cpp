#include "scenes/kit/paint_kit.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::scenes {

namespace {

using Curve = std::array<Point, 4>;

Point between(const Point& a, const Point& b, float part) {
  return {a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

// The first part of a curve, by de Casteljau.
Curve first_part(const Curve& c, float part) {
  const Point ab = between(c[0], c[1], part), bc = between(c[1], c[2], part), cd = between(c[2], c[3], part);
  const Point abc = between(ab, bc, part), bcd = between(bc, cd, part);
  return {c[0], ab, abc, between(abc, bcd, part)};
}

// A curve that starts and ends straight down, moved sideways: the legs of its control polygon are moved and cut with
// each other anew (Tiller and Hanson 1984).
Curve offset(const Curve& c, float by) {
  const float dx = c[2].x - c[1].x;
  const float dy = c[2].y - c[1].y;
  const float length = std::hypot(dx, dy);
  Curve moved = c;
  for (Point& p : moved) p.x += by;
  if (std::abs(dx) < 0.25F * length) return moved;
  // The middle leg, moved along its normal, meets the upright legs at these heights.
  const float rise = by * (length - dy) / dx;
  moved[1].y -= rise;
  moved[2].y -= rise;
  return moved;
}

}  // namespace

Paint flat_box(const Rect& rect, float radius, const Ink& ink) {
  Paint p;
  p.rect = rect;
  p.radius = radius;
  p.from = ink;
  return p;
}

Paint shaded_box(const Rect& rect, float radius, Paint::Shade shade, const Ink& from, const Ink& to) {
  Paint p = flat_box(rect, radius, from);
  p.shade = shade;
  p.to = to;
  return p;
}

Paint soft_box(const Rect& rect, float radius, float soft, const Ink& ink) {
  Paint p = flat_box(rect, radius, ink);
  p.soft = soft;
  return p;
}

Paint board(const Point& top_left, const Point& top_right, const Point& bottom_right, const Point& bottom_left,
            const Ink& top, const Ink& bottom) {
  Paint p;
  p.kind = Paint::Kind::band;
  p.shade = Paint::Shade::down;
  p.from = top;
  p.to = bottom;
  const auto line = [](const Point& a, const Point& b) {
    return Curve{a, between(a, b, 1.0F / 3), between(a, b, 2.0F / 3), b};
  };
  p.a = line(top_left, bottom_left);
  p.b = line(top_right, bottom_right);
  return p;
}

Paint ribbon(const Point& from, const Point& to, float width, float part, const Ink& top, const Ink& bottom) {
  const float fall = to.y - from.y;
  const Curve middle{from, {from.x, from.y + 0.6F * fall}, {to.x, from.y + 0.4F * fall}, to};
  Paint p;
  p.kind = Paint::Kind::band;
  p.shade = Paint::Shade::down;
  p.from = top;
  p.to = bottom;
  p.a = first_part(offset(middle, -width / 2), part);
  p.b = first_part(offset(middle, width / 2), part);
  return p;
}

}  // namespace theatre::scenes
