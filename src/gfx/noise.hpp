// Noise for haze, cloth and wood: a small picture that repeats without seams.
#pragma once

#include <cstdint>
#include <vector>

namespace theatre::gfx {

// size × size pairs of bytes, the same at every call: fractal value noise, and specks of dust, a px each, on black.
// `size` is a power of two, at least 64.
std::vector<std::uint8_t> noise_picture(int size);

}  // namespace theatre::gfx
