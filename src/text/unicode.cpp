// Look-up in the generated tables of character classes and capitals.
#include "text/unicode.hpp"

#include <algorithm>
#include <iterator>

#include "text/utf8.hpp"

namespace theatre::text {
namespace {

struct CaseRun {
  std::uint32_t first, last, stride;
  std::int32_t distance;
};

#include "text/unicode_classes.inc"

}  // namespace

CharClass char_class(char32_t code) {
  const auto key = static_cast<std::uint32_t>(code) * 8 + 7;
  const auto* after = std::upper_bound(std::begin(kClassRuns), std::end(kClassRuns), key);
  return static_cast<CharClass>(*(after - 1) % 8);  // the first run begins at 0, so there is one before
}

char32_t lower_case(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 32 : code;
  const auto* run = std::lower_bound(std::begin(kCaseRuns), std::end(kCaseRuns), code,
                                     [](const CaseRun& r, char32_t c) { return r.last < c; });
  if (run == std::end(kCaseRuns) || code < run->first || (code - run->first) % run->stride != 0) return code;
  return static_cast<char32_t>(static_cast<std::int32_t>(code) + run->distance);
}

std::string lower_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_utf8(text, at);
    append_utf8(out, lower_case(d.code));
    at += d.length;
  }
  return out;
}

}  // namespace theatre::text
