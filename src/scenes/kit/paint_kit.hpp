// Short ways to say what is painted.
#pragma once

#include "scenes/picture.hpp"

namespace theatre::scenes {

inline Colour mixed(const Colour& a, const Colour& b, float part) {
  return {a.r + (b.r - a.r) * part, a.g + (b.g - a.g) * part, a.b + (b.b - a.b) * part};
}

// Lighter above 1, darker below.
inline Colour times(const Colour& c, float by) {
  const auto side = [by](float v) { return v * by > 1 ? 1 : v * by; };
  return {side(c.r), side(c.g), side(c.b)};
}

Paint flat_box(const Rect& rect, float radius, const Ink& ink);
Paint shaded_box(const Rect& rect, float radius, Paint::Shade shade, const Ink& from, const Ink& to);
Paint soft_box(const Rect& rect, float radius, float soft, const Ink& ink);

// Straight edges from the left one to the right one.
Paint board(const Point& top_left, const Point& top_right, const Point& bottom_right, const Point& bottom_left,
            const Ink& top, const Ink& bottom);

// A band as wide as `width` all along that leaves `from` downwards and comes to `to` from above; only its first `part`.
Paint ribbon(const Point& from, const Point& to, float width, float part, const Ink& top, const Ink& bottom);

}  // namespace theatre::scenes
