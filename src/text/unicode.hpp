// What kind of character a code point is, and lower-casing. Unicode's own classes, merged to what words need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace theatre::text {

enum class CharClass : std::uint8_t {
  space,  // white space, control and most invisible formatting characters
  letter,
  mark,  // combining marks: belong to the character before them
  digit,
  punctuation,
  symbol,     // currency, arithmetic, arrows, emoji, private use
  ideograph,  // Han, Hiragana, Katakana, Bopomofo: a token each
  joiner,     // zero-width joiner and non-joiner, soft hyphen
};

CharClass char_class(char32_t code);

// The small letter of a capital (one code point to one, any script); other code points come back unchanged.
char32_t lower_case(char32_t code);

// The same for a text; broken bytes become U+FFFD.
std::string lower_case(std::string_view text);

}  // namespace theatre::text
