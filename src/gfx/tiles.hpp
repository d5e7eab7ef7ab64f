// The stage cut into tiles, each with the beams, actors and lamps that can touch it. No GL in here.
#pragma once

#include <cstdint>
#include <vector>

#include "gfx/stage_light.hpp"

namespace theatre::gfx {

// One instance, as shaders/stage.vert reads it.
struct Tile {
  float left = 0, top = 0, right = 0, bottom = 0;  // CSS px
  std::uint32_t beams = 0;                         // bit i: StageLight's beam i
  std::uint32_t figures = 0;
  std::uint32_t lamps = 0;
};
static_assert(sizeof(Tile) == 28);

// Covers `bounds` (left, top, right, bottom) without gap or overlap. A bit may be set without need, never
// missing.
std::vector<Tile> tiles_of(const StageLight& light, const Vec4& bounds);

}  // namespace theatre::gfx
