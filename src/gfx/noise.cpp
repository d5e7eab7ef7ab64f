#include "gfx/noise.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::gfx {

namespace {

// A value in [0, 1) that belongs to a lattice point.
float lattice(std::uint32_t x, std::uint32_t y, std::uint32_t octave) {
  std::uint32_t h = x * 0x9E3779B1U ^ y * 0x85EBCA77U ^ (octave + 1) * 0xC2B2AE3DU;
  h = (h ^ (h >> 15U)) * 0x2C1B3C6DU;
  h = (h ^ (h >> 12U)) * 0x297A2D39U;
  h ^= h >> 15U;
  return static_cast<float>(h >> 8U) / 16777216.0F;
}

float smooth(float t) { return t * t * (3 - 2 * t); }

// Value noise with `cells` lattice points in each direction; repeats at 1.
float value_noise(float u, float v, std::uint32_t cells, std::uint32_t octave) {
  const float x = u * static_cast<float>(cells);
  const float y = v * static_cast<float>(cells);
  const auto x0 = static_cast<std::uint32_t>(x);
  const auto y0 = static_cast<std::uint32_t>(y);
  const float fx = smooth(x - static_cast<float>(x0));
  const float fy = smooth(y - static_cast<float>(y0));
  const auto at = [&](std::uint32_t dx, std::uint32_t dy) {
    return lattice((x0 + dx) % cells, (y0 + dy) % cells, octave);
  };
  const float upper = at(0, 0) + (at(1, 0) - at(0, 0)) * fx;
  const float lower = at(0, 1) + (at(1, 1) - at(0, 1)) * fx;
  return upper + (lower - upper) * fy;
}

// One speck in about every second cell of 20 × 20 px, most of them faint.
void add_dust(std::vector<std::uint8_t>& pixels, int size) {
  constexpr int cell = 20;
  for (int y = 1; y + cell <= size; y += cell) {
    for (int x = 1; x + cell <= size; x += cell) {
      const auto u = static_cast<std::uint32_t>(x);
      const auto v = static_cast<std::uint32_t>(y);
      const float chance = lattice(u, v, 11);
      if (chance < 0.5F) continue;
      const int column = x + static_cast<int>(lattice(u, v, 12) * (cell - 3));
      const int row = y + static_cast<int>(lattice(u, v, 13) * (cell - 3));
      const float bright = 2 * (chance - 0.5F);
      const auto at = static_cast<std::size_t>(row * size + column);
      const auto value = static_cast<std::uint8_t>(std::lround(40 + 215 * bright * bright));
      pixels[2 * at + 1] = value;
    }
  }
}

}  // namespace

std::vector<std::uint8_t> noise_picture(int size) {
  std::vector<std::uint8_t> pixels(2 * static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  std::size_t i = 0;
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column, i += 2) {
      const float u = static_cast<float>(column) / static_cast<float>(size);
      const float v = static_cast<float>(row) / static_cast<float>(size);
      float sum = 0;
      float strength = 0.5F;
      std::uint32_t cells = 4;
      for (std::uint32_t octave = 0; octave < 4; ++octave) {
        sum += strength * value_noise(u, v, cells, octave);
        strength /= 2;
        cells *= 2;
      }
      // Four octaves bunch round the middle; stretched so that dark and light are both reached.
      const float stretched = std::clamp(0.5F + 1.6F * (sum / 0.9375F - 0.5F), 0.0F, 1.0F);
      pixels[i] = static_cast<std::uint8_t>(std::lround(255 * stretched));
    }
  }
  add_dust(pixels, size);
  return pixels;
}

}  // namespace theatre::gfx
