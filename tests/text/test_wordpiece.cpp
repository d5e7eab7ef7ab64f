// WordPiece against the reference on thousands of lines; spans; odd vocabularies.
#include "text/wordpiece.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "model/weights_file.hpp"
#include "support/minilm.hpp"

using namespace theatre;

namespace {

const text::WordPiece& words() {
  static const text::WordPiece instance = [] {
    const auto file = model::WeightsFile::open(test::minilm_bytes());
    REQUIRE(file);
    const model::WeightTensor* lines = file.value().find("vocabulary");
    REQUIRE(lines != nullptr);
    return text::WordPiece(lines->text());
  }();
  return instance;
}

std::string from_hex(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return out;
}

// "tokenization, naive" → "token ##ization , naive"
std::string spelt(const std::string& text) {
  std::string out;
  for (const text::Piece& piece : words().split(text)) {
    if (!out.empty()) out += ' ';
    out += words().piece(piece.id);
  }
  return out;
}

// "token|ization|,|naïve": what the spans cover.
std::string covered(const std::string& text) {
  std::string out;
  for (const text::Piece& piece : words().split(text)) {
    if (!out.empty()) out += '|';
    out += text.substr(piece.begin, piece.end - piece.begin);
  }
  return out;
}

}  // namespace

TEST_CASE("WordPiece gives the reference's pieces on every golden line", "[wordpiece]") {
  std::ifstream in(std::string(THEATRE_SOURCE_DIR) + "/tests/golden/minilm/wordpiece.tsv");
  REQUIRE(in.is_open());
  int lines = 0, wrong = 0;
  for (std::string line; std::getline(in, line); ++lines) {
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != std::string::npos);
    const std::string text = from_hex(line.substr(0, tab));
    std::ostringstream ids;
    std::size_t at = 0;
    for (const text::Piece& piece : words().split(text)) {
      ids << (at == 0 && ids.tellp() == 0 ? "" : " ") << piece.id;
      // Spans never run backwards; two pieces of one character (a letter with a part of its own) may share
      // it.
      if (piece.end < at || piece.begin >= piece.end || piece.end > text.size()) ++wrong;
      at = piece.end;
    }
    if (ids.str() != line.substr(tab + 1)) {
      ++wrong;
      UNSCOPED_INFO(line << " became " << ids.str());
    }
  }
  CHECK(lines >= 5000);
  CHECK(wrong == 0);
}

TEST_CASE("WordPiece's pieces and spans on plain examples", "[wordpiece]") {
  CHECK(words().size() == 30522);
  CHECK(spelt("The cat's tokenization, naïve!") == "the cat ' s token ##ization , naive !");
  CHECK(covered("The cat's tokenization, naïve!") == "The|cat|'|s|token|ization|,|naïve|!");
  CHECK(spelt("注意力 in 2024") == "[UNK] [UNK] 力 in 202 ##4");
  CHECK(spelt("a[MASK]b") == "a [MASK] b");
  CHECK(spelt("[mask]") == "[ mask ]");
  CHECK(spelt(std::string(101, 'a')) == "[UNK]");
  CHECK(spelt("") == "");
  CHECK(covered("e\xCC\x81t") == "e\xCC\x81t");
  CHECK(words().split("so, so").at(1).punctuation);
  CHECK(!words().split("so, so").at(0).punctuation);
}

TEST_CASE("A limit stops WordPiece early and changes nothing before it", "[wordpiece]") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "unbelievable, ";
  const auto all = words().split(text);
  const auto some = words().split(text, 100);
  REQUIRE(some.size() >= 100);
  CHECK(some.size() < 110);
  for (std::size_t i = 0; i < some.size(); ++i) {
    CHECK(some[i].id == all[i].id);
    CHECK(some[i].end == all[i].end);
  }
}

TEST_CASE("A vocabulary that is not whole is refused", "[wordpiece]") {
  const std::string whole = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n##b\n";
  CHECK(text::WordPiece(whole).valid());
  for (const std::string& bad : {std::string(), std::string("\n"), std::string("[PAD]\n"), whole + "a\n", whole + "\n",
                                 whole + "c", std::string(100, '\n')}) {
    INFO(bad);
    const text::WordPiece words_of_bad(bad);
    CHECK(!words_of_bad.valid());
    CHECK(words_of_bad.split("a [MASK] b").empty());
  }
  const text::WordPiece small(whole);
  const auto pieces = small.split("abb ac");
  REQUIRE(pieces.size() == 4);
  CHECK(pieces[1].id == 6);
  CHECK(pieces[3].id == small.unknown());
}
