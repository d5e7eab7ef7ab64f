#include "ui/kit/brush.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::ui {

ImU32 ink(Colour colour, float opacity) {
  const auto byte = [](float x) { return static_cast<ImU32>(std::lround(std::clamp(x, 0.0F, 1.0F) * 255.0F)); };
  return IM_COL32(byte(colour.r), byte(colour.g), byte(colour.b), byte(opacity));
}

Colour mix(Colour a, Colour b, float share) {
  const float rest = 1 - share;  // this form is exact at both ends
  return {a.r * rest + b.r * share, a.g * rest + b.g * share, a.b * rest + b.b * share};
}

float Brush::text(float x, float middle, std::string_view words, Face face, float size, Colour colour,
                  int align) const {
  return fonts.draw(list, x, Fonts::baseline(middle, size), words, {face, size, ink(colour), align});
}

void Brush::fill(const Rect& rect, Colour colour, float radius, float opacity) const {
  list.AddRectFilled(top_left(rect), bottom_right(rect), ink(colour, opacity), radius);
}

void Brush::edge(const Rect& rect, Colour colour, float radius, float thickness, float opacity) const {
  const Rect r = inset(rect, thickness / 2);
  list.PathRect(top_left(r), bottom_right(r), std::max(0.0F, radius - thickness / 2));
  list.PathStroke(ink(colour, opacity), ImDrawFlags_Closed, thickness);
}

void Brush::line(float x0, float y0, float x1, float y1, Colour colour, float thickness) const {
  list.PathLineTo({x0, y0});
  list.PathLineTo({x1, y1});
  list.PathStroke(ink(colour), 0, thickness);
}

void Brush::dots(float x0, float x1, float y, Colour colour) const {
  y = std::round(y);
  const ImU32 c = ink(colour);
  for (float x = std::round(x0); x < x1; x += 2) list.AddRectFilled({x, y}, {x + 1, y + 1}, c);
}

float Brush::root(float x, float middle, float width, float size, Colour colour) const {
  const float top = std::round(middle - 0.66F * size) + 0.5F;
  const float foot = middle + 0.42F * size;
  const float start = x + 0.62F * size;
  list.PathLineTo({x, middle + 0.06F * size});
  list.PathLineTo({x + 0.13F * size, middle - 0.02F * size});
  list.PathLineTo({x + 0.30F * size, foot});
  list.PathLineTo({x + 0.55F * size, top});
  list.PathLineTo({start + width, top});
  list.PathStroke(ink(colour), 0, 0.085F * size);
  return start;
}

float Brush::chip(float x, float middle, std::string_view word, Colour ground) const {
  const float w = std::round(fonts.width(word, Face::strong, 16)) + 17;
  fill({x, middle - 13, w, 26}, ground, 7);
  text(x + 8.5F, middle, word, Face::strong, 16, colours.on_fill);
  return w;
}

void Brush::disc(float x, float middle, std::string_view digit, Colour ground, Colour digit_colour) const {
  list.AddCircleFilled({x, middle}, 10, ink(ground));
  text(x, middle, digit, Face::strong, 13, digit_colour, 0);
}

}  // namespace theatre::ui
