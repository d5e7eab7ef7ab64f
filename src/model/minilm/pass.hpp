// The encoder's arithmetic, layer by layer. Knows no words and no Trace.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/int8_product.hpp"
#include "core/tensor.hpp"
#include "model/minilm/weights.hpp"
#include "model/model.hpp"

namespace theatre::model {

// What the learner switched, made ready for a text of T tokens.
struct EncoderSwitches {
  float temperature = 1;
  bool scale = true;
  bool positions = true;
  core::Mask mask;                // (T, T), or empty
  std::vector<std::uint8_t> off;  // layers · heads; 1 = off. Empty = none
  bool same_heads = false;
  std::optional<Turn> turn;  // fits the text and the head

  bool is_off(int layer, int head, int heads) const {
    return !off.empty() && off[static_cast<std::size_t>(layer * heads + head)] != 0;
  }
};

struct EmbeddingPass {
  core::Matrix words;      // (T, d)
  core::Matrix positions;  // (T, d); zeros when switched off
  core::Matrix sum;        // (T, d) words + positions + type
  core::Matrix out;        // (T, d) normalised
};

// One layer. q, k, v of head h are columns [h·d_head, (h+1)·d_head) of their third of qkv; its map is rows
// [h·T, (h+1)·T) of weights.
struct LayerPass {
  core::Matrix qkv;           // (T, 3 d)
  std::vector<float> turned;  // (d_head) what x · W had given where an arrow was turned by hand in this layer
  core::Matrix products;      // (heads · T, T); only when everything is kept
  core::Matrix weights;       // (heads · T, T)
  core::Matrix mixed;         // (T, d) the heads' outputs side by side, before any is switched off
  core::Matrix attended;      // (T, d) x + mixed · W_O + b_O
  core::Matrix normalised;    // (T, d)
  core::Matrix hidden;        // (T, hidden) after GELU
  core::Matrix lowered;       // (T, d) normalised + hidden · W_down + b
  core::Matrix out;           // (T, d)
};

// `maps` is the fast path, with attention's products in int16; `everything` takes them in float and keeps
// them.
enum class Keep { maps, everything };

// Buffers between calls.
struct EncoderScratch {
  core::Int16Rows rows, shares;
  std::vector<core::Int16Rows> q;    // of each head
  std::vector<core::Int16Panels> k;  // of each head
  core::Int16Panels v;               // of all heads side by side
  core::Matrix reaching;             // mixed without the heads that are off
};

void embed(const MiniLMWeights& w, std::span<const std::uint32_t> ids, const EncoderSwitches& switches,
           EmbeddingPass& out);

// x (T, d) is the residual stream before layer `layer`.
void encode_layer(const MiniLMWeights& w, int layer, const core::Matrix& x, const EncoderSwitches& switches, Keep keep,
                  EncoderScratch& scratch, LayerPass& out);

// Mean of the rows of x (T, d), and the same scaled to length 1.
struct Pooled {
  core::RowVector mean;
  core::RowVector unit;
};
Pooled pool(const core::Matrix& x);

}  // namespace theatre::model
