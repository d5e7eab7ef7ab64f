// The encoder's arithmetic. Every matrix product is int16 by int8 or int16 by int16, summed exactly; the rest
// is float.
#include "model/minilm/pass.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/lane_functions.hpp"
#include "core/softmax.hpp"

namespace theatre::model {
namespace {

using core::Lanes;
using core::Matrix;
using Eigen::Index;

constexpr float norm_epsilon = 1e-12F;
constexpr std::int32_t share_limit = 32000;  // a weight of 1 as int16; a row of them adds up to hardly more

// x += added; out = (x - mean) / √(variance + ε) · gamma + beta over each row; see core/layer_norm.hpp for
// the source. `added` may be null.
void add_and_normalise(Matrix& x, const Matrix* added, const NormWeights& norm, Matrix& out) {
  const Index d = x.cols();  // a multiple of 8
  out.resize(x.rows(), d);
  const float share = 1 / static_cast<float>(d);
  for (Index t = 0; t < x.rows(); ++t) {
    float* from = x.data() + t * d;
    float* to = out.data() + t * d;
    if (added != nullptr) {
      const float* more = added->data() + t * d;
      for (Index c = 0; c < d; c += 4) (Lanes::load(from + c) + Lanes::load(more + c)).store(from + c);
    }
    Lanes even = Lanes::all(0), odd = Lanes::all(0);
    for (Index c = 0; c < d; c += 8) {
      even = even + Lanes::load(from + c);
      odd = odd + Lanes::load(from + c + 4);
    }
    const Lanes mean = Lanes::all(core::sum(even + odd) * share);
    even = odd = Lanes::all(0);
    for (Index c = 0; c < d; c += 8) {
      const Lanes first = Lanes::load(from + c) - mean, second = Lanes::load(from + c + 4) - mean;
      even = even + first * first;
      odd = odd + second * second;
    }
    const Lanes factor = Lanes::all(1 / std::sqrt(core::sum(even + odd) * share + norm_epsilon));
    for (Index c = 0; c < d; c += 4) {
      const Lanes scaled = (Lanes::load(from + c) - mean) * factor;
      (scaled * Lanes::load(norm.gamma + c) + Lanes::load(norm.beta + c)).store(to + c);
    }
  }
}

// out = x W + bias for an x that is rounded.
void product(const core::Int16Rows& x, const LinearWeights& w, Matrix& out) {
  out.resize(x.rows, w.matrix.outputs);
  core::int8_product(x, w.matrix, w.bias, out.data(), out.cols());
}

// out = x W + bias.
void linear(const Matrix& x, const LinearWeights& w, core::Int16Rows& rows, Matrix& out) {
  core::quantise_rows(x.data(), static_cast<int>(x.rows()), w.matrix.inputs, x.cols(), w.matrix.group,
                      core::activation_limit(w.matrix.group), rows);
  product(rows, w, out);
}

// x = GELU(x); out = x W + bias. Tile by tile, which stays in the first cache until it is rounded.
void gelu_linear(Matrix& x, const LinearWeights& w, core::Int16Rows& rows, Matrix& out) {
  const Index stride = x.cols();  // a multiple of 8
  const core::Gelu gelu;
  rows.reshape(static_cast<int>(x.rows()), w.matrix.inputs, w.matrix.group);
  for (int i = 0; i < core::tiles_of(rows.rows); ++i) {
    const core::RowTile tile = core::row_tile(rows.rows, i);
    float* const first = x.data() + tile.first * stride;
    for (Index c = 0; c < tile.rows * stride; c += 4) gelu(Lanes::load(first + c)).store(first + c);
    core::quantise_tile(first, stride, i, core::activation_limit(w.matrix.group), rows);
  }
  product(rows, w, out);
}

// row (count) becomes softmax(row · factor).
void softmax_row(float* row, Index count, float factor) {
  const core::Exp exp;
  const Index whole = count / 4 * 4;
  // The last up to three, filled up with e^-87: nothing beside the largest, which is e^0.
  float last[4] = {-1e30F, -1e30F, -1e30F, -1e30F};
  for (Index j = whole; j < count; ++j) last[j - whole] = row[j];
  Lanes most = Lanes::load(last), other = most;
  Index k = 0;
  for (; k + 8 <= whole; k += 8) {
    most = core::larger(most, Lanes::load(row + k));
    other = core::larger(other, Lanes::load(row + k + 4));
  }
  if (k < whole) most = core::larger(most, Lanes::load(row + k));
  const Lanes top = Lanes::all(core::largest(core::larger(most, other)));
  const Lanes times = Lanes::all(factor);
  Lanes rest = exp((Lanes::load(last) - top) * times);
  Lanes sum = rest;
  for (Index j = 0; j < whole; j += 4) {
    const Lanes e = exp((Lanes::load(row + j) - top) * times);
    sum = sum + e;
    e.store(row + j);
  }
  const Lanes share = Lanes::all(1 / core::sum(sum));
  for (Index j = 0; j < whole; j += 4) (Lanes::load(row + j) * share).store(row + j);
  rest = rest * share;
  rest.store(last);
  for (Index j = whole; j < count; ++j) row[j] = last[j - whole];
}

// Rows [h·T, (h+1)·T) of `weights` hold q kᵀ and become the head's map.
void weigh(Matrix& weights, Index head, const EncoderSwitches& switches, float scale) {
  const Index size = weights.cols();
  float* const block = weights.data() + head * size * size;
  if (switches.mask.size() == 0 && switches.temperature >= 1e-3F) {
    const float factor = 1 / (scale * switches.temperature);
    for (Index t = 0; t < size; ++t) softmax_row(block + t * size, size, factor);
    return;
  }
  const Matrix scores = Eigen::Map<const Matrix>(block, size, size) / scale;
  Eigen::Map<Matrix>(block, size, size) = core::softmax(scores, switches.mask, switches.temperature);
}

// q and k of each head, and v, as int16: row by row, for a row of qkv holds all of that.
void round_heads(const MiniLMWeights& w, const Matrix& qkv, EncoderScratch& scratch) {
  const int tokens = static_cast<int>(qkv.rows());
  const auto limit = static_cast<std::int32_t>(std::sqrt(2147483647.0 / w.d_head)) - 1;
  scratch.q.resize(static_cast<std::size_t>(w.heads));
  scratch.k.resize(static_cast<std::size_t>(w.heads));
  for (core::Int16Rows& q : scratch.q) q.reshape(tokens, w.d_head);
  for (core::Int16Panels& k : scratch.k) k.reshape(w.d_head, tokens);
  for (int i = 0; i < core::tiles_of(tokens); ++i) {
    const core::RowTile tile = core::row_tile(tokens, i);
    const float* from = qkv.data() + tile.first * qkv.cols();
    for (core::Int16Rows& q : scratch.q) {
      core::quantise_tile(std::exchange(from, from + w.d_head), qkv.cols(), i, limit, q);
    }
    for (core::Int16Panels& k : scratch.k) {
      for (int r = 0; r < tile.rows; ++r) core::pack_row(from + r * qkv.cols(), tile.first + r, limit, k);
      from += w.d_head;
    }
  }
  core::pack_columns(qkv.data() + 2 * w.d, tokens, w.d, qkv.cols(), share_limit, scratch.v);
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
  add_and_normalise(out.sum, nullptr, w.embedding_norm, out.out);
}

namespace {

// q, k and v of all heads side by side, with what the switches make of them.
void project(const MiniLMWeights& w, int layer, const Matrix& x, const EncoderSwitches& switches,
             EncoderScratch& scratch, LayerPass& out) {
  const Index d = w.d, d_head = w.d_head;
  linear(x, w.layer[static_cast<std::size_t>(layer)].qkv, scratch.rows, out.qkv);
  if (switches.same_heads) {
    for (Index t = 0; t < x.rows(); ++t) {
      for (Index third = 0; third < 3; ++third) {
        float* first = &out.qkv(t, third * d);
        for (Index h = 1; h < w.heads; ++h) std::copy(first, first + d_head, first + h * d_head);
      }
    }
  }
  if (switches.turn && switches.turn->layer == layer) {
    const Turn& turn = *switches.turn;
    float* row = &out.qkv(turn.row, (turn.side == trace::Side::query ? 0 : d) + turn.head * d_head);
    out.turned.assign(row, row + d_head);
    std::copy(turn.to.begin(), turn.to.end(), row);
  }
}

// One head's map and output in float, so that the ledger's terms add up to the numbers that the Trace shows.
void attend_in_float(const MiniLMWeights& w, Index h, const EncoderSwitches& switches, float scale, LayerPass& out) {
  const Index size = out.qkv.rows(), d = w.d, d_head = w.d_head;
  const auto products = out.qkv.middleCols(h * d_head, d_head) * out.qkv.middleCols(d + h * d_head, d_head).transpose();
  out.products.middleRows(h * size, size).noalias() = products;
  out.weights.middleRows(h * size, size) = out.products.middleRows(h * size, size);
  weigh(out.weights, h, switches, scale);
  out.mixed.middleCols(h * d_head, d_head).noalias() =
      out.weights.middleRows(h * size, size) * out.qkv.middleCols(2 * d + h * d_head, d_head);
}

// The same by products of int16: the fast path.
void attend_in_int16(const MiniLMWeights& w, Index h, const EncoderSwitches& switches, float scale,
                     EncoderScratch& scratch, LayerPass& out) {
  const Index size = out.qkv.rows();
  const int tokens = static_cast<int>(size);
  float* const map = out.weights.data() + h * size * size;
  const auto head = static_cast<std::size_t>(h);
  core::int16_product(scratch.q[head], scratch.k[head], 0, tokens, map, size);
  weigh(out.weights, h, switches, scale);
  scratch.shares.reshape(tokens, scratch.v.inputs);
  for (int i = 0; i < core::tiles_of(tokens); ++i) {
    core::quantise_tile_by(map + i * core::tile_rows * size, size, tokens, i, static_cast<float>(share_limit),
                           scratch.shares);
  }
  core::int16_product(scratch.shares, scratch.v, static_cast<int>(h) * w.d_head, w.d_head,
                      out.mixed.data() + h * w.d_head, w.d);
}

}  // namespace

void encode_layer(const MiniLMWeights& w, int layer, const Matrix& x, const EncoderSwitches& switches, Keep keep,
                  EncoderScratch& scratch, LayerPass& out) {
  const EncoderLayerWeights& weights = w.layer[static_cast<std::size_t>(layer)];
  const Index size = x.rows();
  const Index d_head = w.d_head;
  project(w, layer, x, switches, scratch, out);

  // Scaled dot-product attention of each head (Vaswani et al. 2017, §3.2.1).
  out.weights.resize(w.heads * size, size);
  out.mixed.resize(size, w.d);
  if (keep == Keep::everything) out.products.resize(w.heads * size, size);
  if (keep == Keep::maps) round_heads(w, out.qkv, scratch);
  const float scale = switches.scale ? std::sqrt(static_cast<float>(d_head)) : 1;
  for (Index h = 0; h < w.heads; ++h) {
    if (keep == Keep::everything) {
      attend_in_float(w, h, switches, scale, out);
    } else {
      attend_in_int16(w, h, switches, scale, scratch, out);
    }
  }

  const bool some_off = !switches.off.empty();
  if (some_off) {
    scratch.reaching = out.mixed;
    for (int h = 0; h < w.heads; ++h) {
      if (switches.is_off(layer, h, w.heads)) scratch.reaching.middleCols(h * d_head, d_head).setZero();
    }
  }
  linear(some_off ? scratch.reaching : out.mixed, weights.output, scratch.rows, out.attended);
  add_and_normalise(out.attended, &x, weights.attention_norm, out.normalised);

  // The feed-forward part (same paper, §3.3), with GELU.
  linear(out.normalised, weights.up, scratch.rows, out.hidden);
  gelu_linear(out.hidden, weights.down, scratch.rows, out.lowered);
  add_and_normalise(out.lowered, &out.normalised, weights.feed_forward_norm, out.out);
}

Pooled pool(const Matrix& x) {
  Pooled out;
  out.mean = x.colwise().mean();
  const float length = out.mean.norm();
  out.unit = length > 0 ? core::RowVector(out.mean / length) : out.mean;
  return out;
}

}  // namespace theatre::model
