// Any bytes as a Trace, or as parameters of heads: refused, or whole. Edits of a real one get past the first
// checks.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "model/minilm/minilm.hpp"
#include "support/passes.hpp"
#include "support/weights_writer.hpp"
#include "trace/bytes.hpp"
#include "trace/json.hpp"
#include "trace/ledger.hpp"

namespace {

// A few numbers of every kind, of every head and step.
void ask_for_numbers(const theatre::trace::Trace& trace) {
  using theatre::trace::Quantity;
  for (int step = 0; step < static_cast<int>(trace.steps.size()); ++step) {
    const auto& heads = trace.steps[static_cast<std::size_t>(step)].heads;
    for (int kind = 0; kind <= static_cast<int>(Quantity::Kind::part); ++kind) {
      Quantity quantity{static_cast<Quantity::Kind>(kind), -1, -1, 1, 0, step};
      if (!heads.empty()) quantity.layer = heads.back().layer, quantity.head = heads.back().index;
      const auto ledger = theatre::trace::explain(trace, quantity);
      if (!ledger && ledger.error().empty()) std::abort();
      if (theatre::trace::name_of(trace, quantity).empty()) std::abort();
    }
  }
}

void try_to_read(const std::vector<std::uint8_t>& bytes) {
  const auto read = theatre::trace::from_bytes(bytes);
  if (!read) {
    if (read.error().empty()) std::abort();
    return;
  }
  // What was accepted is whole enough to be written again, and everything in it can be asked for.
  const theatre::trace::Trace& trace = *read.value();
  if (theatre::trace::to_bytes(trace).empty() || theatre::trace::to_json(trace).empty()) std::abort();
  ask_for_numbers(trace);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::uint8_t> weights = theatre::test::tiny_minilm().bytes();
  static const auto model = theatre::model::MiniLM::load(weights);
  static const std::vector<std::vector<std::uint8_t>> wholes = [] {
    theatre::model::Switches switches;
    switches.mask = theatre::model::MaskKind::causal;
    return std::vector<std::vector<std::uint8_t>>{
        theatre::trace::to_bytes(*model.value()->forward("a", switches)),
        theatre::trace::to_bytes(theatre::test::cross_trace()),
        theatre::trace::to_bytes(theatre::test::rotary_trace(6, "a b")),
        theatre::trace::to_bytes(theatre::test::recurrent_trace(7, "a b")),
    };
  }();
  std::vector<std::uint8_t> bytes(data, data + size);
  try_to_read(bytes);
  theatre::trace::ParameterSet set;
  set.add(bytes);

  bytes = wholes[size > 0 ? data[size - 1] % wholes.size() : 0];
  for (std::size_t i = 0; i + 3 <= size && i < 24; i += 3) {
    const std::size_t at = 16 + (data[i] | static_cast<std::size_t>(data[i + 1]) << 8) % (bytes.size() - 16);
    bytes[at] = data[i + 2];
  }
  try_to_read(bytes);
  return 0;
}
