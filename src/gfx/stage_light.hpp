// The numbers the stage's shader works with, made from a Picture. No GL in here.
#pragma once

#include <array>

#include "scenes/picture.hpp"
#include "scenes/theme.hpp"

namespace theatre::gfx {

using Vec2 = std::array<float, 2>;
using Vec4 = std::array<float, 4>;

inline constexpr int most_figures = 96;  // as in shaders/stage.frag
inline constexpr int most_tiers = 4;
inline constexpr int most_words = 32;
inline constexpr int most_lamps = 4;
inline constexpr float card_radius = 16;

// attention weight → light: weak weights still show, strong ones don't blind.
float light_of_weight(float weight);

// sRGB to linear, one channel in [0, 1].
float to_linear(float srgb);

struct StageLight {
  int beams = 0;
  std::array<Vec4, most_figures> beam_axis{};  // from x, y; unit direction x, y
  std::array<Vec4, most_figures> beam_size{};  // length, half width at the actor, light, foot of the actor
  std::array<Vec4, most_figures>
      beam_end{};        // ellipse round the actor: middle x, y; radii (x < 0: nobody stands there)
  float beam_mouth = 7;  // half width of a beam at the lamp
  int figures = 0;
  std::array<Vec4, most_figures> figure{};  // x, foot, height, light
  // asks (+ 2: has ears, + 4: no pool at its feet; below 0: nobody stands there), opacity, direction to the lamp x, y
  // (y up)
  std::array<Vec4, most_figures> figure_look{};
  int words = 0;
  std::array<Vec4, most_words> word{};  // middle x, y; half width, half height: beams are dimmed there
  Vec4 tier_top{}, tier_nose{};         // of each floor; without tiers the first never ends
  Vec4 table{};                         // left, top, right, bottom; no width: no table
  float table_front = 0;
  float rim = 1;  // light from behind; more of it while the lamp is off
  int lamps = 0;
  std::array<Vec4, most_lamps> lamp{};        // mouth x, y; rail y; half width of the shade
  std::array<Vec2, most_lamps> lamp_light{};  // power, ghost

  bool operator==(const StageLight&) const = default;
};

inline constexpr int most_rings = 20;  // as in shaders/rings.frag

struct RingLight {
  int count = 0;
  std::array<Vec4, most_rings> ring{};  // x, y on the floor; light; reach in px
  Vec4 listener{};                      // x, y; wavelengths travelled

  bool operator==(const RingLight&) const = default;
};

RingLight ring_light(const scenes::Picture& picture);

// Beams without weight are left out; beams that point at no figure too.
StageLight stage_light(const scenes::Picture& picture);

}  // namespace theatre::gfx
