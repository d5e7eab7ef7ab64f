// The encoder's arithmetic. Every matrix product is int16 by int8 or int16 by int16, summed exactly; the rest
// is float.
#include "model/minilm_pass.hpp"

#include <algorithm>
#include <cmath>

#include "core/lanes.hpp"
#include "core/softmax.hpp"

namespace theatre::model {
namespace {

using core::Lanes;
using core::Matrix;
using Eigen::Index;

constexpr float norm_epsilon = 1e-12F;
constexpr std::int32_t share_limit = 32000;  // a weight of 1 as int16; a row of them adds up to hardly more

// out = (x - mean) / √(variance + ε) · gamma + beta over each row; see core/layer_norm.hpp for the source.
void normalise(const Matrix& x, const NormWeights& norm, Matrix& out) {
  const Index d = x.cols();  // a multiple of 8
  out.resize(x.rows(), d);
  const float share = 1 / static_cast<float>(d);
  for (Index t = 0; t < x.rows(); ++t) {
    const float* from = x.data() + t * d;
    float* to = out.data() + t * d;
    Lanes sum = Lanes::all(0);
    for (Index c = 0; c < d; c += 4) sum = sum + Lanes::load(from + c);
    const Lanes mean = Lanes::all(core::sum(sum) * share);
    Lanes squares = Lanes::all(0);
    for (Index c = 0; c < d; c += 4) {
      const Lanes away = Lanes::load(from + c) - mean;
      squares = squares + away * away;
    }
    const Lanes factor = Lanes::all(1 / std::sqrt(core::sum(squares) * share + norm_epsilon));
    for (Index c = 0; c < d; c += 4) {
      const Lanes scaled = (Lanes::load(from + c) - mean) * factor;
      (scaled * Lanes::load(norm.gamma + c) + Lanes::load(norm.beta + c)).store(to + c);
    }
  }
}

// out = x W + bias.
void linear(const Matrix& x, const LinearWeights& w, core::Int16Rows& rows, Matrix& out) {
  const int inputs = w.matrix.inputs;
  core::quantise_rows(x.data(), static_cast<int>(x.rows()), inputs, x.cols(),
                      core::activation_limit(w.matrix.group), rows);
  out.resize(x.rows(), w.matrix.outputs);
  core::int8_product(rows, w.matrix, w.bias, out.data(), out.cols());
}

void add_to(Matrix& out, const Matrix& x) {
  for (Index i = 0; i < out.size(); i += 4) {
    (Lanes::load(out.data() + i) + Lanes::load(x.data() + i)).store(out.data() + i);
  }
}

// row (count) becomes softmax(row · factor). `line` has room for count rounded up to 4.
void softmax_row(float* row, Index count, float factor, float* line) {
  const Index padded = (count + 3) / 4 * 4;
  std::copy(row, row + count, line);
  std::fill(line + count, line + padded, -1e30F);  // e^-87: nothing beside the largest, which is e^0
  Lanes most = Lanes::all(-1e30F);
  for (Index j = 0; j < padded; j += 4) most = core::larger(most, Lanes::load(line + j));
  const Lanes top = Lanes::all(core::largest(most));
  const Lanes times = Lanes::all(factor);
  Lanes sum = Lanes::all(0);
  for (Index j = 0; j < padded; j += 4) {
    const Lanes e = core::exp((Lanes::load(line + j) - top) * times);
    sum = sum + e;
    e.store(line + j);
  }
  const Lanes share = Lanes::all(1 / core::sum(sum));
  for (Index j = 0; j < padded; j += 4) (Lanes::load(line + j) * share).store(line + j);
  std::copy(line, line + count, row);
}

// A row of weights as int16, filled up to an even number.
void round_shares(const float* row, Index count, std::int16_t* to, Index room) {
  Index j = 0;
  const Lanes times = Lanes::all(static_cast<float>(share_limit));
  for (; j + 8 <= count; j += 8) {
    core::store_int16(to + j, core::round_shifted(Lanes::load(row + j) * times),
                      core::round_shifted(Lanes::load(row + j + 4) * times));
  }
  for (; j < count; ++j) to[j] = static_cast<std::int16_t>(row[j] * static_cast<float>(share_limit) + 0.5F);
  for (; j < room; ++j) to[j] = 0;
}

// Rows [h·T, (h+1)·T) of `weights` hold q kᵀ and become the head's map.
void weigh(Matrix& weights, Index head, const EncoderSwitches& switches, float scale,
           EncoderScratch& scratch) {
  const Index size = weights.cols();
  float* const block = weights.data() + head * size * size;
  if (switches.mask.size() == 0 && switches.temperature >= 1e-3F) {
    const float factor = 1 / (scale * switches.temperature);
    for (Index t = 0; t < size; ++t) softmax_row(block + t * size, size, factor, scratch.line.data());
    return;
  }
  const Matrix scores = Eigen::Map<const Matrix>(block, size, size) / scale;
  Eigen::Map<Matrix>(block, size, size) = core::softmax(scores, switches.mask, switches.temperature);
}

}  // namespace

void embed(const MiniLMWeights& w, std::span<const std::uint32_t> ids, const EncoderSwitches& switches,
           EmbeddingPass& out) {
  const auto size = static_cast<Index>(ids.size());
  out.words.resize(size, w.d);
  out.positions = Matrix::Zero(size, w.d);
  out.sum.resize(size, w.d);
  for (Index t = 0; t < size; ++t) {
    const std::uint32_t id = ids[static_cast<std::size_t>(t)];
    const std::int8_t* row = w.words->int8() + static_cast<std::ptrdiff_t>(id) * w.d;
    const Index group = w.words->group;
    const std::uint16_t* scales = w.words->scales + static_cast<std::ptrdiff_t>(id) * (w.d / group);
    const float* position = w.position_rows + t * w.d;
    for (Index c = 0; c < w.d; ++c) {
      out.words(t, c) = static_cast<float>(row[c]) * core::widen_scale(scales[c / group]);
      if (switches.positions) out.positions(t, c) = position[c];
      out.sum(t, c) = out.words(t, c) + out.positions(t, c) + w.type_row[c];
    }
  }
  normalise(out.sum, w.embedding_norm, out.out);
}

void encode_layer(const MiniLMWeights& w, int layer, const Matrix& x, const EncoderSwitches& switches,
                  Keep keep, EncoderScratch& scratch, LayerPass& out) {
  const EncoderLayerWeights& weights = w.layer[static_cast<std::size_t>(layer)];
  const Index size = x.rows();
  const int tokens = static_cast<int>(size);
  const Index d = w.d, d_head = w.d_head;

  linear(x, weights.qkv, scratch.rows, out.qkv);
  if (switches.same_heads) {
    for (Index t = 0; t < size; ++t) {
      for (Index third = 0; third < 3; ++third) {
        float* first = &out.qkv(t, third * d);
        for (Index h = 1; h < w.heads; ++h) std::copy(first, first + d_head, first + h * d_head);
      }
    }
  }

  // Scaled dot-product attention of each head (Vaswani et al. 2017, §3.2.1).
  out.weights.resize(w.heads * size, size);
  out.mixed.resize(size, d);
  if (keep == Keep::everything) out.products.resize(w.heads * size, size);
  scratch.line.resize(static_cast<std::size_t>(size + 4));
  const std::int32_t qk_limit = static_cast<std::int32_t>(std::sqrt(2147483647.0 / w.d_head)) - 1;
  const float scale = switches.scale ? std::sqrt(static_cast<float>(d_head)) : 1;
  for (Index h = 0; h < w.heads; ++h) {
    if (keep == Keep::everything) {
      // In float, so that the ledger's terms add up to the numbers that the Trace shows.
      const auto products =
          out.qkv.middleCols(h * d_head, d_head) * out.qkv.middleCols(d + h * d_head, d_head).transpose();
      out.products.middleRows(h * size, size).noalias() = products;
      out.weights.middleRows(h * size, size) = out.products.middleRows(h * size, size);
      weigh(out.weights, h, switches, scale, scratch);
      out.mixed.middleCols(h * d_head, d_head).noalias() =
          out.weights.middleRows(h * size, size) * out.qkv.middleCols(2 * d + h * d_head, d_head);
      continue;
    }
    const float* const q = out.qkv.data() + h * d_head;
    core::quantise_rows(q, tokens, w.d_head, out.qkv.cols(), qk_limit, scratch.q);
    core::pack_rows(q + d, tokens, w.d_head, out.qkv.cols(), qk_limit, scratch.k);
    core::pack_columns(q + 2 * d, tokens, w.d_head, out.qkv.cols(), share_limit, scratch.v);
    float* const map = out.weights.data() + h * size * size;
    core::int16_product(scratch.q, scratch.k, tokens, map, size);
    weigh(out.weights, h, switches, scale, scratch);

    core::Int16Rows& shares = scratch.shares;
    shares.rows = tokens;
    shares.inputs = scratch.v.inputs;
    shares.values.resize(static_cast<std::size_t>(tokens) * shares.inputs);
    shares.scales.assign(static_cast<std::size_t>(tokens), 1 / static_cast<float>(share_limit));
    for (Index t = 0; t < size; ++t) {
      round_shares(map + t * size, size, shares.values.data() + t * shares.inputs, shares.inputs);
    }
    core::int16_product(shares, scratch.v, w.d_head, out.mixed.data() + h * d_head, d);
  }

  const bool some_off = !switches.off.empty();
  if (some_off) {
    scratch.reaching = out.mixed;
    for (int h = 0; h < w.heads; ++h) {
      if (switches.is_off(layer, h, w.heads)) scratch.reaching.middleCols(h * d_head, d_head).setZero();
    }
  }
  linear(some_off ? scratch.reaching : out.mixed, weights.output, scratch.rows, out.attended);
  add_to(out.attended, x);
  normalise(out.attended, weights.attention_norm, out.normalised);

  // The feed-forward part (same paper, §3.3), with GELU.
  linear(out.normalised, weights.up, scratch.rows, out.hidden);
  for (Index i = 0; i < out.hidden.size(); i += 4) {
    core::gelu(Lanes::load(out.hidden.data() + i)).store(out.hidden.data() + i);
  }
  linear(out.hidden, weights.down, scratch.rows, out.lowered);
  add_to(out.lowered, out.normalised);
  normalise(out.lowered, weights.feed_forward_norm, out.out);
}

Pooled pool(const Matrix& x) {
  Pooled out;
  out.mean = x.colwise().mean();
  const float length = out.mean.norm();
  out.unit = length > 0 ? core::RowVector(out.mean / length) : out.mean;
  return out;
}

}  // namespace theatre::model
