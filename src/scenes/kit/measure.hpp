// Widths of text where no browser can be asked: an estimate from the average widths of the page's fonts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenes/picture.hpp"

namespace theatre::scenes {

// In px. Good to about a tenth for Latin text, generous for other scripts.
float estimate_width(std::string_view text, Font font, float size, int weight);

// `text` itself where it is at most `width` px wide, otherwise as much of its start as fits, with "…" behind
// it. Cuts between code points only; at least one is kept.
std::string ellipsised(std::string_view text, float width, Font font, float size, int weight, const Measure& measure);

// The text in at most `lines` lines of at most `width` px each, broken between words where it can be; the last one is
// ellipsised. No line is empty; an empty text has none.
std::vector<std::string> wrapped(std::string_view text, std::size_t lines, float width, Font font, float size,
                                 int weight, const Measure& measure);

}  // namespace theatre::scenes
