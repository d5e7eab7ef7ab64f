// Any bytes: the word tokenizer's spans stay in order and inside the text, and its tokens say what the bytes say.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/utf8.hpp"
#include "text/words.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t at = 0;
  for (const auto& token : theatre::text::split_words(text)) {
    if (token.begin < at || token.begin >= token.end || token.end > size) std::abort();
    std::string decoded;
    for (std::size_t i = token.begin; i < token.end;) {
      const auto d = theatre::text::decode_utf8(text, i);
      theatre::text::append_utf8(decoded, d.code);
      i += d.length;
    }
    if (decoded != token.text) std::abort();
    at = token.end;
  }
  return 0;
}
