// Any bytes: WordPiece's spans never run backwards and lie inside the text, its ids are in the vocabulary.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/wordpiece.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const theatre::text::WordPiece words(
      "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\nc\ncat\nthe\n##a\n##e\n##s\n##t\n.\n,\n[\n]\nε\n注\n##"
      "ц\nc\xC3\x9F\n");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t at = 0;
  const auto pieces = words.split(text);
  for (const auto& piece : pieces) {
    if (piece.id >= words.size() || piece.end < at || piece.begin >= piece.end || piece.end > size) std::abort();
    at = piece.end;
  }
  const auto some = words.split(text, 3);
  for (std::size_t i = 0; i < some.size(); ++i) {
    if (some[i].id != pieces[i].id || some[i].begin != pieces[i].begin) std::abort();
  }
  // The bytes as a vocabulary.
  const theatre::text::WordPiece own(text);
  for (const auto& piece : own.split(text)) {
    if (piece.id >= own.size()) std::abort();
  }
  return 0;
}
