// MiniLM as the page has it, read once, and the golden sentences that PyTorch was asked about.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "model/minilm/minilm.hpp"

namespace theatre::test {

inline std::vector<std::uint8_t> read_bytes(const std::string& path_in_repository) {
  const std::string path = std::string(THEATRE_SOURCE_DIR) + "/" + path_in_repository;
  INFO(path);
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in.is_open());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline const std::vector<std::uint8_t>& minilm_bytes() {
  static const std::vector<std::uint8_t> bytes = read_bytes("web/models/minilm.bin");
  return bytes;
}

inline const model::MiniLM& minilm() {
  static const auto loaded = model::MiniLM::load(minilm_bytes());
  INFO(loaded.error());
  REQUIRE(loaded);
  return *loaded.value();
}

struct GoldenMap {
  int layer = 0;
  int head = 0;
  core::Matrix weights;  // (T, T)
};

struct GoldenSentence {
  std::string text;
  std::vector<std::uint32_t> ids;
  core::RowVector vector;
  std::vector<GoldenMap> maps;
};

inline float from_half(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
  const std::uint32_t rest = static_cast<std::uint32_t>(half & 0x7FFF);
  float out = 0;
  if (rest >= 0x400) {
    const std::uint32_t bits = (rest << 13) + ((127U - 15U) << 23);
    std::memcpy(&out, &bits, sizeof out);
  } else {
    out = static_cast<float>(rest) * 5.9604645e-8F;  // subnormal: units of 2^-24
  }
  return sign != 0 ? -out : out;
}

// tests/golden/minilm/golden.bin; tools/minilm/make_golden.py says how it is built.
inline std::vector<GoldenSentence> golden_sentences() {
  const std::vector<std::uint8_t> bytes = read_bytes("tests/golden/minilm/golden.bin");
  std::size_t at = 0;
  const auto u32 = [&] {
    std::uint32_t value = 0;
    REQUIRE(at + 4 <= bytes.size());
    std::memcpy(&value, &bytes[at], 4);
    at += 4;
    return value;
  };
  const auto halves = [&](Eigen::Index rows, Eigen::Index columns) {
    core::Matrix out(rows, columns);
    REQUIRE(at + 2 * static_cast<std::size_t>(out.size()) <= bytes.size());
    for (Eigen::Index i = 0; i < out.size(); ++i, at += 2) {
      std::uint16_t half = 0;
      std::memcpy(&half, &bytes[at], 2);
      out.data()[i] = from_half(half);
    }
    return out;
  };
  std::vector<GoldenSentence> out(u32());
  for (GoldenSentence& sentence : out) {
    const std::uint32_t size = u32();
    sentence.text.assign(reinterpret_cast<const char*>(&bytes[at]), size);
    at += size;
    sentence.ids.resize(u32());
    for (std::uint32_t& id : sentence.ids) id = u32();
    sentence.vector = halves(1, 384);
    sentence.maps.resize(u32());
    const auto tokens = static_cast<Eigen::Index>(sentence.ids.size());
    for (GoldenMap& map : sentence.maps) {
      map.layer = static_cast<int>(u32());
      map.head = static_cast<int>(u32());
      map.weights = halves(tokens, tokens);
    }
  }
  REQUIRE(at == bytes.size());
  return out;
}

}  // namespace theatre::test
