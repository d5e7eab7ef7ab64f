// The word tokenizer: one pass over code points, then contractions are cut off the ends of words.
#include "text/words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace theatre::text {
namespace {

struct Char {
  char32_t code = 0;
  std::size_t begin = 0;  // byte offset
  CharClass cls = CharClass::space;
};

constexpr char32_t kZwnj = 0x200C, kZwj = 0x200D, kSoftHyphen = 0xAD, kKeycap = 0x20E3;

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0xFF07; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_regional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
bool is_variation(char32_t c) { return c >= 0xFE00 && c <= 0xFE0F; }
bool is_skin_tone(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }
bool is_tag(char32_t c) { return c >= 0xE0020 && c <= 0xE007F; }

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {
    chars_.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
      const Decoded d = decode_utf8(text, at);
      chars_.push_back({d.code, at, d.valid ? char_class(d.code) : CharClass::symbol});
      at += d.length;
    }
  }

  std::vector<Token> run() {
    std::size_t at = 0;
    while (at < chars_.size()) {
      const CharClass cls = chars_[at].cls;
      if (cls == CharClass::space || cls == CharClass::joiner) {
        ++at;
      } else if (std::size_t end = keycap(at); end != at) {
        at = put(at, end, Kind::symbol);
      } else if (cls == CharClass::letter || cls == CharClass::mark || cls == CharClass::digit) {
        at = word(at);
      } else if (end = clitic(at); end != at) {
        at = put(at, end, Kind::word);
      } else if (cls == CharClass::ideograph) {
        at = put(at, trailing(at + 1), Kind::word);
      } else if (cls == CharClass::punctuation) {
        at = put(at, repeated(at), Kind::punctuation);
      } else {
        at = put(at, symbol(at), Kind::symbol);
      }
    }
    return std::move(tokens_);
  }

 private:
  CharClass cls(std::size_t at) const { return at < chars_.size() ? chars_[at].cls : CharClass::space; }
  char32_t code(std::size_t at) const { return at < chars_.size() ? chars_[at].code : 0; }
  bool wordy(std::size_t at) const {
    const CharClass c = cls(at);
    return c == CharClass::letter || c == CharClass::mark || c == CharClass::digit;
  }
  std::size_t offset(std::size_t at) const { return at < chars_.size() ? chars_[at].begin : text_.size(); }

  // Adds chars [from, to) as one token; returns `to`.
  std::size_t put(std::size_t from, std::size_t to, Kind kind) {
    Token token;
    token.begin = offset(from);
    token.end = offset(to);
    token.kind = kind;
    for (std::size_t i = from; i < to; ++i) append_utf8(token.text, chars_[i].code);
    tokens_.push_back(std::move(token));
    return to;
  }

  // Past the marks and joiners that belong to the character before `at`.
  std::size_t trailing(std::size_t at) const {
    while (cls(at) == CharClass::mark) ++at;
    return at;
  }

  // Past a run of the same mark: "...", "!!", "--".
  std::size_t repeated(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < chars_.size() && chars_[end].code == chars_[at].code) ++end;
    return trailing(end);
  }

  // "1️⃣": a digit, # or * under a keycap. Returns `at` when there is none.
  std::size_t keycap(std::size_t at) const {
    const char32_t c = code(at);
    if (!(c == '#' || c == '*' || (c >= '0' && c <= '9'))) return at;
    std::size_t end = at + 1;
    if (is_variation(code(end))) ++end;
    return code(end) == kKeycap ? end + 1 : at;
  }

  // One symbol: a flag (two regional indicators), an emoji with variation, skin tone, tags and whatever is joined
  // to it by zero-width joiners, or a run of one plain sign ("==", "→→").
  std::size_t symbol(std::size_t at) const {
    if (is_regional(code(at)) && is_regional(code(at + 1))) return at + 2;
    std::size_t end = at;
    while (true) {
      ++end;
      while (cls(end) == CharClass::mark || is_variation(code(end)) || is_skin_tone(code(end)) || is_tag(code(end))) {
        ++end;
      }
      const bool joined = code(end) == kZwj && cls(end + 1) == CharClass::symbol;
      if (!joined) break;
      ++end;  // the joiner; the loop takes the symbol after it
    }
    const bool plain = end == at + 1 && code(at) < 0x1F000 && !(code(at) >= 0x2600 && code(at) < 0x2800);
    return plain ? repeated(at) : end;
  }

  // A contraction's ending that stands alone, as in text split before: "it 's", "do n't" keeps its own word.
  std::size_t clitic(std::size_t at) const {
    if (!is_apostrophe(code(at)) || (at > 0 && wordy(at - 1))) return at;
    for (std::string_view ending : {"s", "re", "ve", "ll", "d", "m", "em", "til", "tis", "twas"}) {
      std::size_t end = at + 1;
      for (char c : ending) {
        if (lower_case(code(end)) != static_cast<char32_t>(c)) break;
        ++end;
      }
      if (end == at + 1 + ending.size() && !wordy(end) && !is_apostrophe(code(end))) return end;
    }
    return at;
  }

  // "e.g.", "U.S.", "a.m.": single letters with full stops. Returns `at` when there are not at least two.
  std::size_t initials(std::size_t at) const {
    std::size_t end = at;
    int letters = 0;
    while (is_ascii_letter(code(end)) && code(end + 1) == '.') {
      end += 2;
      ++letters;
    }
    return letters >= 2 && !wordy(end) ? end : at;
  }

  // "Mr." and its like keep their full stop when a name follows.
  bool is_title(std::size_t from, std::size_t to) const {
    if (code(to) != '.' || to - from > 4) return false;
    std::string low;
    for (std::size_t i = from; i < to; ++i) append_utf8(low, lower_case(code(i)));
    constexpr std::array<std::string_view, 6> titles{"mr", "mrs", "ms", "dr", "prof", "st"};
    if (std::find(titles.begin(), titles.end(), low) == titles.end()) return false;
    std::size_t next = to + 1;
    while (next < chars_.size() && cls(next) == CharClass::space) ++next;
    return next > to + 1 && lower_case(code(next)) != code(next);
  }

  std::size_t word(std::size_t from) {
    if (const std::size_t end = initials(from); end != from) return put(from, end, Kind::word);
    std::size_t end = from;
    bool letters = false, hyphens = false;
    while (true) {
      while (wordy(end)) {
        letters = letters || cls(end) == CharClass::letter;
        ++end;
      }
      const char32_t c = code(end);
      const bool after_digit = cls(end - 1) == CharClass::digit, before_digit = cls(end + 1) == CharClass::digit;
      const bool joins =
          is_hyphen(c) || is_apostrophe(c) || c == '_' || c == 0xB7 || c == kZwj || c == kZwnj || c == kSoftHyphen;
      const bool numeric =
          after_digit && before_digit && (c == '.' || c == ',' || c == ':' || c == 0x66B || c == 0x66C || c == 0x2044);
      if (!(wordy(end + 1) && (joins || numeric))) break;
      hyphens = hyphens || is_hyphen(c);
      ++end;
    }
    // Joiners at a word's end shape its last letter.
    while (code(end) == kZwj || code(end) == kZwnj || code(end) == kSoftHyphen) ++end;
    const bool number = cls(from) == CharClass::digit && !(letters && hyphens);
    if (number && !letters && (code(end) == '%' || code(end) == 0x66A)) ++end;
    if (number) return put(from, end, Kind::number);
    if (is_title(from, end)) return put(from, end + 1, Kind::word);
    return contraction(from, end);
  }

  // Do chars [from, to) end with `ending`, in any case, ' standing for every apostrophe?
  bool ends_with(std::size_t from, std::size_t to, std::string_view ending) const {
    if (to - from < ending.size()) return false;
    for (std::size_t i = 0; i < ending.size(); ++i) {
      const char32_t c = code(to - ending.size() + i);
      const bool same = ending[i] == '\'' ? is_apostrophe(c) : lower_case(c) == static_cast<char32_t>(ending[i]);
      if (!same) return false;
    }
    return true;
  }

  // Puts the word [from, to) in its parts: "shouldn't've" is should, n't, 've.
  std::size_t contraction(std::size_t from, std::size_t to) {
    std::vector<std::size_t> cuts;  // where parts begin, last first
    std::size_t end = to;
    bool found = true;
    while (found) {
      found = false;
      for (std::string_view ending : {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"}) {
        if (end - from > ending.size() && ends_with(from, end, ending)) {
          end -= ending.size();
          cuts.push_back(end);
          found = true;
          break;
        }
      }
    }
    if (cuts.empty() && to - from == 6 && ends_with(from, to, "cannot")) cuts.push_back(from + 3);
    std::size_t begin = from;
    for (auto cut = cuts.rbegin(); cut != cuts.rend(); ++cut) begin = put(begin, *cut, Kind::word);
    return put(begin, to, Kind::word);
  }

  std::string_view text_;
  std::vector<Char> chars_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> split_words(std::string_view text) { return Splitter(text).run(); }

}  // namespace theatre::text
