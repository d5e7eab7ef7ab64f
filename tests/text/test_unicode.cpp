// Character classes, lower-casing and UTF-8 decoding.
#include "text/unicode.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "text/utf8.hpp"

using theatre::text::append_utf8;
using theatre::text::char_class;
using theatre::text::CharClass;
using theatre::text::decode_utf8;
using theatre::text::lower_case;

TEST_CASE("unicode: classes") {
  CHECK(char_class('a') == CharClass::letter);
  CHECK(char_class(U'ß') == CharClass::letter);
  CHECK(char_class(U'ش') == CharClass::letter);
  CHECK(char_class(0x0301) == CharClass::mark);
  CHECK(char_class('7') == CharClass::digit);
  CHECK(char_class(U'٣') == CharClass::digit);
  CHECK(char_class('?') == CharClass::punctuation);
  CHECK(char_class(U'。') == CharClass::punctuation);
  CHECK(char_class('+') == CharClass::symbol);
  CHECK(char_class(U'😀') == CharClass::symbol);
  CHECK(char_class(0xE000) == CharClass::symbol);
  CHECK(char_class(U'猫') == CharClass::ideograph);
  CHECK(char_class(U'ね') == CharClass::ideograph);
  CHECK(char_class(U'고') == CharClass::letter);
  CHECK(char_class(0) == CharClass::space);
  CHECK(char_class(0x3000) == CharClass::space);
  CHECK(char_class(0x200D) == CharClass::joiner);
  CHECK(char_class(0x10FFFF) == CharClass::symbol);
}

TEST_CASE("unicode: lower case") {
  CHECK(lower_case("The CAT") == "the cat");
  CHECK(lower_case("ÉCOLE Łódź") == "école łódź");
  CHECK(lower_case("ΑΘΗΝΑ") == "αθηνα");
  CHECK(lower_case("МОСКВА Ёж") == "москва ёж");
  CHECK(lower_case("straße 猫 😀") == "straße 猫 😀");
  CHECK(lower_case("\xFF") == "\uFFFD");
  for (char32_t c = 0; c < 0x20000; ++c) {
    if (lower_case(lower_case(c)) != lower_case(c)) FAIL("lower-casing twice differs at " << static_cast<unsigned>(c));
  }
}

TEST_CASE("utf8: every code point survives the round trip") {
  for (char32_t c = 0; c <= 0x10FFFF; c += (c < 0x3000 ? 1 : 37)) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string bytes;
    append_utf8(bytes, c);
    const auto d = decode_utf8(bytes, 0);
    if (!(d.valid && d.code == c && d.length == bytes.size())) FAIL("code point " << static_cast<unsigned>(c));
  }
}

TEST_CASE("utf8: broken sequences take their longest good beginning") {
  CHECK(decode_utf8("\x80", 0).length == 1);
  CHECK(decode_utf8("\xE2\x82", 0).length == 2);
  CHECK(decode_utf8("\xE2\x82x", 0).length == 2);
  CHECK(decode_utf8("\xF0\x9F\x98", 0).length == 3);
  CHECK(decode_utf8("\xC0\x80", 0).length == 1);
  CHECK(decode_utf8("\xE0\x80\x80", 0).length == 1);
  CHECK(decode_utf8("\xED\xA0\x80", 0).length == 1);
  CHECK(decode_utf8("\xF4\x90\x80\x80", 0).length == 1);
  CHECK_FALSE(decode_utf8("\xF4\x90\x80\x80", 0).valid);
}
