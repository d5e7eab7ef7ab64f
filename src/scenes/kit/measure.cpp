#include "scenes/kit/measure.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace theatre::scenes {

namespace {

// Width of a code point as a part of the font's size.
float part_of_em(unsigned char first) {
  if (first >= 0xE0) return 1.0F;  // most scripts beyond Latin, Greek and Cyrillic; emoji
  if (first >= 0xC0) return 0.62F;
  switch (first) {
    case 'i':
    case 'j':
    case 'l':
    case '.':
    case ',':
    case ':':
    case ';':
    case '\'':
    case '!':
    case '|':
      return 0.27F;
    case ' ':
      return 0.28F;
    case 'f':
    case 't':
    case 'r':
    case '(':
    case ')':
    case '[':
    case ']':
    case '-':
      return 0.37F;
    case 'm':
    case 'w':
      return 0.86F;
    case 'M':
    case 'W':
    case '%':
    case '@':
      return 0.92F;
    default:
      break;
  }
  if (first >= 'A' && first <= 'Z') return 0.69F;
  if (first >= '0' && first <= '9') return 0.63F;
  return 0.58F;
}

// Byte offsets at which the code points of valid UTF-8 begin, and its end.
std::vector<std::size_t> starts_of(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) starts.push_back(i);
  }
  starts.push_back(text.size());
  return starts;
}

}  // namespace

float estimate_width(std::string_view text, Font font, float size, int weight) {
  float em = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U) continue;
    em += font == Font::mono ? (byte >= 0xE0 ? 1.0F : 0.6F) : part_of_em(byte);
  }
  return em * size * (1 + 0.0002F * static_cast<float>(weight - 500));
}

std::string ellipsised(std::string_view text, float width, Font font, float size, int weight, const Measure& measure) {
  if (measure(text, font, size, weight) <= width) return std::string(text);
  const std::vector<std::size_t> starts = starts_of(text);
  const auto cut = [&](std::size_t count) { return std::string(text.substr(0, starts[count])) + "…"; };
  std::size_t fits = 1;
  std::size_t too_many = starts.size() - 1;
  while (fits + 1 < too_many) {
    const std::size_t middle = (fits + too_many) / 2;
    (measure(cut(middle), font, size, weight) <= width ? fits : too_many) = middle;
  }
  return cut(fits);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t lines, float width, Font font, float size,
                                 int weight, const Measure& measure) {
  std::vector<std::string> out;
  const auto fits = [&](std::string_view part) { return measure(part, font, size, weight) <= width; };
  while (!text.empty() && lines > 0) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (text.empty()) break;
    if (out.size() + 1 == lines || fits(text)) {
      out.push_back(ellipsised(text, width, font, size, weight, measure));
      break;
    }
    std::size_t end = 0;  // of the words that fit on this line
    for (std::size_t at = text.find(' '); at != std::string_view::npos && fits(text.substr(0, at));
         at = text.find(' ', at + 1)) {
      end = at;
    }
    if (end == 0) {  // one long word, or a script without spaces
      const std::vector<std::size_t> starts = starts_of(text);
      std::size_t count = 1;
      while (count + 1 < starts.size() && fits(text.substr(0, starts[count + 1]))) ++count;
      end = starts[count];
    }
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace theatre::scenes
