#include "scenes/morph/floor.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::scenes {
namespace {

float between(float a, float b, float part) { return a + (b - a) * part; }

}  // namespace

// One over the width is linear in the rows: that is what a plane does under a camera.
float Floor::half_at(float row) const {
  const float t = count > 0 ? row / static_cast<float>(count) : 0;
  return 1 / between(1 / far_half, 1 / near_half, t);
}

float Floor::y_at(float row) const {
  const float spread = near_half - far_half;
  const float t = count > 0 ? row / static_cast<float>(count) : 0;
  const float down = spread < 0.01F * near_half ? t : (half_at(row) - far_half) / spread;
  return between(top, bottom, down);
}

Point Floor::corner(float row, float column) const {
  const float s = count > 0 ? 2 * column / static_cast<float>(count) - 1 : 0;
  return {middle + s * half_at(row), y_at(row)};
}

Cell Floor::cell(int row, int column, float gap) const {
  const auto r = static_cast<float>(row);
  const auto c = static_cast<float>(column);
  const Point a = corner(r, c), b = corner(r, c + 1), d = corner(r + 1, c), e = corner(r + 1, c + 1);
  Cell cell;
  cell.middle = {(a.x + b.x + d.x + e.x) / 4, (a.y + d.y) / 2};
  const float height = d.y - a.y;
  const float above = b.x - a.x, below = e.x - d.x;
  cell.half_width = std::max(0.5F, (above + below) / 4 - gap / 2);
  cell.half_height = std::max(0.5F, height / 2 - gap / 2);
  if (height <= 0) return cell;
  cell.lean = ((d.x + e.x) - (a.x + b.x)) / 2 / height;
  cell.taper = 2 * (below - above) / std::max(1e-3F, (above + below) * height);
  return cell;
}

Floor lay_floor(const SceneInput& input, int count, float tilt, float names) {
  const Rect& scene = input.scene;
  const bool on_phone = input.screen == Screen::phone;
  const bool in_hall = input.screen == Screen::projector;
  const float right = on_phone ? 10.0F : 24.0F;
  Floor floor;
  floor.count = count;
  floor.near_half = std::max(8.0F, (scene.w - names - right) / 2);
  floor.middle = scene.x + names + floor.near_half;
  floor.far_half = floor.near_half * between(0.8F, 1, tilt);
  const float foot = on_phone ? 8.0F : in_hall ? 12.0F : 30.0F;
  floor.bottom = scene.y + scene.h - foot;
  const float upright = scene.y + scene.h * (on_phone ? 0.28F : 0.33F);
  // Lying, it is seen at a slant; standing, its cells need be no higher than wide.
  const float lying = floor.bottom - 0.72F * (floor.bottom - upright);
  const float cells = 1.15F * 2 * floor.near_half;
  floor.top = std::max(between(lying, upright, tilt), floor.bottom - cells);
  return floor;
}

}  // namespace theatre::scenes
