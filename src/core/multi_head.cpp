// Multi-head attention, every intermediate kept.
#include "core/multi_head.hpp"

#include <cassert>
#include <utility>

#include "core/product.hpp"

namespace theatre::core {

MultiHead multi_head(const Matrix& x, const Matrix& memory, const MultiHeadParameters& parameters, const Mask& mask,
                     const AttentionOptions& options) {
  assert(parameters.heads > 0);
  assert(parameters.W_Q.cols() == parameters.W_K.cols());
  assert(parameters.W_Q.cols() % parameters.heads == 0 && parameters.W_V.cols() % parameters.heads == 0);
  const Matrix q = affine(x, parameters.W_Q, parameters.b_Q);
  const Matrix k = affine(memory, parameters.W_K, parameters.b_K);
  const Matrix v = affine(memory, parameters.W_V, parameters.b_V);
  const auto d_head = q.cols() / parameters.heads;
  const auto d_value = v.cols() / parameters.heads;

  MultiHead pass;
  pass.concatenated.resize(x.rows(), v.cols());
  for (int h = 0; h < parameters.heads; ++h) {
    HeadPass head;
    head.q = q.middleCols(h * d_head, d_head);
    head.k = k.middleCols(h * d_head, d_head);
    head.v = v.middleCols(h * d_value, d_value);
    head.attention = attention(head.q, head.k, head.v, mask, options);
    pass.concatenated.middleCols(h * d_value, d_value) = head.attention.output;
    pass.heads.push_back(std::move(head));
  }
  pass.output = affine(pass.concatenated, parameters.W_O, parameters.b_O);
  return pass;
}

}  // namespace theatre::core
