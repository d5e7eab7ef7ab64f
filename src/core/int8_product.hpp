// The product behind every linear layer of a quantised model: int16 activations times int8 weights, summed
// exactly in int32, scaled back to float; and the same for two activations, as attention needs it. Nothing
// here knows of models.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace theatre::core {

// How weights lie in memory. W (inputs, outputs) is cut into panels of 8 outputs; inside a panel the 16
// weights of inputs k and k+1 stand together, then those of k+2. Such 16 bytes are read as 8 lanes of int16:
// lane 2i + j has input k + j, in its upper byte the weight of output i + 4, in its lower byte the weight of
// output i plus 128. So the lanes as they are, and the lanes shifted right by 8, are all that the kernel
// needs:
//   Σ x · lane = 256 · Σ x · w[i + 4] + Σ x · w[i] + 128 · Σ x,   Σ x · (lane >> 8) = Σ x · w[i + 4]
// which is one instruction where widening both halves to int16 is two, and a weight file can be used as it
// lies. The first sum may wrap round modulo 2^32; what is left of it in the end does not.
inline constexpr int panel_outputs = 8;

// A view of packed weights; outputs a multiple of 8. Each output has one scale for every `group` inputs, so
// that one large weight coarsens only its neighbours: W[k][o] ≈ values · scale(k / group, o). A scale is the
// upper half of a float's bits (sign, exponent and 7 bits of the fraction), which costs two bytes and no work
// to widen.
struct Int8Panels {
  int inputs = 0;                         // a multiple of group
  int outputs = 0;                        // a multiple of 8
  int group = 0;                          // even
  const std::uint8_t* values = nullptr;   // inputs · outputs
  const std::uint16_t* scales = nullptr;  // (inputs / group, outputs)
};

inline float widen_scale(std::uint16_t scale) {
  const std::uint32_t bits = static_cast<std::uint32_t>(scale) << 16;
  float out = 0;
  std::memcpy(&out, &bits, sizeof out);
  return out;
}

// Packs a row-major int8 matrix (inputs, outputs) into panels.
std::vector<std::uint8_t> pack_panels(std::span<const std::int8_t> row_major, int inputs, int outputs);

// Where W[k][o] lies among packed values.
inline std::ptrdiff_t panel_index(int inputs, int k, int o) {
  const std::ptrdiff_t panel = static_cast<std::ptrdiff_t>(o / panel_outputs) * panel_outputs * inputs;
  const int lane = 2 * (o % 4) + k % 2;
  return panel + k / 2 * 2 * panel_outputs + 2 * lane + o % panel_outputs / 4;
}

// W[k][o] of packed weights, before scaling.
inline int panel_value(const Int8Panels& w, int k, int o) {
  const int byte = w.values[panel_index(w.inputs, k, o)];
  return o % panel_outputs < 4 ? byte - 128 : static_cast<std::int8_t>(byte);
}

// W[k][o] of packed weights, as a number.
inline float panel_weight(const Int8Panels& w, int k, int o) {
  const std::ptrdiff_t scale = static_cast<std::ptrdiff_t>(k / w.group) * w.outputs + o;
  return static_cast<float>(panel_value(w, k, o)) * widen_scale(w.scales[scale]);
}

// How activations lie in memory. Rows are cut into tiles of 4, for which the kernel has registers; what is
// left is a smaller tile. Inside a tile the pairs of inputs k and k+1 of all its rows stand together, then
// those of k+2. So the kernel reads a tile from its first byte to its last.
inline constexpr int tile_rows = 4;

struct RowTile {
  int first = 0;
  int rows = 0;
};
inline int tiles_of(int rows) { return (rows + tile_rows - 1) / tile_rows; }
inline RowTile row_tile(int rows, int tile) {
  const int first = tile * tile_rows, left = rows - first;
  return {first, left < tile_rows ? left : tile_rows};
}

// Activations x (rows, inputs) as int16 in such tiles, one scale a row: x ≈ value · scales[row].
struct Int16Rows {
  int rows = 0;
  int inputs = 0;                    // even
  int group = 0;                     // of the weights that they meet; inputs if these are int16 panels
  std::vector<std::int16_t> values;  // rows · inputs, and perhaps unused room behind
  std::vector<float> scales;         // rows, likewise
  // -128 · Σ value over each group of inputs, which the packing of int8 weights asks for: tile by tile,
  // inside group by group, inside row by row.
  std::vector<std::int32_t> sums;

  // Makes room; a smaller matrix keeps the room of a larger one. Without a group there is one of all inputs.
  void reshape(int new_rows, int new_inputs, int new_group = 0);
  int groups() const { return inputs / group; }
  // Where the values of a tile begin: after all of the rows before it. Its sums likewise.
  std::ptrdiff_t tile_at(RowTile tile) const { return static_cast<std::ptrdiff_t>(tile.first) * inputs; }
  std::ptrdiff_t sums_at(RowTile tile) const { return static_cast<std::ptrdiff_t>(tile.first) * groups(); }
  // Where x[r][k] lies among `values`.
  std::ptrdiff_t index(int r, int k) const {
    const RowTile tile = row_tile(rows, r / tile_rows);
    return tile_at(tile) + k / 2 * 2 * tile.rows + 2 * (r - tile.first) + k % 2;
  }
};

// Activations in the part of weights: int16 panels with one scale an output. `outputs` is rounded up to whole
// panels, `inputs` to an even number; what was added is 0.
struct Int16Panels {
  int inputs = 0;
  int outputs = 0;
  std::vector<std::int16_t> values;  // inputs · outputs, and perhaps unused room behind
  std::vector<float> scales;         // outputs, likewise

  // Makes room for what still has to be filled in, and puts zeros where nothing will be.
  void reshape(int new_inputs, int new_outputs);
};

// The largest |activation| so that no sum of `inputs` products with weights up to `largest_weight` leaves
// int32; `inputs` is a group's, for grouped weights.
std::int32_t activation_limit(int inputs, std::int32_t largest_weight = 128);

// Rounds the rows of one tile of `out`, which has its shape: each to a scale of its own, its largest value to
// `limit`. x is the tile's first row.
void quantise_tile(const float* x, std::ptrdiff_t stride, int tile, std::int32_t limit, Int16Rows& out);
// Likewise to the scale 1 / factor: |x| · factor is at most 32767. `count` numbers a row, and if `out` has
// one input more, that is 0. For products with int16 panels.
void quantise_tile_by(const float* x, std::ptrdiff_t stride, int count, int tile, float factor, Int16Rows& out);
// A whole matrix, each row to its own scale. x is row-major with `stride` floats a row.
void quantise_rows(const float* x, int rows, int inputs, std::ptrdiff_t stride, int group, std::int32_t limit,
                   Int16Rows& out);

// xᵀ in the part of W: x (inputs) becomes output `o` of `out`, which has its shape, with a scale of its own.
void pack_row(const float* x, int o, std::int32_t limit, Int16Panels& out);
// x in the part of W: each column of x (rows, columns) becomes an output with a scale of its own. `columns`
// is a multiple of 8.
void pack_columns(const float* x, int rows, int columns, std::ptrdiff_t stride, std::int32_t limit, Int16Panels& out);

// Which code does the work; all give the same integers. `best_kernel()` is the fastest that this machine has.
enum class Kernel {
  portable,  // plain C++
  simd,      // 128 bits: SSE4.1, WebAssembly SIMD
  wide,      // 256 bits: AVX2, native only
};
bool has_kernel(Kernel kernel);
Kernel best_kernel();

// y (rows, outputs) = x W + bias; bias may be null. y is row-major with `stride` floats a row. x has
// W's group.
void int8_product(const Int16Rows& x, const Int8Panels& w, const float* bias, float* y, std::ptrdiff_t stride,
                  Kernel kernel = best_kernel());

// y (rows, outputs) = x W for W's outputs from `first`, a multiple of 8, to first + outputs.
void int16_product(const Int16Rows& x, const Int16Panels& w, int first, int outputs, float* y, std::ptrdiff_t stride,
                   Kernel kernel = best_kernel());

}  // namespace theatre::core
