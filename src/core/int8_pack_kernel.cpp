// Rounding and laying out what the quantised products read: see int8_product.hpp for the layouts.
#include <algorithm>
#include <cmath>

#include "core/int8_product.hpp"
#include "core/lane_functions.hpp"

namespace theatre::core {
namespace {

float largest_of(const float* row, int count) {
  // Two of each in turn, or each step would wait for the one before.
  Lanes most[2] = {Lanes::all(0), Lanes::all(0)}, least[2] = {Lanes::all(0), Lanes::all(0)};
  int k = 0;
  for (; k + 8 <= count; k += 8) {
    for (int i = 0; i < 2; ++i) {
      const Lanes four = Lanes::load(row + k + 4 * i);
      most[i] = larger(most[i], four);
      least[i] = smaller(least[i], four);
    }
  }
  const Lanes nothing = Lanes::all(0);
  float out = largest(larger(larger(most[0], most[1]), nothing - smaller(least[0], least[1])));
  for (; k < count; ++k) out = std::max(out, std::abs(row[k]));
  return out;
}

// Rounds row · factor, a pair of neighbours to each `to`, `to + step`, …; an odd last one gets a 0 beside it.
void round_row(const float* row, int count, float factor, std::int16_t* to, std::ptrdiff_t step) {
  const Lanes up = Lanes::all(factor);
  const Rounding round;
  int k = 0;
  for (; k + 8 <= count; k += 8, to += 4 * step) {
    store_int16_pairs(to, step, round(Lanes::load(row + k) * up), round(Lanes::load(row + k + 4) * up), round.shift);
  }
  for (; k < count; k += 2, to += step) {
    to[0] = static_cast<std::int16_t>(std::lrint(row[k] * factor));
    to[1] = k + 1 < count ? static_cast<std::int16_t>(std::lrint(row[k + 1] * factor)) : std::int16_t{0};
  }
}

// Rounds `count` numbers of each row of a tile to `to`, as round_row does, and gives each row's sum.
void round_tile(const float* x, std::ptrdiff_t stride, int rows, int count, const float* factors, std::int16_t* to,
                std::int32_t* sums) {
  int k = 0;
  if (rows == 4) {
    const Lanes up[4] = {Lanes::all(factors[0]), Lanes::all(factors[1]), Lanes::all(factors[2]),
                         Lanes::all(factors[3])};
    const Rounding round;
    WholeLanes whole;
    for (; k + 8 <= count; k += 8) {
      Lanes low[4], high[4];
      for (int r = 0; r < 4; ++r) {
        low[r] = round(Lanes::load(x + r * stride + k) * up[r]);
        high[r] = round(Lanes::load(x + r * stride + k + 4) * up[r]);
      }
      store_int16_rows(to + 4 * k, low, high, round.shift, whole);
    }
    whole.store(sums);
  } else {
    std::fill_n(sums, rows, 0);
  }
  to += static_cast<std::ptrdiff_t>(k) * rows;
  for (int r = 0; r < rows && k < count; ++r) {
    round_row(x + r * stride + k, count - k, factors[r], to + 2 * r, 2 * rows);
    for (int i = 0; i < (count - k + 1) / 2; ++i) sums[r] += to[2 * r + 2 * rows * i] + to[2 * r + 2 * rows * i + 1];
  }
}

// What to multiply with so that `largest` becomes `limit`. A row of zeros, or of numbers too small to divide
// by, is 0.
float factor_for(float largest, float limit) { return largest > 1e-30F ? limit / largest : 0; }

int round_up(int value, int step) { return (value + step - 1) / step * step; }

// A buffer grows and never shrinks, so that going from a large to a small matrix and back costs nothing.
template <class T>
void make_room(std::vector<T>& buffer, std::size_t size) {
  if (buffer.size() < size) buffer.resize(size);
}

}  // namespace

std::vector<std::uint8_t> pack_panels(std::span<const std::int8_t> row_major, int inputs, int outputs) {
  std::vector<std::uint8_t> packed(row_major.size());
  for (int k = 0; k < inputs; ++k) {
    for (int o = 0; o < outputs; ++o) {
      const int value = row_major[static_cast<std::size_t>(k) * outputs + o];
      packed[static_cast<std::size_t>(panel_index(inputs, k, o))] =
          static_cast<std::uint8_t>(o % panel_outputs < 4 ? value + 128 : value);
    }
  }
  return packed;
}

void Int16Rows::reshape(int new_rows, int new_inputs, int new_group) {
  rows = new_rows;
  inputs = new_inputs;
  group = new_group > 0 ? new_group : inputs;
  make_room(values, static_cast<std::size_t>(rows) * inputs);
  make_room(scales, static_cast<std::size_t>(rows));
  make_room(sums, static_cast<std::size_t>(rows) * groups());
}

void Int16Panels::reshape(int new_inputs, int new_outputs) {
  inputs = round_up(new_inputs, 2);
  outputs = round_up(new_outputs, panel_outputs);
  make_room(values, static_cast<std::size_t>(inputs) * outputs);
  make_room(scales, static_cast<std::size_t>(outputs));
  if (new_outputs == outputs) return;
  const int whole = outputs - panel_outputs;
  std::fill_n(values.begin() + static_cast<std::ptrdiff_t>(whole) * inputs, panel_outputs * inputs, std::int16_t{0});
  std::fill_n(scales.begin() + whole, panel_outputs, 0.0F);
}

std::int32_t activation_limit(int inputs, std::int32_t largest_weight) {
  // inputs · limit · largest_weight < 2^31, and never more than int16 holds.
  const std::int64_t most = (std::int64_t{1} << 31) - 1;
  const std::int64_t limit = most / (std::int64_t{std::max(largest_weight, 1)} * std::max(inputs, 1));
  return static_cast<std::int32_t>(std::min<std::int64_t>(limit, 32000));
}

void quantise_tile(const float* x, std::ptrdiff_t stride, int tile, std::int32_t limit, Int16Rows& out) {
  const RowTile at = row_tile(out.rows, tile);
  float factors[tile_rows];
  for (int r = 0; r < at.rows; ++r) {
    const float most = largest_of(x + r * stride, out.inputs);
    out.scales[static_cast<std::size_t>(at.first + r)] = most / static_cast<float>(limit);
    factors[r] = factor_for(most, static_cast<float>(limit));
  }
  std::int16_t* to = out.values.data() + out.tile_at(at);
  std::int32_t* sums = out.sums.data() + out.sums_at(at);
  for (int k = 0; k < out.inputs; k += out.group) {
    round_tile(x + k, stride, at.rows, out.group, factors, to, sums);
    for (int r = 0; r < at.rows; ++r) sums[r] *= -128;
    to += static_cast<std::ptrdiff_t>(out.group) * at.rows;
    sums += at.rows;
  }
}

void quantise_tile_by(const float* x, std::ptrdiff_t stride, int count, int tile, float factor, Int16Rows& out) {
  const RowTile at = row_tile(out.rows, tile);
  std::fill_n(out.scales.begin() + at.first, at.rows, 1 / factor);
  const float factors[tile_rows] = {factor, factor, factor, factor};
  std::int32_t sums[tile_rows];
  round_tile(x, stride, at.rows, count, factors, out.values.data() + out.tile_at(at), sums);
}

void quantise_rows(const float* x, int rows, int inputs, std::ptrdiff_t stride, int group, std::int32_t limit,
                   Int16Rows& out) {
  out.reshape(rows, inputs, group);
  for (int i = 0; i < tiles_of(rows); ++i) quantise_tile(x + i * tile_rows * stride, stride, i, limit, out);
}

void pack_row(const float* x, int o, std::int32_t limit, Int16Panels& out) {
  const float most = largest_of(x, out.inputs);
  out.scales[static_cast<std::size_t>(o)] = most / static_cast<float>(limit);
  const int first = o / panel_outputs * panel_outputs;
  round_row(x, out.inputs, factor_for(most, static_cast<float>(limit)),
            out.values.data() + static_cast<std::ptrdiff_t>(first) * out.inputs + 2 * (o - first), 2 * panel_outputs);
}

void pack_columns(const float* x, int rows, int columns, std::ptrdiff_t stride, std::int32_t limit, Int16Panels& out) {
  out.reshape(rows, columns);
  // Row after row, as they lie in memory; `scales` hold the largest of each column meanwhile.
  float* const scales = out.scales.data();
  const Lanes zero = Lanes::all(0);
  std::fill_n(scales, columns, 0.0F);
  for (int r = 0; r < rows; ++r) {
    const float* row = x + r * stride;
    for (int c = 0; c < columns; c += 4) {
      const Lanes four = Lanes::load(row + c);
      larger(Lanes::load(scales + c), larger(four, zero - four)).store(scales + c);
    }
  }
  std::vector<float> factors(static_cast<std::size_t>(columns));
  for (int c = 0; c < columns; ++c) {
    factors[static_cast<std::size_t>(c)] = factor_for(scales[c], static_cast<float>(limit));
    scales[c] /= static_cast<float>(limit);
  }
  const Rounding round;
  for (int r = 0; r < rows; r += 2) {
    const float* row = x + r * stride;
    const bool pair = r + 1 < rows;
    std::int16_t* to = out.values.data() + static_cast<std::ptrdiff_t>(r) * panel_outputs;
    for (int c = 0; c < columns; c += panel_outputs, to += static_cast<std::ptrdiff_t>(panel_outputs) * out.inputs) {
      const Lanes low = Lanes::load(&factors[static_cast<std::size_t>(c)]);
      const Lanes high = Lanes::load(&factors[static_cast<std::size_t>(c) + 4]);
      const float* next = row + stride + c;
      store_int16_interleaved(to, round(Lanes::load(row + c) * low), round(Lanes::load(row + c + 4) * high),
                              pair ? round(Lanes::load(next) * low) : round.shift,
                              pair ? round(Lanes::load(next + 4) * high) : round.shift, round.shift);
    }
  }
}

}  // namespace theatre::core
