// What one pass adds to the pass before it, where a text grows token by token: the new rows alone. Earlier tokens never
// look at later ones, so what stood before still stands and need not be told again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "trace/trace.hpp"

namespace theatre::trace {

struct Addition {
  std::size_t grows = 0;      // which of the texts
  std::size_t kept = 0;       // tokens of it that stay as they were; those after them are dropped
  std::size_t kept_text = 0;  // and bytes
  // What follows the kept text, the new tokens (their spans point into the whole text), all notes; and of each step
  // that works on this text its N new rows: q, output, out (N, …), tensors inside (N, …), products, scores, weights and
  // mask (N, keys), and k and v (N, …) where the keys are this text's as well. Other steps have no heads and an empty
  // `out`.
  Trace rows;
  // Of each head that looks at the text it works on, in their order: what earlier queries make of the new keys before
  // the mask hides them, (kept, N). Empty where the head keeps its weights alone.
  std::vector<Matrix> products_above;
};

// The whole pass, with the parameters of the one before. Fails with one sentence where the two don't belong together.
core::Result<std::shared_ptr<Trace>> extend(const Trace& before, const Addition& more);

std::vector<std::uint8_t> to_bytes(const Addition& more);
// Are these the bytes of an Addition, and not of a whole Trace?
bool is_addition(std::span<const std::uint8_t> bytes);
// Every length is checked; whether the shapes fit is for extend() to say. Fails with one sentence.
core::Result<Addition> addition_from_bytes(std::span<const std::uint8_t> bytes);

}  // namespace theatre::trace
