// What the panels draw with: a draw list, the fonts and the colours of the theme, and a few shapes.
#pragma once

#include <string_view>

#include "imgui.h"
#include "scenes/theme.hpp"
#include "ui/kit/fonts.hpp"

namespace theatre::ui {

using scenes::Colour;
using scenes::Palette;
using scenes::Rect;

// `opacity` in [0, 1].
ImU32 ink(Colour colour, float opacity = 1);
// `share` of b over a, in sRGB.
Colour mix(Colour a, Colour b, float share);

inline ImVec2 top_left(const Rect& r) { return {r.x, r.y}; }
inline ImVec2 bottom_right(const Rect& r) { return {r.x + r.w, r.y + r.h}; }
inline Rect inset(const Rect& r, float by) { return {r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by}; }
inline bool contains(const Rect& r, ImVec2 p) { return p.x >= r.x && p.x < r.x + r.w && p.y >= r.y && p.y < r.y + r.h; }

struct Brush {
  ImDrawList& list;
  Fonts& fonts;
  const Palette& colours;

  // A line of text whose capital letters are centred on `middle`; gives its width.
  float text(float x, float middle, std::string_view words, Face face, float size, Colour colour, int align = -1) const;
  void fill(const Rect& rect, Colour colour, float radius = 0, float opacity = 1) const;
  // The stroke lies inside the rectangle.
  void edge(const Rect& rect, Colour colour, float radius = 0, float thickness = 1, float opacity = 1) const;
  void line(float x0, float y0, float x1, float y1, Colour colour, float thickness = 1) const;
  // Dotted, under something that can be opened.
  void dots(float x0, float x1, float y, Colour colour) const;
  // √ with its bar over `width` px of text that starts after the sign; gives where that text starts.
  float root(float x, float middle, float width, float size, Colour colour) const;
  // A word on a filled, rounded ground; gives its width.
  float chip(float x, float middle, std::string_view word, Colour ground) const;
  // A step's digit in a disc.
  void disc(float x, float middle, std::string_view digit, Colour ground, Colour digit_colour) const;
};

}  // namespace theatre::ui
