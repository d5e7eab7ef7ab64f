// The word tokenizer: a table of cases, and properties that hold for any bytes.
#include "text/words.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace {

using theatre::text::Kind;
using theatre::text::split_words;
using theatre::text::Token;

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  for (const Token& token : split_words(text)) out.push_back(token.text);
  return out;
}

using Words = std::vector<std::string>;

// What must hold for any bytes: spans in order, inside the text, none empty; gaps hold nothing a reader sees.
void check_properties(std::string_view text) {
  std::size_t at = 0;
  const auto gap_is_blank = [&](std::size_t from, std::size_t to) {
    while (from < to) {
      const auto d = theatre::text::decode_utf8(text, from);
      const auto cls = theatre::text::char_class(d.code);
      if (!d.valid || (cls != theatre::text::CharClass::space && cls != theatre::text::CharClass::joiner)) return false;
      from += d.length;
    }
    return from == to;
  };
  bool fine = true;
  std::string rebuilt;
  for (const Token& token : split_words(text)) {
    fine = fine && token.begin >= at && token.begin < token.end && token.end <= text.size();
    if (!fine) break;
    fine = fine && gap_is_blank(at, token.begin) && !token.text.empty();
    std::string decoded;
    for (std::size_t i = token.begin; i < token.end;) {
      const auto d = theatre::text::decode_utf8(text, i);
      theatre::text::append_utf8(decoded, d.code);
      i += d.length;
    }
    fine = fine && decoded == token.text;
    rebuilt.append(text.substr(at, token.end - at));
    at = token.end;
  }
  fine = fine && gap_is_blank(at, text.size());
  rebuilt.append(text.substr(at));
  CHECK(fine);
  CHECK(rebuilt == text);
}

}  // namespace

TEST_CASE("words: sentences of the course") {
  CHECK(texts("The cat sat on the mat because it was tired.") ==
        Words{"The", "cat", "sat", "on", "the", "mat", "because", "it", "was", "tired", "."});
  CHECK(texts("I love pizza") == Words{"I", "love", "pizza"});
  CHECK(texts("What can I get you?") == Words{"What", "can", "I", "get", "you", "?"});
  const auto tokens = split_words("I love pizza");
  CHECK(tokens[1].begin == 2);
  CHECK(tokens[1].end == 6);
  CHECK(tokens[2].begin == 7);
  CHECK(tokens[2].end == 12);
}

TEST_CASE("words: contractions are split as in the Penn Treebank") {
  CHECK(texts("don't") == Words{"do", "n't"});
  CHECK(texts("cat's") == Words{"cat", "'s"});
  CHECK(texts("it's can't I'm") == Words{"it", "'s", "ca", "n't", "I", "'m"});
  CHECK(texts("won’t they’re we’ve") == Words{"wo", "n’t", "they", "’re", "we", "’ve"});
  CHECK(texts("I'd she'll") == Words{"I", "'d", "she", "'ll"});
  CHECK(texts("shouldn't've") == Words{"should", "n't", "'ve"});
  CHECK(texts("DON'T") == Words{"DO", "N'T"});
  CHECK(texts("I cannot go") == Words{"I", "can", "not", "go"});
  CHECK(texts("the dogs' tails") == Words{"the", "dogs", "'", "tails"});
  CHECK(texts("it 's here") == Words{"it", "'s", "here"});
  CHECK(texts("o'clock ma'am") == Words{"o'clock", "ma'am"});
  const auto tokens = split_words("don’t");
  CHECK(tokens[1].begin == 2);
  CHECK(tokens[1].end == 7);
}

TEST_CASE("words: punctuation, numbers, hyphens") {
  CHECK(texts("Wait... what?!") == Words{"Wait", "...", "what", "?", "!"});
  CHECK(texts("\"Yes,\" he said.") == Words{"\"", "Yes", ",", "\"", "he", "said", "."});
  CHECK(texts("No!!! (really)") == Words{"No", "!!!", "(", "really", ")"});
  CHECK(texts("a well-known mother-in-law") == Words{"a", "well-known", "mother-in-law"});
  CHECK(texts("yes - no -- maybe") == Words{"yes", "-", "no", "--", "maybe"});
  CHECK(texts("3.5, 1,000; 10:30. 50%") == Words{"3.5", ",", "1,000", ";", "10:30", ".", "50%"});
  CHECK(texts("the 3rd of 1990s") == Words{"the", "3rd", "of", "1990s"});
  CHECK(texts("a 3-year-old") == Words{"a", "3-year-old"});
  CHECK(texts("$5 = 5 €") == Words{"$", "5", "=", "5", "€"});
  CHECK(texts("e.g. the U.S. at 5 p.m.") == Words{"e.g.", "the", "U.S.", "at", "5", "p.m."});
  CHECK(texts("Mr. Smith met Dr. Jones.") == Words{"Mr.", "Smith", "met", "Dr.", "Jones", "."});
  CHECK(texts("He lives in St.") == Words{"He", "lives", "in", "St", "."});
  CHECK(texts("the end.The start") == Words{"the", "end", ".", "The", "start"});
  const auto tokens = split_words("cat 3.5 . €");
  CHECK(tokens[0].kind == Kind::word);
  CHECK(tokens[1].kind == Kind::number);
  CHECK(tokens[2].kind == Kind::punctuation);
  CHECK(tokens[3].kind == Kind::symbol);
}

TEST_CASE("words: other scripts") {
  CHECK(texts("Le chat dort à l'école") == Words{"Le", "chat", "dort", "à", "l'école"});
  CHECK(texts("cafe\u0301 na\u00EFve") == Words{"cafe\u0301", "na\u00EFve"});
  CHECK(texts("Привет, мир") == Words{"Привет", ",", "мир"});
  CHECK(texts("مَرحَبًا بالعالم") == Words{"مَرحَبًا", "بالعالم"});
  CHECK(texts("שָׁלוֹם עולם") == Words{"שָׁלוֹם", "עולם"});
  CHECK(texts("नमस्ते दुनिया।") == Words{"नमस्ते", "दुनिया", "।"});
  CHECK(texts("می\u200Cخواهم") == Words{"می\u200Cخواهم"});
  CHECK(texts("我爱你。") == Words{"我", "爱", "你", "。"});
  CHECK(texts("ねこ 고양이") == Words{"ね", "こ", "고양이"});
}

TEST_CASE("words: an emoji with all that belongs to it is one symbol") {
  CHECK(texts("hi 😀😀!") == Words{"hi", "😀", "😀", "!"});
  CHECK(texts("👩‍👩‍👧‍👦") == Words{"👩‍👩‍👧‍👦"});
  CHECK(texts("👍🏽👋🏿") == Words{"👍🏽", "👋🏿"});
  CHECK(texts("🇫🇷🇩🇪") == Words{"🇫🇷", "🇩🇪"});
  CHECK(texts("❤️ ☺️") == Words{"❤️", "☺️"});
  CHECK(texts("🏴󠁧󠁢󠁳󠁣󠁴󠁿") == Words{"🏴󠁧󠁢󠁳󠁣󠁴󠁿"});
  CHECK(texts("1️⃣2️⃣") == Words{"1️⃣", "2️⃣"});
  CHECK(texts("🏳️‍🌈") == Words{"🏳️‍🌈"});
  for (const auto& token : split_words("👩‍👩‍👧‍👦 🇫🇷 1️⃣")) CHECK(token.kind == Kind::symbol);
}

TEST_CASE("words: bad and empty input") {
  CHECK(split_words("").empty());
  CHECK(split_words(" \t\n\u00A0\u3000\u200B").empty());
  CHECK(texts(std::string_view("a\0b\x01"
                               "c",
                               5)) == Words{"a", "b", "c"});
  const auto tokens = split_words("a \xFF b\xE2\x82");
  REQUIRE(tokens.size() == 4);
  CHECK(tokens[1].text == "\uFFFD");
  CHECK(tokens[1].begin == 2);
  CHECK(tokens[1].end == 3);
  CHECK(tokens[3].text == "\uFFFD");
  CHECK(tokens[3].begin == 5);
  CHECK(tokens[3].end == 7);
  CHECK(split_words("\xF0\x9F\x98").size() == 1);                 // cut emoji
  CHECK(split_words("\xC0\xAF").front().text == "\uFFFD\uFFFD");  // overlong form
  CHECK(split_words("\xED\xA0\x80").size() == 1);                 // surrogate
}

TEST_CASE("words: properties hold for random bytes and random pieces of text") {
  const std::vector<std::string> pieces{
      "cat",    "'",        "’",          "n't",  "'s", " ",      ".",       "...",   ",",
      "3",      "1,0",      "%",          "-",    "--", "é",      "e\u0301", "我",    "ー",
      "😀",      "\u200D",   "\uFE0F",     "🏽", "🇫",  "\u20E3", "#",       "م",     "़",
      "\xFF",   "\xE2\x82", "\xF0\x9F",   "\n",   "\0", "_",      "U.S.",    "Mr.",   "\u00AD",
      "\u0600", "\uE000",   "\U000E0067", "Ⅷ",    "½",  "＇",     "cannot",  "\u2044"};
  std::uint32_t state = 12345;
  const auto next = [&](std::uint32_t n) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % n;
  };
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const std::uint32_t length = next(20);
    for (std::uint32_t i = 0; i < length; ++i) {
      if (next(5) == 0) {
        text.push_back(static_cast<char>(next(256)));
      } else {
        text += pieces[next(static_cast<std::uint32_t>(pieces.size()))];
      }
    }
    check_properties(text);
  }
  std::string bytes;
  for (int i = 0; i < 20000; ++i) bytes.push_back(static_cast<char>(next(256)));
  check_properties(bytes);
}

TEST_CASE("words: splitting the words again changes nothing") {
  const std::string text = "The cat's owner can't say \"well-known\" 3.5 times, e.g. at 10:30 in the U.S. 👩‍👧";
  std::string spaced;
  const Words once = texts(text);
  for (const auto& word : once) spaced += word + " ";
  CHECK(texts(spaced) == once);
}

TEST_CASE("words: ten thousand words") {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "word" + std::to_string(i) + " ";
  CHECK(split_words(text).size() == 10000);
}
