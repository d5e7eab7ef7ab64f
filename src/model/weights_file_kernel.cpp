// Reading the project's own weights format, and believing nothing that it says before it is checked.
#include "model/weights_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>

namespace theatre::model {
namespace {

constexpr char magic[8] = {'T', 'H', 'E', 'A', 'T', 'R', 'E', 'W'};
constexpr std::uint32_t version = 2;
constexpr std::size_t header_size = 64;
constexpr std::size_t checked_from = 32;  // the checksum is over everything from here
constexpr std::size_t setting_size = 32;
constexpr std::size_t tensor_size = 112;
constexpr std::size_t setting_name = 24;
constexpr std::size_t tensor_name = 64;
constexpr std::uint32_t most_entries = 4096;

template <class T>
T read(const std::uint8_t* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

core::Failure damaged(const std::string& what) { return {"The weights file is damaged: " + what + "."}; }

// Do `size` bytes from `offset` lie inside `total`, aligned to 16?
bool inside(std::uint64_t offset, std::uint64_t size, std::uint64_t total) {
  return offset % 16 == 0 && offset >= header_size && offset <= total && size <= total - offset;
}

// A name of printable ASCII, filled up with zeros; empty when it is anything else.
std::string_view read_name(const std::uint8_t* from, std::size_t room) {
  std::size_t length = 0;
  while (length < room && from[length] >= 0x21 && from[length] <= 0x7E) ++length;
  for (std::size_t i = length; i < room; ++i) {
    if (from[i] != 0) return {};
  }
  return {reinterpret_cast<const char*>(from), length};
}

// The exponent's bits are all ones in an infinity and in "not a number" alone. The largest is sought, without
// a way out of the loop, because that becomes vector code.
bool all_finite(const std::uint16_t* scales, std::size_t count) {
  std::uint16_t most = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto exponent = static_cast<std::uint16_t>(scales[i] & 0x7F80);
    most = exponent > most ? exponent : most;
  }
  return most < 0x7F80;
}

bool all_finite(const float* values, std::size_t count) {
  std::uint32_t most = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t exponent = read<std::uint32_t>(reinterpret_cast<const std::uint8_t*>(values + i)) & 0x7F800000U;
    most = exponent > most ? exponent : most;
  }
  return most < 0x7F800000U;
}

}  // namespace

// What every allocator gives; the kernels load without asking for more.
constexpr std::uintptr_t memory_alignment = 8;

std::uint64_t checksum_of(std::span<const std::uint8_t> bytes) {
  // Four words a step, four steps a turn: a browser runs this once, before its optimising compiler has seen
  // it. Lane l gets s_l = Σ_t w[4t + l] and S_l = Σ_t (m - t) w[4t + l] over m steps, and Σ_i (4m - i) w_i =
  // Σ_l (4 S_l - l s_l).
  using Four [[gnu::vector_size(16)]] = std::uint32_t;
  constexpr std::size_t turn = 64;
  Four sums = {0, 0, 0, 0}, sums_of_sums = {0, 0, 0, 0};
  std::size_t at = 0;
  for (; at + turn <= bytes.size(); at += turn) {
    for (std::size_t step = 0; step < turn; step += sizeof(Four)) {
      sums += read<Four>(bytes.data() + at + step);
      sums_of_sums += sums;
    }
  }
  std::uint32_t sum = 0, sum_of_sums = 0;
  for (std::uint32_t lane = 0; lane < 4; ++lane) {
    sum += sums[lane];
    sum_of_sums += 4 * sums_of_sums[lane] - lane * sums[lane];
  }
  for (; at + 4 <= bytes.size(); at += 4) {
    sum += read<std::uint32_t>(bytes.data() + at);
    sum_of_sums += sum;
  }
  return std::uint64_t{sum_of_sums} << 32 | sum;
}

namespace {

// Is this, by its first bytes, its length and its checksum, a whole file of weights?
std::optional<core::Failure> wrong_with_file(std::span<const std::uint8_t> bytes) {
  const std::uint8_t* const data = bytes.data();
  const std::uint64_t total = bytes.size();
  if (total == 0) return core::Failure{"The weights file is empty."};
  if (reinterpret_cast<std::uintptr_t>(data) % memory_alignment != 0) {
    return core::Failure{"The weights have to lie at a multiple of 8 in memory."};
  }
  if (std::memcmp(data, magic, std::min(sizeof magic, bytes.size())) != 0) {
    return core::Failure{"This is not a weights file of this program."};
  }
  if (total < header_size) {
    return core::Failure{"The weights file is cut short: it has " + std::to_string(total) + " bytes."};
  }
  if (read<std::uint32_t>(data + 8) != version) {
    return core::Failure{"The weights file has version " + std::to_string(read<std::uint32_t>(data + 8)) +
                         ", but this program reads version " + std::to_string(version) + "."};
  }
  const auto said = read<std::uint64_t>(data + 16);
  if (said != total) {
    const std::string numbers = "it has " + std::to_string(total) + " of " + std::to_string(said) + " bytes.";
    return core::Failure{(total < said ? "The weights file is cut short: " : "The weights file is too long: ") +
                         numbers};
  }
  if (read<std::uint32_t>(data + 12) != header_size || total % 4 != 0 ||
      checksum_of(bytes.subspan(checked_from)) != read<std::uint64_t>(data + 24)) {
    return damaged("its checksum is wrong");
  }
  return std::nullopt;
}

// Reads a tensor's entry in the directory, behind its name; returns what is wrong with it, or "".
std::string read_tensor(std::span<const std::uint8_t> bytes, const std::uint8_t* entry, WeightTensor& tensor) {
  const std::uint64_t total = bytes.size();
  const auto type = read<std::uint32_t>(entry);
  tensor.type = static_cast<TensorType>(type);
  tensor.rows = read<std::uint32_t>(entry + 4);
  tensor.columns = read<std::uint32_t>(entry + 8);
  tensor.group = read<std::uint32_t>(entry + 12);
  const auto at = read<std::uint64_t>(entry + 16);
  const auto size = read<std::uint64_t>(entry + 24);
  const auto scales_at = read<std::uint64_t>(entry + 32);
  const auto scales = read<std::uint64_t>(entry + 40);
  if (type < 1 || type > 4) return "has an unknown type";
  if (tensor.rows == 0 || tensor.columns == 0 || tensor.rows > WeightsFile::largest_side ||
      tensor.columns > WeightsFile::largest_side) {
    return "has an impossible shape";
  }
  const std::uint64_t count = std::uint64_t{tensor.rows} * tensor.columns;
  const std::uint64_t wanted = tensor.type == TensorType::f32 ? 4 * count : count;
  const bool panels = tensor.type == TensorType::int8_panels;
  const bool whole = panels || tensor.type == TensorType::int8_rows;
  const std::uint32_t grouped = panels ? tensor.rows : tensor.columns;  // the side that groups divide
  if (whole ? tensor.group == 0 || grouped % tensor.group != 0 : tensor.group != 0) return "has an impossible group";
  const std::uint64_t wanted_scales = whole ? count / tensor.group : 0;
  if (size != wanted || scales != wanted_scales || !inside(at, size, total) ||
      (whole && !inside(scales_at, 2 * scales, total))) {
    return "does not fit into it";
  }
  if (tensor.type == TensorType::text && tensor.rows != 1) return "has an impossible shape";
  if (panels && (tensor.group % 2 != 0 || tensor.columns % core::panel_outputs != 0)) return "can't be cut into panels";
  tensor.bytes = bytes.data() + at;
  tensor.size = static_cast<std::size_t>(size);
  if (whole) tensor.scales = reinterpret_cast<const std::uint16_t*>(bytes.data() + scales_at);
  if ((tensor.type == TensorType::f32 && !all_finite(tensor.floats(), static_cast<std::size_t>(count))) ||
      !all_finite(tensor.scales, static_cast<std::size_t>(scales))) {
    return "holds something that is not a number";
  }
  return "";
}

}  // namespace

core::Result<WeightsFile> WeightsFile::open(std::span<const std::uint8_t> bytes) {
  if (auto wrong = wrong_with_file(bytes)) return *std::move(wrong);
  const std::uint8_t* const data = bytes.data();
  const auto settings = read<std::uint32_t>(data + 32);
  const auto tensors = read<std::uint32_t>(data + 36);
  const auto settings_at = read<std::uint64_t>(data + 40);
  const auto tensors_at = read<std::uint64_t>(data + 48);
  if (settings > most_entries || tensors > most_entries ||
      !inside(settings_at, std::uint64_t{settings} * setting_size, bytes.size()) ||
      !inside(tensors_at, std::uint64_t{tensors} * tensor_size, bytes.size())) {
    return damaged("its directory does not fit into it");
  }

  WeightsFile out;
  for (std::uint32_t i = 0; i < settings; ++i) {
    const std::uint8_t* entry = data + settings_at + i * setting_size;
    const std::string_view name = read_name(entry, setting_name);
    if (name.empty() || out.setting(name)) return damaged("a setting has no proper name");
    out.settings_.push_back({name, read<std::int64_t>(entry + setting_name)});
  }
  for (std::uint32_t i = 0; i < tensors; ++i) {
    const std::uint8_t* entry = data + tensors_at + i * tensor_size;
    WeightTensor tensor;
    tensor.name = read_name(entry, tensor_name);
    if (tensor.name.empty() || out.find(tensor.name) != nullptr) return damaged("a tensor has no proper name");
    if (const std::string wrong = read_tensor(bytes, entry + tensor_name, tensor); !wrong.empty()) {
      return damaged("tensor “" + std::string(tensor.name) + "” " + wrong);
    }
    out.tensors_.push_back(tensor);
  }
  return out;
}

const WeightTensor* WeightsFile::find(std::string_view name) const {
  for (const WeightTensor& tensor : tensors_) {
    if (tensor.name == name) return &tensor;
  }
  return nullptr;
}

const WeightTensor* WeightsFile::find(std::string_view name, TensorType type, std::uint32_t rows,
                                      std::uint32_t columns) const {
  const WeightTensor* found = find(name);
  return found != nullptr && found->type == type && found->rows == rows && found->columns == columns ? found : nullptr;
}

std::optional<std::int64_t> WeightsFile::setting(std::string_view name) const {
  for (const Setting& one : settings_) {
    if (one.name == name) return one.value;
  }
  return std::nullopt;
}

}  // namespace theatre::model
