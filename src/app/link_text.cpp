#include "app/link_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "text/utf8.hpp"

namespace theatre::app {
namespace {

constexpr std::string_view sixty_four = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t longest_side = 4;  // digits

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int hex(char c) {
  if (is_digit(c)) return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

}  // namespace

std::string form_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF", plain = "*-._";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_letter(c) || is_digit(c) || plain.find(c) != std::string_view::npos) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15U];
    }
  }
  return out;
}

std::string form_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(16 * hex(text[i + 1]) + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return text::valid_utf8(out);
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> out;
  for (std::size_t from = 0;;) {
    const std::size_t to = text.find(at, from);
    out.push_back(text.substr(from, to == std::string_view::npos ? to : to - from));
    if (to == std::string_view::npos) return out;
    from = to + 1;
  }
}

std::optional<int> whole(std::string_view text, std::size_t digits) {
  if (text.empty() || text.size() > digits || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  return std::atoi(std::string(text).c_str());
}

std::vector<int> wholes(std::string_view text, std::size_t count) {
  std::vector<int> out;
  for (const auto part : split(text, '.')) {
    const auto number = part == "-1" ? std::optional(-1) : whole(part, 6);
    if (!number) return {};
    out.push_back(*number);
  }
  return out.size() == count ? out : std::vector<int>{};
}

std::optional<float> decimal(std::string_view text) {
  const std::string copy(text);
  constexpr std::string_view allowed = "0123456789+-.eE";
  if (copy.empty() || copy.size() > 32 || copy.find_first_not_of(allowed) != std::string::npos) return std::nullopt;
  char* end = nullptr;
  const float value = std::strtof(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string shortest(float value) {
  char text[32];
  for (int digits = 1; digits <= 9; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, static_cast<double>(value));
    if (std::strtof(text, nullptr) == value) break;
  }
  return text;
}

std::string mask_text(const core::Mask& mask) {
  std::string out = std::to_string(mask.rows()) + "x" + std::to_string(mask.cols()) + ":";
  for (Eigen::Index i = 0; i < mask.size(); i += 6) {
    unsigned bits = 0;
    for (Eigen::Index b = i; b < i + 6; ++b) bits = 2 * bits + (b < mask.size() && mask.data()[b] ? 1 : 0);
    out += sixty_four[bits];
  }
  return out;
}

std::optional<core::Mask> mask_of(std::string_view text, Eigen::Index most) {
  const auto colon = text.find(':'), cross = text.find('x');
  if (colon == std::string_view::npos || cross > colon) return std::nullopt;
  const auto rows = whole(text.substr(0, cross), longest_side);
  const auto cols = whole(text.substr(cross + 1, colon - cross - 1), longest_side);
  const std::string_view letters = text.substr(colon + 1);
  if (!rows || !cols || *rows < 1 || *cols < 1) return std::nullopt;
  const Eigen::Index size = static_cast<Eigen::Index>(*rows) * *cols;
  if (size > most || static_cast<Eigen::Index>(letters.size()) != (size + 5) / 6) return std::nullopt;
  core::Mask mask(*rows, *cols);
  for (Eigen::Index i = 0; i < size; ++i) {
    const auto bits = sixty_four.find(letters[static_cast<std::size_t>(i / 6)]);
    if (bits == std::string_view::npos) return std::nullopt;
    mask.data()[i] = (bits >> (5 - i % 6) & 1U) != 0;
  }
  return mask;
}

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += byte >= 0xF0 ? 2 : (byte & 0xC0U) != 0x80 ? 1 : 0;
  }
  return units;
}

}  // namespace theatre::app
