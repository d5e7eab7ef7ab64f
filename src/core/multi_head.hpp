// Multi-head attention, every intermediate kept.
#pragma once

#include <vector>

#include "core/attention.hpp"
#include "core/tensor.hpp"

namespace theatre::core {

// All heads side by side, as trained models store them: head h owns columns [h·d_head, (h+1)·d_head) of W_Q
// and W_K, columns [h·d_value, (h+1)·d_value) of W_V, and the same rows of W_O. An empty bias adds nothing.
struct MultiHeadParameters {
  int heads = 1;
  Matrix W_Q;     // (d_model, heads·d_head)
  Matrix W_K;     // (d_memory, heads·d_head)
  Matrix W_V;     // (d_memory, heads·d_value)
  Matrix W_O;     // (heads·d_value, d_out)
  RowVector b_Q;  // (1, heads·d_head)
  RowVector b_K;  // (1, heads·d_head)
  RowVector b_V;  // (1, heads·d_value)
  RowVector b_O;  // (1, d_out)
};

struct HeadPass {
  Matrix q;             // (T_query, d_head)
  Matrix k;             // (T_key, d_head)
  Matrix v;             // (T_key, d_value)
  Attention attention;  // products, scores, weights (T_query, T_key); output (T_query, d_value)
};

struct MultiHead {
  std::vector<HeadPass> heads;
  Matrix concatenated;  // (T_query, heads·d_value) the heads' outputs side by side
  Matrix output;        // (T_query, d_out) concatenated · W_O + b_O
};

// MultiHead(Q, K, V) = Concat(head_1, …, head_h) W_O. Vaswani et al. 2017, §3.2.2.
// Queries are made from x (T_query, d_model), keys and values from memory (T_key, d_memory);
// self-attention passes the same matrix twice. One mask (T_query, T_key), or none, for all heads.
MultiHead multi_head(const Matrix& x, const Matrix& memory, const MultiHeadParameters& parameters,
                     const Mask& mask = {}, const AttentionOptions& options = {});

}  // namespace theatre::core
