// How values are spelt in an address: numbers, masks, and the escapes of a form. Inside links only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tensor.hpp"

namespace theatre::app {

// As a browser's URLSearchParams has it: letters, digits and *-._ stay, a space is a plus, all else is %XX.
std::string form_encoded(std::string_view text);
std::string form_decoded(std::string_view text);  // valid UTF-8, whatever came

// A whole number of at most `digits` digits; nothing else.
std::optional<int> whole(std::string_view text, std::size_t digits);
// "3.11.7": exactly `count` of them; an empty list where it is anything else. A number may be "-1".
std::vector<int> wholes(std::string_view text, std::size_t count);
std::optional<float> decimal(std::string_view text);  // finite
std::string shortest(float value);                    // the fewest digits that give the same number again

// "2x3:" and the bits, row by row, as base64 of RFC 4648 for addresses.
std::string mask_text(const core::Mask& mask);
std::optional<core::Mask> mask_of(std::string_view text, Eigen::Index most);

std::size_t utf16_units(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char at);

}  // namespace theatre::app
