// One tile, three ways: plain loops, 128-bit lanes (SSE4.1, which Emscripten turns into WebAssembly SIMD),
// and 256-bit lanes chosen at run time. Sums are exact in int32, so all three agree to the last bit before
// scaling.
#include "core/int8_product.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>

#if defined(__SSE4_1__)
#include <smmintrin.h>
#define THEATRE_KERNEL_SIMD 1
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
  const std::int16_t* x;  // see RowTile
  int inputs;
  int group;
  const Weight* panel;
  const float* row_scales;
  const Scale* scales;
  std::ptrdiff_t scale_stride;  // to the next group's
  const std::int32_t* sums;     // Int16Rows::sums of the tile; for int8 weights
  const float* bias;            // may be null
  float* y;
  std::ptrdiff_t stride;
};

// A panel's weight of output `o` and the k-th of two inputs, from where the two inputs' weights begin.
inline int value_at(const std::int16_t* pair, int o, int k) { return pair[2 * o + k]; }
inline int value_at(const std::uint8_t* pair, int o, int k) {
  return o < 4 ? pair[2 * (2 * o + k)] - 128 : static_cast<std::int8_t>(pair[2 * (2 * (o - 4) + k) + 1]);
}

inline float wide_scale(float scale) { return scale; }
inline float wide_scale(std::uint16_t scale) { return widen_scale(scale); }

template <int Rows, class Weight, class Scale>
struct PortableTile {
  static constexpr int panels = 1;
  static void run(const Tile<Weight, Scale>& t) {
    for (int r = 0; r < Rows; ++r) {
      float totals[panel_outputs] = {};
      const std::int16_t* x = t.x + 2 * r;
      const Weight* pair = t.panel;
      const Scale* scales = t.scales;
      for (int from = 0; from < t.inputs; from += t.group) {
        std::int32_t sums[panel_outputs] = {};
        for (int k = 0; k < t.group; k += 2, x += 2 * Rows, pair += 2 * panel_outputs) {
          for (int o = 0; o < panel_outputs; ++o) sums[o] += x[0] * value_at(pair, o, 0) + x[1] * value_at(pair, o, 1);
        }
        for (int o = 0; o < panel_outputs; ++o) totals[o] += static_cast<float>(sums[o]) * wide_scale(scales[o]);
        scales += t.scale_stride;
      }
      for (int o = 0; o < panel_outputs; ++o) {
        t.y[r * t.stride + o] = totals[o] * t.row_scales[r] + (t.bias != nullptr ? t.bias[o] : 0);
      }
    }
  }
};

#if defined(THEATRE_KERNEL_SIMD)

// Makes a value one of whose origin the compiler knows nothing. So it does not move loads across the loop nor
// put all rows' first halves before their second, for both of which V8 has too few registers (about 15 %
// slower), and does not count in a variable of its own.
template <class T>
inline void opaque(T& value) {
#if defined(__wasm__)
  asm volatile("" : "+r"(value));
#elif defined(__GNUC__) && defined(__x86_64__)
  if constexpr (std::is_pointer_v<T>) {
    asm volatile("" : "+r"(value));
  } else {
    asm volatile("" : "+x"(value));
  }
#else
  static_cast<void>(value);
#endif
}

// Two neighbouring int16 activations in every lane.
inline __m128i splat_pair(const std::int16_t* x) {
  std::int32_t pair = 0;
  std::memcpy(&pair, x, sizeof pair);
  return _mm_set1_epi32(pair);
}

// The weights of outputs 0 to 3 and of 4 to 7, the former of int8 as int8_product.hpp explains.
inline void load_panel(const std::uint8_t* from, __m128i& low, __m128i& high) {
  low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  high = _mm_srai_epi16(low, 8);
}
inline void load_panel(const std::int16_t* from, __m128i& low, __m128i& high) {
  low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 8));
}

// What of a group's first sum belongs to outputs 0 to 3.
inline __m128i own_sum(const std::uint8_t*, __m128i low, __m128i high, const std::int32_t* sum) {
  return _mm_add_epi32(_mm_sub_epi32(low, _mm_slli_epi32(high, 8)), _mm_set1_epi32(*sum));
}
inline __m128i own_sum(const std::int16_t*, __m128i low, __m128i, const std::int32_t*) { return low; }

inline void load_scales(const std::uint16_t* from, __m128& low, __m128& high) {
  const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  low = _mm_castsi128_ps(_mm_unpacklo_epi16(_mm_setzero_si128(), halves));
  high = _mm_castsi128_ps(_mm_unpackhi_epi16(_mm_setzero_si128(), halves));
}
inline void load_scales(const float* from, __m128& low, __m128& high) {
  low = _mm_loadu_ps(from);
  high = _mm_loadu_ps(from + 4);
}

// 4 rows × 8 outputs fill the registers: 8 accumulators, 2 weights, and what the engine loads ahead. (5 rows
// are 2 % faster in a new V8 and 40 % slower in an old one.) Not unrolled: V8 does that itself, and of a
// longer body clang makes spills. Groups add up in y, since no register is left.
template <int Rows, class Weight, class Scale>
struct SimdTile {
  static constexpr int panels = 1;
  static void run(const Tile<Weight, Scale>& t) {
    const std::int16_t* x = t.x;
    const Weight* panel = t.panel;
    const Scale* scales = t.scales;
    const std::int32_t* sums = t.sums;
    for (int left = t.inputs; left > 0; left -= t.group) {
      __m128i low[Rows], high[Rows];
      for (int r = 0; r < Rows; ++r) low[r] = high[r] = _mm_setzero_si128();
      const Weight* const end = panel + static_cast<std::ptrdiff_t>(t.group) * panel_outputs;
      do {
        opaque(panel);
        opaque(x);
        __m128i w_low, w_high;
        load_panel(panel, w_low, w_high);
        for (int r = 0; r < Rows; ++r) {
          const __m128i pair = splat_pair(x + 2 * r);
          low[r] = _mm_add_epi32(low[r], _mm_madd_epi16(pair, w_low));
          high[r] = _mm_add_epi32(high[r], _mm_madd_epi16(pair, w_high));
          opaque(high[r]);
        }
        x += 2 * Rows;
        panel += 2 * panel_outputs;
      } while (panel != end);
      for (int r = 0; r < Rows; ++r) low[r] = own_sum(panel, low[r], high[r], sums + r);
      const bool first = left == t.inputs, last = left == t.group;
      if (first && last) finish_group<true, true>(t, scales, low, high);
      if (first && !last) finish_group<true, false>(t, scales, low, high);
      if (!first && !last) finish_group<false, false>(t, scales, low, high);
      if (!first && last) finish_group<false, true>(t, scales, low, high);
      scales += t.scale_stride;
      sums += Rows;
    }
  }

 private:
  // Adds a group's sums to y; the last group brings row scales and bias.
  template <bool First, bool Last>
  static void finish_group(const Tile<Weight, Scale>& t, const Scale* scales, const __m128i* low, const __m128i* high) {
    __m128 scale_low, scale_high;
    load_scales(scales, scale_low, scale_high);
    const bool with_bias = Last && t.bias != nullptr;
    const __m128 bias_low = with_bias ? _mm_loadu_ps(t.bias) : _mm_setzero_ps();
    const __m128 bias_high = with_bias ? _mm_loadu_ps(t.bias + 4) : _mm_setzero_ps();
    float* y = t.y;
    for (int r = 0; r < Rows; ++r, y += t.stride) {
      __m128 y_low = _mm_mul_ps(_mm_cvtepi32_ps(low[r]), scale_low);
      __m128 y_high = _mm_mul_ps(_mm_cvtepi32_ps(high[r]), scale_high);
      if constexpr (!First) {
        y_low = _mm_add_ps(y_low, _mm_loadu_ps(y));
        y_high = _mm_add_ps(y_high, _mm_loadu_ps(y + 4));
      }
      if constexpr (Last) {
        const __m128 row_scale = _mm_set1_ps(t.row_scales[r]);
        y_low = _mm_add_ps(_mm_mul_ps(y_low, row_scale), bias_low);
        y_high = _mm_add_ps(_mm_mul_ps(y_high, row_scale), bias_high);
      }
      _mm_storeu_ps(y, y_low);
      _mm_storeu_ps(y + 4, y_high);
    }
  }
};

#endif

#if defined(THEATRE_KERNEL_WIDE)

// Two panels' weights: `first` gets outputs 0 to 3 of both, `second` 4 to 7, the former as in load_panel.
[[gnu::target("avx2")]] inline void load_wide(const std::uint8_t* a, const std::uint8_t* b, __m256i& first,
                                              __m256i& second) {
  first = _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(a))),
                                  _mm_loadu_si128(reinterpret_cast<const __m128i*>(b)), 1);
  second = _mm256_srai_epi16(first, 8);
}
[[gnu::target("avx2")]] inline void load_wide(const std::int16_t* a, const std::int16_t* b, __m256i& first,
                                              __m256i& second) {
  const __m256i whole_a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(a));
  const __m256i whole_b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(b));
  first = _mm256_permute2x128_si256(whole_a, whole_b, 0x20);
  second = _mm256_permute2x128_si256(whole_a, whole_b, 0x31);
}

[[gnu::target("avx2")]] inline __m256i own_wide_sum(const std::uint8_t*, __m256i first, __m256i second,
                                                    const std::int32_t* sum) {
  return _mm256_add_epi32(_mm256_sub_epi32(first, _mm256_slli_epi32(second, 8)), _mm256_set1_epi32(*sum));
}
[[gnu::target("avx2")]] inline __m256i own_wide_sum(const std::int16_t*, __m256i first, __m256i, const std::int32_t*) {
  return first;
}

[[gnu::target("avx2")]] inline __m256 load_wide_scales(const std::uint16_t* from) {
  const __m256i halves = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
  return _mm256_castsi256_ps(_mm256_slli_epi32(halves, 16));
}
[[gnu::target("avx2")]] inline __m256 load_wide_scales(const float* from) { return _mm256_loadu_ps(from); }

// 4 rows × 16 outputs, in two halves of both panels.
template <int Rows, class Weight, class Scale>
struct WideTile {
  static constexpr int panels = 2;
  [[gnu::target("avx2")]] static void run(const Tile<Weight, Scale>& t) {
    const Weight* a = t.panel;
    const Weight* b = t.panel + static_cast<std::ptrdiff_t>(panel_outputs) * t.inputs;
    const std::int16_t* x = t.x;
    const Scale* scales = t.scales;
    const std::int32_t* sums = t.sums;
    __m256 totals[Rows][2];
    for (int r = 0; r < Rows; ++r) totals[r][0] = totals[r][1] = _mm256_setzero_ps();
    for (int from = 0; from < t.inputs; from += t.group) {
      __m256i first[Rows], second[Rows];
      for (int r = 0; r < Rows; ++r) first[r] = second[r] = _mm256_setzero_si256();
      for (int k = 0; k < t.group; k += 2, x += 2 * Rows) {
        __m256i w_first, w_second;
        load_wide(a, b, w_first, w_second);
        a += 2 * panel_outputs;
        b += 2 * panel_outputs;
        for (int r = 0; r < Rows; ++r) {
          std::int32_t two = 0;
          std::memcpy(&two, x + 2 * r, sizeof two);
          const __m256i pair = _mm256_set1_epi32(two);
          first[r] = _mm256_add_epi32(first[r], _mm256_madd_epi16(pair, w_first));
          second[r] = _mm256_add_epi32(second[r], _mm256_madd_epi16(pair, w_second));
        }
      }
      const __m256 scale_first = load_wide_scales(scales);
      const __m256 scale_second = load_wide_scales(scales + panel_outputs);
      scales += t.scale_stride;
      for (int r = 0; r < Rows; ++r) {
        const __m256i own = own_wide_sum(a, first[r], second[r], sums + r);
        const __m256 of_a = _mm256_cvtepi32_ps(_mm256_permute2x128_si256(own, second[r], 0x20));
        const __m256 of_b = _mm256_cvtepi32_ps(_mm256_permute2x128_si256(own, second[r], 0x31));
        totals[r][0] = _mm256_add_ps(totals[r][0], _mm256_mul_ps(of_a, scale_first));
        totals[r][1] = _mm256_add_ps(totals[r][1], _mm256_mul_ps(of_b, scale_second));
      }
      sums += Rows;
    }
    for (int half = 0; half < 2; ++half) {
      const __m256 bias = t.bias != nullptr ? _mm256_loadu_ps(t.bias + half * panel_outputs) : _mm256_setzero_ps();
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

// A tile of rows past `steps` times as many neighbouring panels as `Kind` takes at once.
template <class Kind, class Weight, class Scale>
void past_panels(Tile<Weight, Scale> t, int steps) {
  constexpr int step = Kind::panels * panel_outputs;
  for (; steps > 0; --steps) {
    Kind::run(t);
    t.panel += static_cast<std::ptrdiff_t>(step) * t.inputs;
    t.scales += step;
    if (t.bias != nullptr) t.bias += step;
    t.y += step;
  }
}

// The tile `rows` past panels of outputs from `o`; y is where its first row's output `o` goes.
template <template <int, class, class> class Kind, class Weight, class Scale>
void one_tile(const Int16Rows& x, RowTile rows, const Panels<Weight, Scale>& w, int o, int steps, const float* bias,
              float* y, std::ptrdiff_t stride) {  // NOLINT(readability-non-const-parameter): the tile writes there
  const Tile<Weight, Scale> tile{x.values.data() + x.tile_at(rows),
                                 w.inputs,
                                 w.group,
                                 w.values + static_cast<std::ptrdiff_t>(o) * w.inputs,
                                 x.scales.data() + rows.first,
                                 w.scales + o,
                                 w.outputs,
                                 x.sums.data() + x.sums_at(rows),
                                 bias != nullptr ? bias + o : nullptr,
                                 y,
                                 stride};
  static_assert(tile_rows == 4);
  switch (rows.rows) {
    case 1:
      return past_panels<Kind<1, Weight, Scale>>(tile, steps);
    case 2:
      return past_panels<Kind<2, Weight, Scale>>(tile, steps);
    case 3:
      return past_panels<Kind<3, Weight, Scale>>(tile, steps);
    default:
      return past_panels<Kind<4, Weight, Scale>>(tile, steps);
  }
}

// Outputs from `o` up to `to` by `Kind`; gives where it stopped: fewer outputs than it takes at once may be
// left. A tile of rows stays in the first cache while it passes a block of panels, and the block, at most 128
// KB, in the second while all rows pass it. (Smaller blocks, which the first cache would hold, are 2 to 7 %
// slower.)
template <template <int, class, class> class Kind, class Weight, class Scale>
int some_outputs(const Int16Rows& x, const Panels<Weight, Scale>& w, const float* bias, int o, int to, float* y,
                 std::ptrdiff_t stride) {
  constexpr int step = Kind<1, Weight, Scale>::panels * panel_outputs;
  constexpr int block_bytes = 128 * 1024;
  const int fit = block_bytes / (static_cast<int>(sizeof(Weight)) * std::max(w.inputs, 1));
  const int block = std::max(fit / step, 1) * step;
  const int tiles = tiles_of(x.rows);
  to -= (to - o) % step;
  for (; o < to; o += block) {
    const int end = std::min(o + block, to);
    for (int i = 0; i < tiles; ++i) {
      const RowTile rows = row_tile(x.rows, i);
      one_tile<Kind>(x, rows, w, o, (end - o) / step, bias, y + rows.first * stride + o, stride);
    }
  }
  return to;
}

// The last panel when y has only `outputs` of its 8 outputs: through a narrow matrix of its own.
template <template <int, class, class> class Kind, class Weight, class Scale>
void last_outputs(const Int16Rows& x, const Panels<Weight, Scale>& w, int o, int outputs, float* y,
                  std::ptrdiff_t stride) {
  float whole[tile_rows * panel_outputs];
  for (int i = 0; i < tiles_of(x.rows); ++i) {
    const RowTile rows = row_tile(x.rows, i);
    one_tile<Kind>(x, rows, w, o, 1, nullptr, whole, panel_outputs);
    for (int r = 0; r < rows.rows; ++r) {
      std::copy_n(whole + r * panel_outputs, outputs, y + (rows.first + r) * stride + o);
    }
  }
}

template <class Weight, class Scale>
void product(const Int16Rows& x, const Panels<Weight, Scale>& w, int outputs, const float* bias, float* y,
             std::ptrdiff_t stride, Kernel kernel) {
  const int whole = outputs / panel_outputs * panel_outputs;
  int o = 0;
  static_cast<void>(kernel);
#if defined(THEATRE_KERNEL_WIDE)
  if (kernel == Kernel::wide) o = some_outputs<WideTile>(x, w, bias, o, whole, y, stride);
#endif
#if defined(THEATRE_KERNEL_SIMD)
  if (kernel != Kernel::portable) {
    o = some_outputs<SimdTile>(x, w, bias, o, whole, y, stride);
    if (o < outputs) last_outputs<SimdTile>(x, w, o, outputs - o, y, stride);
    return;
  }
#endif
  o = some_outputs<PortableTile>(x, w, bias, o, whole, y, stride);
  if (o < outputs) last_outputs<PortableTile>(x, w, o, outputs - o, y, stride);
}

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

void int8_product(const Int16Rows& x, const Int8Panels& w, const float* bias, float* y, std::ptrdiff_t stride,
                  Kernel kernel) {
  const Panels<std::uint8_t, std::uint16_t> panels{w.inputs, w.outputs, w.group, w.values, w.scales};
  product(x, panels, w.outputs, bias, y, stride, kernel);
}

void int16_product(const Int16Rows& x, const Int16Panels& w, int first, int outputs, float* y, std::ptrdiff_t stride,
                   Kernel kernel) {
  const Panels<std::int16_t, float> panels{w.inputs, w.outputs, w.inputs,
                                           w.values.data() + static_cast<std::ptrdiff_t>(first) * w.inputs,
                                           w.scales.data() + first};
  product(x, panels, outputs, nullptr, y, stride, kernel);
}

}  // namespace theatre::core
