// Splits any bytes into words, numbers, punctuation and symbols, for the glass box and for the stage.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace theatre::text {

enum class Kind { word, number, punctuation, symbol };

struct Token {
  std::string text;       // the bytes of the span; U+FFFD for each broken sequence among them
  std::size_t begin = 0;  // byte offsets into the text that was split: [begin, end)
  std::size_t end = 0;
  Kind kind = Kind::word;
};

// Never fails, whatever the bytes. Spans are ascending, never empty and never overlap; what lies between them is
// white space, control characters or invisible formatting. The rules:
//   words          letters with their marks; hyphens and apostrophes inside stay (well-known, o'clock, e.g., U.S.)
//   contractions   split as in the Penn Treebank: do|n't, ca|n't, cat|'s, I|'m, they|'re, can|not; also with ’
//   numbers        3.5  1,000  10:30  50%  3rd
//   punctuation    one token a mark; a repeated mark (... !! --) is one
//   symbols        an emoji with everything that belongs to it is one; so are flags and keycaps
//   ideographs     Han, Hiragana and Katakana characters are a word each
std::vector<Token> split_words(std::string_view text);

}  // namespace theatre::text
