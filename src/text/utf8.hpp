// UTF-8 to code points and back. Broken bytes decode as U+FFFD, the way browsers do it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace theatre::text {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code = kReplacement;
  std::size_t length = 1;  // bytes taken, at least 1
  bool valid = false;      // false: these bytes are not UTF-8 and `code` is U+FFFD
};

// Decodes the code point that begins at byte `at`; needs at < bytes.size(). A broken sequence takes its longest
// well-formed beginning (Unicode 15, section 3.9, "maximal subpart"), so decoding always moves on.
inline Decoded decode_utf8(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned first = byte(at);
  if (first < 0x80) return {static_cast<char32_t>(first), 1, true};
  std::size_t wanted = 0;
  char32_t code = 0;
  unsigned low = 0x80, high = 0xBF;  // limits of the second byte; narrower ones refuse overlong forms and surrogates
  if (first >= 0xC2 && first <= 0xDF) {
    wanted = 1;
    code = first & 0x1Fu;
  } else if (first >= 0xE0 && first <= 0xEF) {
    wanted = 2;
    code = first & 0x0Fu;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    wanted = 3;
    code = first & 0x07u;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {kReplacement, 1, false};
  }
  std::size_t length = 1;
  while (length <= wanted) {
    if (at + length >= bytes.size()) return {kReplacement, length, false};
    const unsigned next = byte(at + length);
    if (next < low || next > high) return {kReplacement, length, false};
    code = (code << 6) | (next & 0x3Fu);
    low = 0x80;
    high = 0xBF;
    ++length;
  }
  return {code, length, true};
}

// Appends one code point (a scalar value; anything else is written as U+FFFD).
inline void append_utf8(std::string& out, char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = kReplacement;
  const auto put = [&](char32_t value) { out.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

// The text with each broken sequence as one U+FFFD.
inline std::string valid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const Decoded decoded = decode_utf8(bytes, at);
    append_utf8(out, decoded.code);
    at += decoded.length;
  }
  return out;
}

}  // namespace theatre::text
