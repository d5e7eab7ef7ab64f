// The look's colours, both themes, as one table. Contrast figures are measured against house / raised.
#pragma once

#include <array>
#include <cstdint>

#include "scenes/picture.hpp"

namespace theatre::scenes {

enum class Theme { dark, light };

constexpr Colour rgb(std::uint32_t hex) {
  return {static_cast<float>((hex >> 16) & 255U) / 255.0F, static_cast<float>((hex >> 8) & 255U) / 255.0F,
          static_cast<float>(hex & 255U) / 255.0F};
}

struct Palette {
  Colour house, surface, raised, text, text_2, text_3, control, line;
  Colour query, key, value, weight;  // one meaning each, used for nothing else
  Colour plus, minus;
  Colour on_fill;                    // ink on a query, key or value fill
  Colour now;                        // the ledger line that is being worked on
  std::array<Colour, 5> signed_map;  // −1 … 0 … +1, even stops, mixed in sRGB
  std::array<Colour, 5> weight_map;  // 0 … 1
};

inline constexpr Palette dark_palette{rgb(0x0C0C11),
                                      rgb(0x16161D),
                                      rgb(0x1F1F28),
                                      rgb(0xF3F1EC),
                                      rgb(0xC3C3CE),
                                      rgb(0x9D9EAE),
                                      rgb(0x77788A),
                                      rgb(0x33333F),
                                      rgb(0xFFD257),
                                      rgb(0x62A9FF),
                                      rgb(0xEE6C86),
                                      rgb(0xFFE9C2),
                                      rgb(0x63CFA3),
                                      rgb(0xB79BFF),
                                      rgb(0x17161A),
                                      rgb(0x3A342A),
                                      {rgb(0xB79BFF), rgb(0x5E5290), rgb(0x1F1F28), rgb(0x2F6B55), rgb(0x63CFA3)},
                                      {rgb(0x17161A), rgb(0x3D362D), rgb(0x7D6C50), rgb(0xC4AA7C), rgb(0xFFE9C2)}};

inline constexpr Palette light_palette{rgb(0xFAF8F3),
                                       rgb(0xFFFFFF),
                                       rgb(0xF1EDE4),
                                       rgb(0x1B1A1F),
                                       rgb(0x45434C),
                                       rgb(0x63606B),
                                       rgb(0x86806F),
                                       rgb(0xDDD7CB),
                                       rgb(0x935F00),
                                       rgb(0x1E63C6),
                                       rgb(0x7E1146),
                                       rgb(0x3F3A5C),
                                       rgb(0x1F7A55),
                                       rgb(0x6A3FB5),
                                       rgb(0xFFFFFF),
                                       rgb(0xFFF1C9),
                                       {rgb(0x5B33A3), rgb(0xA58BD3), rgb(0xF4F1EA), rgb(0x86C4A4), rgb(0x176A49)},
                                       {rgb(0xFBF9F4), rgb(0xD9D5E3), rgb(0x9D97BC), rgb(0x5D5688), rgb(0x2B2550)}};

constexpr const Palette& palette(Theme theme) { return theme == Theme::dark ? dark_palette : light_palette; }

constexpr Colour colour(const Palette& p, Role role) {
  switch (role) {
    case Role::text:
      return p.text;
    case Role::text_2:
      return p.text_2;
    case Role::text_3:
      return p.text_3;
    case Role::control:
      return p.control;
    case Role::line:
      return p.line;
    case Role::raised:
      return p.raised;
    case Role::surface:
      return p.surface;
    case Role::query:
      return p.query;
    case Role::key:
      return p.key;
    case Role::value:
      return p.value;
    case Role::weight:
      return p.weight;
    case Role::house:
      return p.house;
    case Role::minus:
      return p.minus;
  }
  return p.text;
}

}  // namespace theatre::scenes
