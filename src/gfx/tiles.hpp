// The stage cut into tiles, each with the beams, actors, lamps and words that can touch it. No GL in here.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "gfx/stage_light.hpp"

namespace theatre::gfx {

// One instance, as shaders/stage.vert reads it.
struct Tile {
  float left = 0, top = 0, right = 0, bottom = 0;  // CSS px
  using Set = std::array<std::uint32_t, most_figures / 32>;
  Set beams{};  // bit i % 32 of number i / 32: StageLight's beam i
  Set figures{};
  std::uint32_t lamps = 0;
  std::uint32_t words = 0;
};
static_assert(sizeof(Tile) == 48);

// Covers `bounds` (left, top, right, bottom) without gap or overlap. A bit may be set without need, never
// missing.
std::vector<Tile> tiles_of(const StageLight& light, const Vec4& bounds);

}  // namespace theatre::gfx
