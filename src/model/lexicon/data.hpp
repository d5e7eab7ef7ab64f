// The lexicon file unpacked into tables, with every number checked. Only the lexicon itself needs to see this.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "model/lexicon/features.hpp"

namespace theatre::model {

// Words in ascending order of their bytes, found by binary search.
class SortedWords {
 public:
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(letters_).substr(begin, ends_[i] - begin);
  }
  // The first place whose word is not less than `word`; size() if there is none.
  std::size_t lower_bound(std::string_view word) const;
  std::optional<std::size_t> find(std::string_view word) const;
  void append(std::string_view word);  // not less than the last one

 private:
  std::string letters_;
  std::vector<std::uint32_t> ends_;
};

struct FeatureValue {
  Feature feature{};
  float value = 0;
};

enum class Part : std::uint8_t { noun, verb, adjective, topic, name };  // which row of an entry
inline constexpr std::size_t kPartCount = 5;

struct LexiconEntry {
  std::uint32_t shares = 0;                      // index into `shares`
  std::uint8_t level = 0;                        // how frequent: weight 2^(level - 2) in WordNet's tagged texts
  std::array<std::uint32_t, kPartCount> rows{};  // index into the rows; 0 is empty
};

struct LexiconData {
  std::vector<std::array<float, 4>> shares;    // of noun, verb, adjective, adverb
  std::vector<FeatureValue> cells;             // all rows one after the other
  std::vector<std::uint32_t> row_ends;         // row r is cells[row_ends[r - 1], row_ends[r])
  SortedWords words;                           // base words, and
  std::vector<LexiconEntry> entries;           // what is known of them
  SortedWords irregular_forms;                 // ran, mice; a form can stand here several times
  std::vector<std::uint32_t> irregular_bases;  // index into `words`
  std::vector<std::uint8_t> irregular_tags;    // FormTag bits
  SortedWords forms;                           // hand-made features of one form
  std::vector<bool> forms_complete;            // true: the row says all; false: it corrects the readings
  std::vector<std::uint32_t> forms_rows;

  std::span<const FeatureValue> row(std::uint32_t r) const {
    const std::size_t begin = r == 0 ? 0 : row_ends[r - 1];
    return std::span<const FeatureValue>(cells).subspan(begin, row_ends[r] - begin);
  }
};

// Reads web/data/lexicon.bin; its format stands in web/data/lexicon/README.md.
core::Result<std::shared_ptr<const LexiconData>> read_lexicon(std::span<const std::uint8_t> bytes);

// CRC-32 as in zip and PNG (polynomial 0xEDB88320).
std::uint32_t crc32(std::span<const std::uint8_t> bytes);

}  // namespace theatre::model
