// Scaled dot-product attention, every intermediate kept.
#pragma once

#include "core/tensor.hpp"

namespace theatre::core {

struct AttentionOptions {
  bool scale = true;      // false: products are not divided by √d_head
  float temperature = 1;  // divides the scores; > 0, see softmax.hpp for the limit at 0
};

struct Attention {
  float scale = 1;  // what the products were divided by: √d_head, or 1
  Matrix products;  // (T_query, T_key) q kᵀ
  Matrix scores;    // (T_query, T_key) products / scale, before mask and temperature
  Matrix weights;   // (T_query, T_key) softmax(mask(scores) / temperature)
  Matrix output;    // (T_query, d_value) weights · v
};

// Attention(Q, K, V) = softmax(Q Kᵀ / √d_k) V. Vaswani et al. 2017, §3.2.1, equation 1.
// q (T_query, d_head), k (T_key, d_head), v (T_key, d_value); mask (T_query, T_key) or empty.
// A query that may look at nothing gets a row of zero weights and a zero output.
Attention attention(const Matrix& q, const Matrix& k, const Matrix& v, const Mask& mask = {},
                    const AttentionOptions& options = {});

}  // namespace theatre::core
