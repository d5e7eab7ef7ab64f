// MiniLM's weights as the forward pass reads them: views into a checked weights file.
#pragma once

#include <vector>

#include "core/int8_product.hpp"
#include "core/result.hpp"
#include "model/weights_file.hpp"

namespace theatre::model {

// A layer normalisation's two rows of d_model numbers.
struct NormWeights {
  const float* gamma = nullptr;
  const float* beta = nullptr;
};

// y = x W + bias.
struct LinearWeights {
  core::Int8Panels matrix;
  const float* bias = nullptr;
};

// One encoder layer (Devlin et al. 2018; normalised after each addition, as in Vaswani et al. 2017).
struct EncoderLayerWeights {
  LinearWeights qkv;     // (d, 3 d): W_Q, W_K, W_V side by side, each head by head
  LinearWeights output;  // (d, d): W_O
  NormWeights attention_norm;
  LinearWeights up;    // (d, hidden)
  LinearWeights down;  // (hidden, d)
  NormWeights feed_forward_norm;
};

struct MiniLMWeights {
  int layers = 0;
  int heads = 0;
  int d = 0;       // d_model
  int d_head = 0;  // d / heads
  int hidden = 0;
  int positions = 0;           // the longest text, in pieces
  const WeightTensor* words;   // int8 rows (vocabulary, d)
  const float* position_rows;  // (positions, d)
  const float* type_row;       // (1, d): added to every token
  NormWeights embedding_norm;
  std::vector<EncoderLayerWeights> layer;
  std::string_view vocabulary;  // lines
};

// Fails with one sentence when the file is not a whole MiniLM. The views point into `file` and its bytes.
core::Result<MiniLMWeights> bind_minilm(const WeightsFile& file);

}  // namespace theatre::model
