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

}  // namespace

std::vector<std::uint8_t> noise_picture(int size) {
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  std::size_t i = 0;
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column, ++i) {
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
  return pixels;
}

}  // namespace theatre::gfx
