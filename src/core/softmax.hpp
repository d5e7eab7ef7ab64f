// Softmax over each row of a matrix of scores.
#pragma once

#include "core/tensor.hpp"

namespace theatre::core {

// weights(i, j) = exp((s_ij - max_k s_ik) / temperature) / Σ_k exp((s_ik - max_k s_ik) / temperature),
// maximum and sums over the keys that the mask allows. Vaswani et al. 2017, "Attention Is All You Need",
// §3.2.1; the row's maximum is taken off first (Goodfellow et al. 2016, "Deep Learning", §4.1) so that
// nothing overflows.
//
// scores (T_query, T_key); mask of the same shape, or empty for "everything allowed".
// - A masked weight, and one whose score is -infinity, is exactly 0.
// - A row in which every key is masked is all zeros.
// - Scores of +infinity share the row equally among themselves.
// - A share below the smallest normal float (a score some 87 under the maximum) is exactly 0.
// - temperature > 0; 0 or less gives the limit: the largest scores share the row equally.
// Finite scores never give "not a number".
Matrix softmax(const Matrix& scores, const Mask& mask = {}, float temperature = 1);

}  // namespace theatre::core
