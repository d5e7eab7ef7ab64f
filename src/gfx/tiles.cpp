#include "gfx/tiles.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::gfx {

namespace {

void add(Tile::Set& set, int i) { set[static_cast<std::size_t>(i) / 32] |= 1U << (static_cast<unsigned>(i) % 32); }

constexpr float tile_count = 700;  // about; small enough to be tight, few enough to be cheap

// The reaches below are those of shaders/stage.frag.

bool touches_beam(const StageLight& light, std::size_t i, const Tile& tile) {
  const Vec4& axis = light.beam_axis[i];
  const Vec4& size = light.beam_size[i];
  if (tile.top > size[3] + 6) return false;
  const float x = (tile.left + tile.right) / 2 - axis[0];
  const float y = (tile.top + tile.bottom) / 2 - axis[1];
  const float around = std::hypot(tile.right - tile.left, tile.bottom - tile.top) / 2;
  const float along = x * axis[2] + y * axis[3];
  const float across = std::abs(x * axis[3] - y * axis[2]);
  if (along + around < -4 || along - around > 1.6F * size[0]) return false;
  const auto half_width = [&](float at) {
    const float u = std::clamp(at / size[0], 0.0F, 1.0F);
    return light.beam_mouth + (size[1] - light.beam_mouth) * u;
  };
  return across - around < 1.6F * std::max(half_width(along - around), half_width(along + around));
}

bool touches_figure(const Vec4& figure, const Tile& tile) {
  const auto overlaps = [&](float side, float up, float down) {
    return tile.right > figure[0] - side && tile.left < figure[0] + side && tile.bottom > figure[1] - up &&
           tile.top < figure[1] + down;
  };
  const float h = figure[2];
  return overlaps(0.33F * h, 1.03F * h, 0.64F * h) ||  // the actor and its image in the floor
         overlaps(1.15F * h, 0.38F * h, 0.36F * h);    // its pool of light
}

// The lamp itself hangs well within its near glow, except for the rod.
bool near_lamp(const Vec4& lamp, const Tile& tile) {
  const float reach = 120 * lamp[3] / 19;
  const float top = std::min(lamp[1] - reach, lamp[2]);
  return tile.right > lamp[0] - reach && tile.left < lamp[0] + reach && tile.bottom > top && tile.top < lamp[1] + reach;
}

bool near_word(const Vec4& word, const Tile& tile) {
  constexpr float halo = 13;
  const float side = word[2] + halo;
  const float up = word[3] + halo;
  return tile.right > word[0] - side && tile.left < word[0] + side && tile.bottom > word[1] - up &&
         tile.top < word[1] + up;
}

}  // namespace

std::vector<Tile> tiles_of(const StageLight& light, const Vec4& bounds) {
  const float width = bounds[2] - bounds[0];
  const float height = bounds[3] - bounds[1];
  std::vector<Tile> tiles;
  if (width <= 0 || height <= 0) return tiles;
  const float edge = std::max(8.0F, std::sqrt(width * height / tile_count));
  const int columns = std::max(1, static_cast<int>(std::lround(width / edge)));
  const int rows = std::max(1, static_cast<int>(std::lround(height / edge)));
  tiles.reserve(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  const auto cut = [](float from, float length, int i, int count) {
    return from + length * static_cast<float>(i) / static_cast<float>(count);
  };
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      Tile tile{cut(bounds[0], width, column, columns), cut(bounds[1], height, row, rows),
                cut(bounds[0], width, column + 1, columns), cut(bounds[1], height, row + 1, rows)};
      for (int i = 0; i < light.beams; ++i) {
        if (touches_beam(light, static_cast<std::size_t>(i), tile)) add(tile.beams, i);
      }
      for (int i = 0; i < light.figures; ++i) {
        if (touches_figure(light.figure[static_cast<std::size_t>(i)], tile)) add(tile.figures, i);
      }
      for (int i = 0; i < light.lamps; ++i) {
        if (near_lamp(light.lamp[static_cast<std::size_t>(i)], tile)) tile.lamps |= 1U << static_cast<unsigned>(i);
      }
      for (int i = 0; i < light.words; ++i) {
        if (near_word(light.word[static_cast<std::size_t>(i)], tile)) tile.words |= 1U << static_cast<unsigned>(i);
      }
      tiles.push_back(tile);
    }
  }
  return tiles;
}

}  // namespace theatre::gfx
