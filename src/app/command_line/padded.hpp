// Text filled up with spaces to a width, for tables on a terminal.
#pragma once

#include <cstddef>
#include <string>

namespace theatre::app {

// Columns on a terminal: code points are near enough for words.
inline std::string padded(const std::string& text, std::size_t columns) {
  std::size_t width = 0;
  for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return width < columns ? text + std::string(columns - width, ' ') : text;
}

}  // namespace theatre::app
