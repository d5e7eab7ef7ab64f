// One tile, three ways: plain loops, 128-bit lanes (SSE4.1, which Emscripten turns into WebAssembly SIMD),
// and 256-bit lanes chosen at run time. Sums are exact in int32, so all three agree to the last bit before
// scaling.
#include "core/int8_product.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/lanes.hpp"

#if defined(__SSE4_1__)
#include <smmintrin.h>
#define THEATRE_KERNEL_SIMD 1
#endif
#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__EMSCRIPTEN__)
#include <immintrin.h>
#define THEATRE_KERNEL_WIDE 1
#endif

namespace theatre::core {
namespace {

// What a tile reads and writes: some rows of x times `panels` neighbouring panels. Inputs of one group share
// a scale: y = row scale · Σ_groups scale · (sum over the group) + bias.
template <class Weight, class Scale>
struct Tile {
  const std::int16_t* x;
  int inputs;
  int group;
  const Weight* panel;
  const float* row_scales;
  const Scale* scales;
  std::ptrdiff_t scale_stride;  // to the next group's
  const float* bias;            // may be null
  float* y;
  std::ptrdiff_t stride;
};

inline float wide_scale(float scale) { return scale; }
inline float wide_scale(std::uint16_t scale) { return widen_scale(scale); }

template <int Rows, class Weight, class Scale>
struct PortableTile {
  static constexpr int panels = 1;
  static void run(const Tile<Weight, Scale>& t) {
    for (int r = 0; r < Rows; ++r) {
      float totals[panel_outputs] = {};
      const std::int16_t* row = t.x + static_cast<std::ptrdiff_t>(r) * t.inputs;
      const Weight* pair = t.panel;
      const Scale* scales = t.scales;
      for (int from = 0; from < t.inputs; from += t.group) {
        std::int32_t sums[panel_outputs] = {};
        for (int k = from; k < from + t.group; k += 2, pair += 2 * panel_outputs) {
          for (int o = 0; o < panel_outputs; ++o)
            sums[o] += row[k] * pair[2 * o] + row[k + 1] * pair[2 * o + 1];
        }
        for (int o = 0; o < panel_outputs; ++o)
          totals[o] += static_cast<float>(sums[o]) * wide_scale(scales[o]);
        scales += t.scale_stride;
      }
      for (int o = 0; o < panel_outputs; ++o) {
        t.y[r * t.stride + o] = totals[o] * t.row_scales[r] + (t.bias != nullptr ? t.bias[o] : 0);
      }
    }
  }
};

#if defined(THEATRE_KERNEL_SIMD)

// Keeps the compiler from moving loads across the loop, which makes V8 spill the accumulators (about 15 %
// slower).
template <class T>
inline void opaque(const T*& pointer) {
#if defined(__GNUC__)
  asm volatile("" : "+r"(pointer));
#endif
}

// Two neighbouring int16 activations in every lane.
inline __m128i splat_pair(const std::int16_t* x) {
  std::int32_t pair;
  std::memcpy(&pair, x, sizeof pair);
  return _mm_set1_epi32(pair);
}

inline void load_panel(const std::int8_t* from, __m128i& low, __m128i& high) {
#if defined(__wasm_simd128__)
  // One instruction each, which Emscripten's SSE headers don't make of the lines below.
  low = reinterpret_cast<__m128i>(wasm_i16x8_load8x8(from));
  high = reinterpret_cast<__m128i>(wasm_i16x8_load8x8(from + 8));
#else
  low = _mm_cvtepi8_epi16(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)));
  high = _mm_cvtepi8_epi16(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from + 8)));
#endif
}
inline void load_panel(const std::int16_t* from, __m128i& low, __m128i& high) {
  low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 8));
}

inline void load_scales(const std::uint16_t* from, __m128& low, __m128& high) {
  const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  low = _mm_castsi128_ps(_mm_unpacklo_epi16(_mm_setzero_si128(), halves));
  high = _mm_castsi128_ps(_mm_unpackhi_epi16(_mm_setzero_si128(), halves));
}
inline void load_scales(const float* from, __m128& low, __m128& high) {
  low = _mm_loadu_ps(from);
  high = _mm_loadu_ps(from + 4);
}

// 4 rows × 8 outputs fill the registers: 8 accumulators, 2 weights, 1 activation. Groups add up in y, not in
// registers, of which none is left.
template <int Rows, class Weight, class Scale>
struct SimdTile {
  static constexpr int panels = 1;
  static void run(const Tile<Weight, Scale>& t) {
    const std::int16_t* rows[Rows];
    for (int r = 0; r < Rows; ++r) rows[r] = t.x + static_cast<std::ptrdiff_t>(r) * t.inputs;
    const Weight* panel = t.panel;
    const Scale* scales = t.scales;
    float* const y = t.y;
    const std::ptrdiff_t stride = t.stride, scale_stride = t.scale_stride;
    const int inputs = t.inputs, group = t.group;
    for (int from = 0; from < inputs; from += group) {
      __m128i low[Rows], high[Rows];
      for (int r = 0; r < Rows; ++r) low[r] = high[r] = _mm_setzero_si128();
      const int to = from + group;
      for (int k = from; k < to; k += 2) {
        opaque(panel);
        __m128i w_low, w_high;
        load_panel(panel, w_low, w_high);
        for (int r = 0; r < Rows; ++r) {
          const __m128i pair = splat_pair(rows[r] + k);
          low[r] = _mm_add_epi32(low[r], _mm_madd_epi16(pair, w_low));
          high[r] = _mm_add_epi32(high[r], _mm_madd_epi16(pair, w_high));
        }
        panel += 2 * panel_outputs;
      }
      __m128 scale_low, scale_high;
      load_scales(scales, scale_low, scale_high);
      scales += scale_stride;
      for (int r = 0; r < Rows; ++r) {
        float* const out = y + r * stride;
        __m128 y_low = _mm_mul_ps(_mm_cvtepi32_ps(low[r]), scale_low);
        __m128 y_high = _mm_mul_ps(_mm_cvtepi32_ps(high[r]), scale_high);
        if (from > 0) {
          y_low = _mm_add_ps(y_low, _mm_loadu_ps(out));
          y_high = _mm_add_ps(y_high, _mm_loadu_ps(out + 4));
        }
        _mm_storeu_ps(out, y_low);
        _mm_storeu_ps(out + 4, y_high);
      }
    }
    const __m128 bias_low = t.bias != nullptr ? _mm_loadu_ps(t.bias) : _mm_setzero_ps();
    const __m128 bias_high = t.bias != nullptr ? _mm_loadu_ps(t.bias + 4) : _mm_setzero_ps();
    for (int r = 0; r < Rows; ++r) {
      float* const out = y + r * stride;
      const __m128 row_scale = _mm_set1_ps(t.row_scales[r]);
      _mm_storeu_ps(out, _mm_add_ps(_mm_mul_ps(_mm_loadu_ps(out), row_scale), bias_low));
      _mm_storeu_ps(out + 4, _mm_add_ps(_mm_mul_ps(_mm_loadu_ps(out + 4), row_scale), bias_high));
    }
  }
};

#endif

#if defined(THEATRE_KERNEL_WIDE)

[[gnu::target("avx2")]] inline __m256i load_wide(const std::int8_t* from) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
}
[[gnu::target("avx2")]] inline __m256i load_wide(const std::int16_t* from) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}
[[gnu::target("avx2")]] inline __m256 load_wide_scales(const std::uint16_t* from) {
  const __m256i halves = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
  return _mm256_castsi256_ps(_mm256_slli_epi32(halves, 16));
}
[[gnu::target("avx2")]] inline __m256 load_wide_scales(const float* from) { return _mm256_loadu_ps(from); }

// 4 rows × 16 outputs: one panel's sums fill one register.
template <int Rows, class Weight, class Scale>
struct WideTile {
  static constexpr int panels = 2;
  [[gnu::target("avx2")]] static void run(const Tile<Weight, Scale>& t) {
    const Weight* a = t.panel;
    const Weight* b = t.panel + static_cast<std::ptrdiff_t>(panel_outputs) * t.inputs;
    const Scale* scales = t.scales;
    __m256 totals[Rows][2];
    for (int r = 0; r < Rows; ++r) totals[r][0] = totals[r][1] = _mm256_setzero_ps();
    for (int from = 0; from < t.inputs; from += t.group) {
      __m256i first[Rows], second[Rows];
      for (int r = 0; r < Rows; ++r) first[r] = second[r] = _mm256_setzero_si256();
      for (int k = from; k < from + t.group; k += 2) {
        const __m256i w_first = load_wide(a);
        const __m256i w_second = load_wide(b);
        a += 2 * panel_outputs;
        b += 2 * panel_outputs;
        for (int r = 0; r < Rows; ++r) {
          std::int32_t two;
          std::memcpy(&two, t.x + static_cast<std::ptrdiff_t>(r) * t.inputs + k, sizeof two);
          const __m256i pair = _mm256_set1_epi32(two);
          first[r] = _mm256_add_epi32(first[r], _mm256_madd_epi16(pair, w_first));
          second[r] = _mm256_add_epi32(second[r], _mm256_madd_epi16(pair, w_second));
        }
      }
      const __m256 scale_first = load_wide_scales(scales);
      const __m256 scale_second = load_wide_scales(scales + panel_outputs);
      scales += t.scale_stride;
      for (int r = 0; r < Rows; ++r) {
        totals[r][0] = _mm256_add_ps(totals[r][0], _mm256_mul_ps(_mm256_cvtepi32_ps(first[r]), scale_first));
        totals[r][1] =
            _mm256_add_ps(totals[r][1], _mm256_mul_ps(_mm256_cvtepi32_ps(second[r]), scale_second));
      }
    }
    for (int half = 0; half < 2; ++half) {
      const __m256 bias =
          t.bias != nullptr ? _mm256_loadu_ps(t.bias + half * panel_outputs) : _mm256_setzero_ps();
      for (int r = 0; r < Rows; ++r) {
        const __m256 y = _mm256_mul_ps(totals[r][half], _mm256_set1_ps(t.row_scales[r]));
        _mm256_storeu_ps(t.y + r * t.stride + half * panel_outputs, _mm256_add_ps(y, bias));
      }
    }
  }
};

#endif

// A whole matrix W (inputs, outputs).
template <class Weight, class Scale>
struct Panels {
  int inputs, outputs, group;
  const Weight* values;
  const Scale* scales;  // (inputs / group, outputs)
};

// `Rows` rows of x, from `row`, past the panels of outputs from `o`.
template <template <int, class, class> class Kind, int Rows, class Weight, class Scale>
void some_rows(const Int16Rows& x, int row, const Panels<Weight, Scale>& w, int o, const float* bias,
               float* y, std::ptrdiff_t stride) {
  Kind<Rows, Weight, Scale>::run({x.values.data() + static_cast<std::ptrdiff_t>(row) * x.inputs, w.inputs,
                                  w.group, w.values + static_cast<std::ptrdiff_t>(o) * w.inputs,
                                  x.scales.data() + row, w.scales + o, w.outputs,
                                  bias != nullptr ? bias + o : nullptr, y + row * stride + o, stride});
}

// Outputs from `o` up to `to` by `Kind`; gives where it stopped: fewer outputs than it takes at once may be
// left. Panels outside, rows inside: a panel (at most 12 KB) stays in the first cache while all rows pass it.
template <template <int, class, class> class Kind, class Weight, class Scale>
int some_outputs(const Int16Rows& x, const Panels<Weight, Scale>& w, const float* bias, int o, int to,
                 float* y, std::ptrdiff_t stride) {
  constexpr int step = Kind<1, Weight, Scale>::panels * panel_outputs;
  for (; o + step <= to; o += step) {
    int r = 0;
    for (; r + 4 <= x.rows; r += 4) some_rows<Kind, 4>(x, r, w, o, bias, y, stride);
    if (x.rows - r == 3) some_rows<Kind, 3>(x, r, w, o, bias, y, stride);
    if (x.rows - r == 2) some_rows<Kind, 2>(x, r, w, o, bias, y, stride);
    if (x.rows - r == 1) some_rows<Kind, 1>(x, r, w, o, bias, y, stride);
  }
  return o;
}

template <class Weight, class Scale>
void product(const Int16Rows& x, const Panels<Weight, Scale>& w, const float* bias, int from, int to,
             float* y, std::ptrdiff_t stride, Kernel kernel) {
  int o = from;
#if defined(THEATRE_KERNEL_WIDE)
  if (kernel == Kernel::wide) o = some_outputs<WideTile>(x, w, bias, o, to, y, stride);
#endif
#if defined(THEATRE_KERNEL_SIMD)
  if (kernel != Kernel::portable) o = some_outputs<SimdTile>(x, w, bias, o, to, y, stride);
#endif
  static_cast<void>(kernel);
  some_outputs<PortableTile>(x, w, bias, o, to, y, stride);
}

float largest_of(const float* row, int count) {
  Lanes most = Lanes::all(0);
  int k = 0;
  for (; k + 4 <= count; k += 4) most = larger(most, magnitude(Lanes::load(row + k)));
  float out = largest(most);
  for (; k < count; ++k) out = std::max(out, std::abs(row[k]));
  return out;
}

void round_to(std::int16_t* to, const float* row, int count, float factor) {
  int k = 0;
  const Lanes up = Lanes::all(factor);
  for (; k + 8 <= count; k += 8) {
    store_int16(to + k, round_shifted(Lanes::load(row + k) * up),
                round_shifted(Lanes::load(row + k + 4) * up));
  }
  for (; k < count; ++k) to[k] = static_cast<std::int16_t>(std::lrint(row[k] * factor));
}

// What to multiply with so that `largest` becomes `limit`. A row of zeros, or of numbers too small to divide
// by, is 0.
float factor_for(float largest, float limit) { return largest > 1e-30F ? limit / largest : 0; }

int round_up(int value, int step) { return (value + step - 1) / step * step; }

}  // namespace

bool has_kernel(Kernel kernel) {
  switch (kernel) {
    case Kernel::portable:
      return true;
    case Kernel::simd:
#if defined(THEATRE_KERNEL_SIMD)
      return true;
#else
      return false;
#endif
    case Kernel::wide:
#if defined(THEATRE_KERNEL_WIDE)
      return __builtin_cpu_supports("avx2") != 0;
#else
      return false;
#endif
  }
  return false;
}

Kernel best_kernel() {
  if (has_kernel(Kernel::wide)) return Kernel::wide;
  return has_kernel(Kernel::simd) ? Kernel::simd : Kernel::portable;
}

std::vector<std::int8_t> pack_panels(std::span<const std::int8_t> row_major, int inputs, int outputs) {
  std::vector<std::int8_t> packed;
  packed.reserve(row_major.size());
  for (int panel = 0; panel < outputs; panel += panel_outputs) {
    for (int k = 0; k < inputs; k += 2) {
      for (int o = panel; o < panel + panel_outputs; ++o) {
        packed.push_back(row_major[static_cast<std::size_t>(k) * outputs + o]);
        packed.push_back(row_major[static_cast<std::size_t>(k + 1) * outputs + o]);
      }
    }
  }
  return packed;
}

std::int32_t activation_limit(int inputs, std::int32_t largest_weight) {
  // inputs · limit · largest_weight < 2^31, and never more than int16 holds.
  const std::int64_t most = (std::int64_t{1} << 31) - 1;
  const std::int64_t limit = most / (std::int64_t{std::max(largest_weight, 1)} * std::max(inputs, 1));
  return static_cast<std::int32_t>(std::min<std::int64_t>(limit, 32000));
}

void quantise_rows(const float* x, int rows, int inputs, std::ptrdiff_t stride, std::int32_t limit,
                   Int16Rows& out) {
  out.rows = rows;
  out.inputs = inputs;
  out.values.resize(static_cast<std::size_t>(rows) * inputs);
  out.scales.resize(static_cast<std::size_t>(rows));
  for (int r = 0; r < rows; ++r) {
    const float* row = x + r * stride;
    const float most = largest_of(row, inputs);
    out.scales[static_cast<std::size_t>(r)] = most / static_cast<float>(limit);
    round_to(out.values.data() + static_cast<std::ptrdiff_t>(r) * inputs, row, inputs,
             factor_for(most, static_cast<float>(limit)));
  }
}

void pack_rows(const float* x, int rows, int inputs, std::ptrdiff_t stride, std::int32_t limit,
               Int16Panels& out) {
  out.inputs = inputs;
  out.outputs = round_up(rows, panel_outputs);
  out.values.assign(static_cast<std::size_t>(out.inputs) * out.outputs, 0);
  out.scales.assign(static_cast<std::size_t>(out.outputs), 0);
  std::vector<std::int16_t> whole(static_cast<std::size_t>(inputs));
  for (int r = 0; r < rows; ++r) {
    const float* row = x + r * stride;
    const float most = largest_of(row, inputs);
    out.scales[static_cast<std::size_t>(r)] = most / static_cast<float>(limit);
    round_to(whole.data(), row, inputs, factor_for(most, static_cast<float>(limit)));
    std::int16_t* to = out.values.data() +
                       static_cast<std::ptrdiff_t>(r / panel_outputs) * panel_outputs * inputs +
                       2 * (r % panel_outputs);
    for (int k = 0; k < inputs; k += 2, to += 2 * panel_outputs)
      std::memcpy(to, &whole[k], 2 * sizeof(std::int16_t));
  }
}

void pack_columns(const float* x, int rows, int columns, std::ptrdiff_t stride, std::int32_t limit,
                  Int16Panels& out) {
  out.inputs = round_up(rows, 2);
  out.outputs = round_up(columns, panel_outputs);
  out.values.assign(static_cast<std::size_t>(out.inputs) * out.outputs, 0);
  out.scales.assign(static_cast<std::size_t>(out.outputs), 0);
  std::vector<float> factors(static_cast<std::size_t>(out.outputs), 0);
  for (int r = 0; r < rows; ++r) {
    const float* row = x + r * stride;
    for (int c = 0; c < columns; ++c) factors[c] = std::max(factors[c], std::abs(row[c]));
  }
  for (int c = 0; c < columns; ++c) {
    out.scales[c] = factors[c] / static_cast<float>(limit);
    factors[c] = factor_for(factors[c], static_cast<float>(limit));
  }
  for (int r = 0; r < rows; ++r) {
    const float* row = x + r * stride;
    for (int c = 0; c < columns; ++c) {
      const std::ptrdiff_t panel =
          static_cast<std::ptrdiff_t>(c / panel_outputs) * panel_outputs * out.inputs;
      out.values[panel + (r / 2) * 2 * panel_outputs + 2 * (c % panel_outputs) + r % 2] =
          static_cast<std::int16_t>((row[c] * factors[c] + 12582912.0F) - 12582912.0F);
    }
  }
}

void int8_product(const Int16Rows& x, const Int8Panels& w, const float* bias, float* y, std::ptrdiff_t stride,
                  Kernel kernel) {
  const Panels<std::int8_t, std::uint16_t> panels{w.inputs, w.outputs, w.group, w.values, w.scales};
  product(x, panels, bias, 0, w.outputs, y, stride, kernel);
}

void int16_product(const Int16Rows& x, const Int16Panels& w, int outputs, float* y, std::ptrdiff_t stride,
                   Kernel kernel) {
  const int whole = outputs / panel_outputs * panel_outputs;
  Panels<std::int16_t, float> panels{w.inputs, w.outputs, w.inputs, w.values.data(), w.scales.data()};
  product(x, panels, nullptr, 0, whole, y, stride, kernel);
  if (whole == outputs) return;
  // The last panel reaches past y's outputs: it goes through a narrow matrix of its own.
  std::vector<float> last(static_cast<std::size_t>(x.rows) * panel_outputs);
  panels.values += static_cast<std::ptrdiff_t>(whole) * w.inputs;
  panels.scales += whole;
  product(x, panels, nullptr, 0, panel_outputs, last.data(), panel_outputs, kernel);
  for (int r = 0; r < x.rows; ++r) {
    std::copy_n(last.data() + static_cast<std::ptrdiff_t>(r) * panel_outputs, outputs - whole,
                y + r * stride + whole);
  }
}

}  // namespace theatre::core
