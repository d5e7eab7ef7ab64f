// The lexicon's file: any bytes, bytes behind a good header, and small changes of the real file. Whatever loads must
// answer look-ups with finite numbers.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

#include "embedded/lexicon_bin.hpp"
#include "model/lexicon/data.hpp"
#include "model/lexicon/lexicon.hpp"

namespace {

void put_u32(std::vector<std::uint8_t>& bytes, std::size_t at, std::uint32_t number) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<std::uint8_t>(number >> (8 * i));
}

void repair_header(std::vector<std::uint8_t>& bytes) {
  put_u32(bytes, 8, static_cast<std::uint32_t>(bytes.size() - 16));
  put_u32(bytes, 12, theatre::model::crc32(std::span<const std::uint8_t>(bytes).subspan(16)));
}

void check(const theatre::model::Lexicon& lexicon, std::string_view word) {
  for (const bool start : {false, true}) {
    const auto found = lexicon.look_up(word, start);
    if (found.source.empty()) std::abort();
    for (const float value : found.features.values()) {
      if (!std::isfinite(value)) std::abort();
    }
  }
}

void load_and_look(const std::vector<std::uint8_t>& bytes, std::string_view word) {
  const auto lexicon = theatre::model::Lexicon::load(bytes);
  if (!lexicon) {
    if (lexicon.error().empty() || lexicon.error().back() != '.') std::abort();
    return;
  }
  for (const std::string_view known : {"cat", "ran", "Will", "the", "unhappily"}) check(lexicon.value(), known);
  check(lexicon.value(), word);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace theatre;
  const std::string_view word(reinterpret_cast<const char*>(data), size);
  check(model::built_in_lexicon(), word);

  std::vector<std::uint8_t> bytes(data, data + size);
  load_and_look(bytes, word);

  const std::vector<std::uint8_t> real(embedded::lexicon_bin, embedded::lexicon_bin + embedded::lexicon_bin_size);
  bytes.assign(real.begin(), real.begin() + 16);
  bytes.insert(bytes.end(), data, data + size);
  repair_header(bytes);
  load_and_look(bytes, word);

  // Four bytes of input: where the real file is changed and to what; the first byte of all may cut it.
  if (size < 5 || data[0] % 16 != 0) return 0;  // the real file is long; not every input needs it
  bytes = real;
  for (std::size_t i = 1; i + 3 < std::min<std::size_t>(size, 40); i += 4) {
    const std::size_t at =
        (data[i] | static_cast<std::size_t>(data[i + 1]) << 8 | static_cast<std::size_t>(data[i + 2]) << 16);
    bytes[16 + at % (bytes.size() - 16)] = data[i + 3];
  }
  repair_header(bytes);
  load_and_look(bytes, word);
  return 0;
}
