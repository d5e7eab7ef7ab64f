// Noise for haze, cloth and wood: a small picture that repeats without seams.
#pragma once

#include <cstdint>
#include <vector>

namespace theatre::gfx {

// size × size grey values of fractal value noise, the same at every call; `size` is a power of two, at
// least 8.
std::vector<std::uint8_t> noise_picture(int size);

}  // namespace theatre::gfx
