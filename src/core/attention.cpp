// Scaled dot-product attention, every intermediate kept.
#include "core/attention.hpp"

#include <cassert>
#include <cmath>

#include "core/product.hpp"
#include "core/softmax.hpp"

namespace theatre::core {

Attention attention(const Matrix& q, const Matrix& k, const Matrix& v, const Mask& mask,
                    const AttentionOptions& options) {
  assert(k.rows() == v.rows());
  Attention pass;
  const auto d_head = static_cast<float>(q.cols());
  pass.scale = options.scale && d_head > 0 ? std::sqrt(d_head) : 1.0f;
  pass.products = product_transposed(q, k);
  pass.scores = pass.products / pass.scale;
  pass.weights = softmax(pass.scores, mask, options.temperature);
  pass.output = product(pass.weights, v);
  return pass;
}

}  // namespace theatre::core
