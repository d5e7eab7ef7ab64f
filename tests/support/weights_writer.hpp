// Writes small files in the format of web/models/README.md, right or wrong on purpose.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "model/weights_file.hpp"

namespace theatre::test {

using Bytes = std::vector<std::uint8_t>;

template <class T>
void put(Bytes& bytes, std::size_t at, T value) {
  std::memcpy(&bytes[at], &value, sizeof value);
}

// Length and checksum made right again after a change.
inline void seal(Bytes& bytes) {
  if (bytes.size() < 64) return;
  put<std::uint64_t>(bytes, 16, bytes.size());
  put<std::uint64_t>(bytes, 24, model::checksum_of({bytes.data() + 32, bytes.size() - 32}));
}

class WeightsWriter {
 public:
  struct Tensor {
    std::string name;
    std::uint32_t type, rows, columns, group;
    Bytes data, scales;
  };
  std::vector<std::pair<std::string, std::int64_t>> settings;
  std::vector<Tensor> tensors;

  void f32(const std::string& name, std::uint32_t rows, std::uint32_t columns, float value) {
    Bytes data(4 * static_cast<std::size_t>(rows) * columns);
    for (std::size_t i = 0; i < data.size(); i += 4) put(data, i, value);
    tensors.push_back({name, 1, rows, columns, 0, data, {}});
  }
  void text(const std::string& name, const std::string& value) {
    tensors.push_back({name, 2, 1, static_cast<std::uint32_t>(value.size()), 0, Bytes(value.begin(), value.end()), {}});
  }
  // Small weights that differ from each other; type 3 or 4.
  void int8(const std::string& name, std::uint32_t type, std::uint32_t rows, std::uint32_t columns,
            std::uint32_t group) {
    Bytes data(static_cast<std::size_t>(rows) * columns);
    for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<std::uint8_t>(i * 37 % 200 - 100);
    Bytes scales(2 * data.size() / group);
    for (std::size_t i = 0; i < scales.size(); i += 2) put<std::uint16_t>(scales, i, 0x3B00);
    tensors.push_back({name, type, rows, columns, group, data, scales});
  }

  Bytes bytes() const {
    const std::size_t settings_at = 64, tensors_at = settings_at + 32 * settings.size();
    Bytes out((tensors_at + 112 * tensors.size() + 15) / 16 * 16, 0);
    std::memcpy(out.data(), "THEATREW", 8);
    put<std::uint32_t>(out, 8, 2);  // version
    put<std::uint32_t>(out, 12, 64);
    put<std::uint32_t>(out, 32, static_cast<std::uint32_t>(settings.size()));
    put<std::uint32_t>(out, 36, static_cast<std::uint32_t>(tensors.size()));
    put<std::uint64_t>(out, 40, settings_at);
    put<std::uint64_t>(out, 48, tensors_at);
    for (std::size_t i = 0; i < settings.size(); ++i) {
      std::memcpy(&out[settings_at + 32 * i], settings[i].first.data(), settings[i].first.size());
      put<std::int64_t>(out, settings_at + 32 * i + 24, settings[i].second);
    }
    for (std::size_t i = 0; i < tensors.size(); ++i) {
      const Tensor& tensor = tensors[i];
      const std::size_t entry = tensors_at + 112 * i;
      std::memcpy(&out[entry], tensor.name.data(), tensor.name.size());
      const std::uint32_t numbers[] = {tensor.type, tensor.rows, tensor.columns, tensor.group};
      std::memcpy(&out[entry + 64], numbers, sizeof numbers);
      put<std::uint64_t>(out, entry + 80, out.size());
      put<std::uint64_t>(out, entry + 88, tensor.data.size());
      out.insert(out.end(), tensor.data.begin(), tensor.data.end());
      out.resize((out.size() + 15) / 16 * 16, 0);
      put<std::uint64_t>(out, entry + 96, tensor.scales.empty() ? 0 : out.size());
      put<std::uint64_t>(out, entry + 104, tensor.scales.size() / 2);
      out.insert(out.end(), tensor.scales.begin(), tensor.scales.end());
      out.resize((out.size() + 15) / 16 * 16, 0);
    }
    seal(out);
    return out;
  }
};

// A whole MiniLM of one layer, two heads and 16 dimensions, in a few kilobytes.
inline WeightsWriter tiny_minilm() {
  const std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n##b\n";
  WeightsWriter w;
  w.settings = {{"layers", 1}, {"heads", 2}, {"d_model", 16}, {"hidden", 24}, {"positions", 12}, {"vocabulary", 8}};
  w.text("vocabulary", vocabulary);
  w.int8("embeddings.words", 4, 8, 16, 16);
  w.f32("embeddings.positions", 12, 16, 0.25F);
  w.f32("embeddings.type", 1, 16, 0.5F);
  const auto norm = [&](const std::string& name) {
    w.f32(name + ".gamma", 1, 16, 1);
    w.f32(name + ".beta", 1, 16, 0.1F);
  };
  const auto linear = [&](const std::string& name, std::uint32_t inputs, std::uint32_t outputs) {
    w.int8(name, 3, inputs, outputs, 8);
    w.f32(name + ".bias", 1, outputs, 0.01F);
  };
  norm("embeddings.norm");
  linear("layers.0.qkv", 16, 48);
  linear("layers.0.output", 16, 16);
  norm("layers.0.attention_norm");
  linear("layers.0.up", 16, 24);
  linear("layers.0.down", 24, 16);
  norm("layers.0.feed_forward_norm");
  return w;
}

}  // namespace theatre::test
