// The project's own file of weights: a directory of named tensors over one block of bytes. Reading it copies
// nothing. The format is written down in web/models/README.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/int8_product.hpp"
#include "core/result.hpp"

namespace theatre::model {

enum class TensorType : std::uint32_t {
  f32 = 1,          // (rows, columns) row-major
  text = 2,         // rows = 1, columns = number of bytes
  int8_panels = 3,  // (inputs, outputs) in the panels of core/int8_product.hpp; scales (inputs / group, outputs)
  int8_rows = 4,    // (rows, columns) row-major; scales (rows, columns / group)
};

struct WeightTensor {
  std::string_view name;
  TensorType type = TensorType::f32;
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::uint32_t group = 0;  // of the int8 types: how many neighbouring inputs, or columns, share a scale
  const std::uint8_t* bytes = nullptr;
  std::size_t size = 0;                   // bytes
  const std::uint16_t* scales = nullptr;  // of the int8 types: upper halves of floats, see core::widen_scale

  const float* floats() const { return reinterpret_cast<const float*>(bytes); }
  const std::int8_t* int8() const { return reinterpret_cast<const std::int8_t*>(bytes); }
  std::string_view text() const { return {reinterpret_cast<const char*>(bytes), size}; }
  core::Int8Panels panels() const {
    return {static_cast<int>(rows), static_cast<int>(columns), static_cast<int>(group), bytes, scales};
  }
};

class WeightsFile {
 public:
  // The largest size of one side of a tensor.
  static constexpr std::uint32_t largest_side = 1U << 24;

  // Checks everything: length, version, checksum, that each tensor lies inside and has the size its shape
  // asks for, that every f32 is finite. `bytes` start at a multiple of 8 and outlive the result. Fails with
  // one sentence.
  static core::Result<WeightsFile> open(std::span<const std::uint8_t> bytes);

  // nullptr when there is none.
  const WeightTensor* find(std::string_view name) const;
  // The tensor if it has this type and shape, else nullptr.
  const WeightTensor* find(std::string_view name, TensorType type, std::uint32_t rows, std::uint32_t columns) const;
  std::optional<std::int64_t> setting(std::string_view name) const;
  const std::vector<WeightTensor>& tensors() const { return tensors_; }

 private:
  struct Setting {
    std::string_view name;
    std::int64_t value;
  };
  std::vector<Setting> settings_;
  std::vector<WeightTensor> tensors_;
};

// Fletcher's checksum over 32-bit little-endian words: low half Σ w_i, high half Σ_i Σ_{j<=i} w_j, both
// modulo 2^32 (Fletcher 1982). Any one changed byte changes the low half. The size has to be a multiple of 4.
std::uint64_t checksum_of(std::span<const std::uint8_t> bytes);

}  // namespace theatre::model
