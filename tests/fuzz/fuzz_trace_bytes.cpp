// Any bytes as a Trace, or as parameters of heads: refused, or whole. Edits of a real one get past the first
// checks.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "model/minilm/minilm.hpp"
#include "support/weights_writer.hpp"
#include "trace/bytes.hpp"

namespace {

void try_to_read(const std::vector<std::uint8_t>& bytes) {
  const auto read = theatre::trace::from_bytes(bytes);
  if (!read) {
    if (read.error().empty()) std::abort();
    return;
  }
  // What was accepted is whole enough to be written again.
  if (theatre::trace::to_bytes(*read.value()).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::uint8_t> weights = theatre::test::tiny_minilm().bytes();
  static const auto model = theatre::model::MiniLM::load(weights);
  static const std::vector<std::uint8_t> whole = [] {
    theatre::model::Switches switches;
    switches.mask = theatre::model::MaskKind::causal;
    return theatre::trace::to_bytes(*model.value()->forward("a", switches));
  }();
  std::vector<std::uint8_t> bytes(data, data + size);
  try_to_read(bytes);
  theatre::trace::ParameterSet set;
  set.add(bytes);

  bytes = whole;
  for (std::size_t i = 0; i + 3 <= size && i < 24; i += 3) {
    const std::size_t at = 16 + (data[i] | static_cast<std::size_t>(data[i + 1]) << 8) % (bytes.size() - 16);
    bytes[at] = data[i + 2];
  }
  try_to_read(bytes);
  return 0;
}
