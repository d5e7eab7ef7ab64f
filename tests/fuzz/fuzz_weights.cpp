// Any bytes as a weights file: refused, or a model that runs. The bytes change a whole small file, with its
// checksum made right again, so that what lies behind the checksum is reached too.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "model/minilm/minilm.hpp"
#include "support/weights_writer.hpp"

namespace {

void try_to_load(const std::vector<std::uint8_t>& bytes) {
  const auto loaded = theatre::model::MiniLM::load(bytes);
  if (!loaded) {
    if (loaded.error().empty() || loaded.error().back() != '.') std::abort();
    return;
  }
  if (loaded.value()->layers() > 4 || loaded.value()->d_model() > 64) return;
  if (loaded.value()->run("a bb [MASK]!").ids.size() < 2) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::uint8_t> whole = theatre::test::tiny_minilm().bytes();
  try_to_load(std::vector<std::uint8_t>(data, data + size));
  // Four bytes an edit: where (two), how, with what.
  std::vector<std::uint8_t> bytes = whole;
  for (std::size_t i = 0; i + 4 <= size && i < 64; i += 4) {
    const std::size_t at = (data[i] | static_cast<std::size_t>(data[i + 1]) << 8) % bytes.size();
    switch (data[i + 2] % 4) {
      case 0:
        bytes[at] = data[i + 3];
        break;
      case 1:
        bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1 << data[i + 3] % 8));
        break;
      case 2:
        bytes[at % 2048] = data[i + 3];  // the header and the directory
        break;
      default:
        if (data[i + 3] == 0) bytes.resize(at + 1);
        break;
    }
  }
  try_to_load(bytes);
  theatre::test::seal(bytes);
  try_to_load(bytes);
  return 0;
}
