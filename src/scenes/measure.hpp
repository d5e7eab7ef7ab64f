// Widths of text where no browser can be asked: an estimate from the average widths of the page's fonts.
#pragma once

#include <string_view>

#include "scenes/picture.hpp"

namespace theatre::scenes {

// In px. Good to about a tenth for Latin text, generous for other scripts.
float estimate_width(std::string_view text, Font font, float size, int weight);

// `text` itself where it is at most `width` px wide, otherwise as much of its start as fits, with "…" behind
// it. Cuts between code points only; at least one is kept.
std::string ellipsised(std::string_view text, float width, Font font, float size, int weight,
                       const Measure& measure);

}  // namespace theatre::scenes
