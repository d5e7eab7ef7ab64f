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

// How weights lie in memory. W (inputs, outputs) is cut into panels of 8 outputs; inside a panel the weights
// of inputs k and k+1 are interleaved: w[k][0] w[k+1][0] w[k][1] w[k+1][1] … w[k][7] w[k+1][7], then k+2. So
// one 16-byte load feeds 16 multiplications, and a weight file can be used as it lies.
inline constexpr int panel_outputs = 8;

// A view of packed weights; outputs a multiple of 8. Each output has one scale for every `group` inputs, so
// that one large weight coarsens only its neighbours: W[k][o] ≈ values · scale(k / group, o). A scale is the
// upper half of a float's bits (sign, exponent and 7 bits of the fraction), which costs two bytes and no work
// to widen.
struct Int8Panels {
  int inputs = 0;                         // a multiple of group
  int outputs = 0;                        // a multiple of 8
  int group = 0;                          // even
  const std::int8_t* values = nullptr;    // inputs · outputs
  const std::uint16_t* scales = nullptr;  // (inputs / group, outputs)
};

inline float widen_scale(std::uint16_t scale) {
  const std::uint32_t bits = static_cast<std::uint32_t>(scale) << 16;
  float out;
  std::memcpy(&out, &bits, sizeof out);
  return out;
}

// Packs a row-major int8 matrix (inputs, outputs) into panels.
std::vector<std::int8_t> pack_panels(std::span<const std::int8_t> row_major, int inputs, int outputs);

// Where W[k][o] lies among packed values.
inline std::ptrdiff_t panel_index(int inputs, int k, int o) {
  const std::ptrdiff_t panel = static_cast<std::ptrdiff_t>(o / panel_outputs) * panel_outputs * inputs;
  return panel + (k / 2) * 2 * panel_outputs + 2 * (o % panel_outputs) + k % 2;
}

// W[k][o] of packed weights, as a number.
inline float panel_weight(const Int8Panels& w, int k, int o) {
  const std::ptrdiff_t scale = static_cast<std::ptrdiff_t>(k / w.group) * w.outputs + o;
  return static_cast<float>(w.values[panel_index(w.inputs, k, o)]) * widen_scale(w.scales[scale]);
}

// Activations x (rows, inputs) as int16, one scale a row: x ≈ values · scales[row].
struct Int16Rows {
  int rows = 0;
  int inputs = 0;  // even
  std::vector<std::int16_t> values;
  std::vector<float> scales;
};

// Activations in the part of weights: int16 panels with one scale an output. `outputs` is rounded up to whole
// panels, `inputs` to an even number; what was added is 0.
struct Int16Panels {
  int inputs = 0;
  int outputs = 0;
  std::vector<std::int16_t> values;
  std::vector<float> scales;
};

// The largest |activation| so that no sum of `inputs` products with weights up to `largest_weight` leaves
// int32; `inputs` is a group's, for grouped weights.
std::int32_t activation_limit(int inputs, std::int32_t largest_weight = 127);

// Rounds each row to its own scale, its largest value to `limit`. x is row-major with `stride` floats a row.
void quantise_rows(const float* x, int rows, int inputs, std::ptrdiff_t stride, std::int32_t limit,
                   Int16Rows& out);

// xᵀ in the part of W: each row of x (rows, inputs) becomes an output with a scale of its own.
void pack_rows(const float* x, int rows, int inputs, std::ptrdiff_t stride, std::int32_t limit,
               Int16Panels& out);
// x in the part of W: each column of x (rows, columns) becomes an output with a scale of its own.
void pack_columns(const float* x, int rows, int columns, std::ptrdiff_t stride, std::int32_t limit,
                  Int16Panels& out);

// Which code does the work; all give the same integers. `best_kernel()` is the fastest that this machine has.
enum class Kernel {
  portable,  // plain C++
  simd,      // 128 bits: SSE4.1, WebAssembly SIMD
  wide,      // 256 bits: AVX2, native only
};
bool has_kernel(Kernel kernel);
Kernel best_kernel();

// y (rows, outputs) = x W + bias; bias may be null. y is row-major with `stride` floats a row.
void int8_product(const Int16Rows& x, const Int8Panels& w, const float* bias, float* y, std::ptrdiff_t stride,
                  Kernel kernel = best_kernel());

// y (rows, outputs) = x W for the first `outputs` of W's outputs.
void int16_product(const Int16Rows& x, const Int16Panels& w, int outputs, float* y, std::ptrdiff_t stride,
                   Kernel kernel = best_kernel());

}  // namespace theatre::core
