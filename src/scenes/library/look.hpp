// What the library is made of: wood, leather and paper in both themes.
#pragma once

#include <array>

#include "scenes/kit/paint_kit.hpp"
#include "scenes/theme.hpp"

namespace theatre::scenes {

struct LibraryLook {
  Colour wall;
  Colour frame_top, frame_bottom, frame_light;
  Colour inside_top, inside_bottom;
  Colour plank_top, plank_bottom, plank_light;
  Colour desk_far, desk_near, front_top, front_bottom;
  Colour cover, page, page_shade, page_line;
  Colour card, card_line;
  Colour label_rest, label_lit;         // the paper on a spine
  Colour gilt;                          // the thin lines round a spine
  Colour block, block_lit, block_line;  // the pages seen from above
  float leather = 1;                    // brightness of the spines
  float shadow = 0.2F;                  // opacity of what things throw on wall and desk
  float glow = 1;
};

inline constexpr LibraryLook library_by_day{rgb(0xF0E8DA), rgb(0x93704F),
                                            rgb(0x73523A), rgb(0xB28C67),
                                            rgb(0x1D1410), rgb(0x3B2A1F),
                                            rgb(0x9A7651), rgb(0x6C4D34),
                                            rgb(0xC09A70), rgb(0xC9AD82),
                                            rgb(0xE2C9A0), rgb(0xBC9563),
                                            rgb(0x9B7647), rgb(0x7C4A39),
                                            rgb(0xFFFCF5), rgb(0xD9CDB6),
                                            rgb(0xEBE2D1), rgb(0xFFFDF8),
                                            rgb(0xE6DCC8), rgb(0xEFE7D8),
                                            rgb(0xFFF9EA), rgb(0xE7CB8C),
                                            rgb(0xEFDDB8), rgb(0xFFDF9C),
                                            rgb(0xC79F58), 1,
                                            0.22F,         1};

inline constexpr LibraryLook library_by_night{
    rgb(0x111016), rgb(0x3D2D23), rgb(0x2A1E18), rgb(0x5B4636), rgb(0x0D0A0A), rgb(0x1F1612), rgb(0x4A3626),
    rgb(0x2C2018), rgb(0x765A41), rgb(0x1F1814), rgb(0x34281F), rgb(0x261C15), rgb(0x17110E), rgb(0x4F3026),
    rgb(0x22201F), rgb(0x100F10), rgb(0x3A3633), rgb(0x211F1E), rgb(0x3A3633), rgb(0x15131A), rgb(0x2A241F),
    rgb(0xB6945A), rgb(0x8E7A57), rgb(0xF3D08A), rgb(0x6B5330), 0.74F,         0.5F,          1.1F};

constexpr const LibraryLook& library_look(Theme theme) {
  return theme == Theme::dark ? library_by_night : library_by_day;
}

inline constexpr std::array<Colour, 8> leathers = {rgb(0x7A5438), rgb(0x6E4233), rgb(0x44506F), rgb(0x5C4638),
                                                   rgb(0x96462F), rgb(0x4E6044), rgb(0x65547C), rgb(0x3F6468)};

}  // namespace theatre::scenes
