// Reading and checking the lexicon file.
#include "model/lexicon_data.hpp"

#include <algorithm>

#include "model/lexicon_inflection.hpp"

namespace theatre::model {
namespace {

constexpr std::string_view kMagic{"THLEX\0", 6};
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kHeaderSize = 16;
constexpr float kSteps = 50;                      // a stored 50 means 1
constexpr std::uint32_t kMostOfAnything = 1u << 20;
constexpr std::size_t kMostLetters = 1u << 24;

std::uint32_t read_u32(std::span<const std::uint8_t> bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
         static_cast<std::uint32_t>(bytes[at + 2]) << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

core::Failure damaged(std::string_view what) {
  return {"The lexicon file is damaged: " + std::string(what) + "."};
}

// Takes numbers and blocks off the front; once something is missing, `ok` stays false and everything read is 0.
class Reader {
 public:
  explicit Reader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}
  bool ok() const { return ok_; }
  std::size_t left() const { return rest_.size(); }

  std::uint8_t byte() {
    if (rest_.empty()) ok_ = false;
    if (!ok_) return 0;
    const std::uint8_t value = rest_.front();
    rest_ = rest_.subspan(1);
    return value;
  }

  std::uint32_t varint() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 28; shift += 7) {  // 4 bytes: below 2^28, more than any count here
      const std::uint8_t next = byte();
      value |= static_cast<std::uint32_t>(next & 127u) << shift;
      if (next < 128) return value;
    }
    ok_ = false;
    return 0;
  }

  std::span<const std::uint8_t> block(std::size_t size) {
    if (size > rest_.size()) ok_ = false;
    if (!ok_) return {};
    const auto out = rest_.first(size);
    rest_ = rest_.subspan(size);
    return out;
  }

 private:
  std::span<const std::uint8_t> rest_;
  bool ok_ = true;
};

enum Section : std::size_t {
  kNames, kShares, kRowSizes, kRowFeatures, kRowValues,
  kWordShared, kWordLengths, kWordRest, kEntryShares, kEntryLevels,
  kEntryRows, kEntryRowsLast = kEntryRows + kPartCount - 1,
  kIrregularShared, kIrregularLengths, kIrregularRest, kIrregularBases, kIrregularTags,
  kFormShared, kFormLengths, kFormRest, kFormModes, kFormRows,
  kSectionCount
};

class FileReader {
 public:
  core::Result<std::shared_ptr<const LexiconData>> read(std::span<const std::uint8_t> body) {
    if (body.size() < 24) return damaged("its table of contents is missing");
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      counts_[i] = read_u32(body, 4 * i);
      if (counts_[i] > kMostOfAnything) return damaged("it claims to hold more than it can");
    }
    Reader reader(body.subspan(24));
    std::array<std::uint32_t, kSectionCount> sizes{};
    for (auto& size : sizes) size = reader.varint();
    for (std::size_t i = 0; i < kSectionCount; ++i) sections_[i] = reader.block(sizes[i]);
    if (!reader.ok() || reader.left() != 0) return damaged("its parts don't add up to its length");

    const char* problem = nullptr;
    if (!problem) problem = read_names();
    if (!problem) problem = read_shares();
    if (!problem) problem = read_rows();
    if (!problem) problem = read_words(kWordShared, counts_[3], data_->words, false);
    if (!problem) problem = read_entries();
    if (!problem) problem = read_words(kIrregularShared, counts_[4], data_->irregular_forms, true);
    if (!problem) problem = read_irregular();
    if (!problem) problem = read_words(kFormShared, counts_[5], data_->forms, false);
    if (!problem) problem = read_forms();
    if (problem) return damaged(problem);
    return std::shared_ptr<const LexiconData>(std::move(data_));
  }

 private:
  // The file names its features, so that their order in the program may change.
  const char* read_names() {
    Reader reader(sections_[kNames]);
    for (std::uint32_t i = 0; i < counts_[0]; ++i) {
      const auto name = reader.block(reader.byte());
      const auto feature = feature_from_name({reinterpret_cast<const char*>(name.data()), name.size()});
      if (!reader.ok()) return "the names of its features are cut short";
      if (!feature) return "it names a feature that this program doesn't know";
      features_.push_back(*feature);
    }
    return reader.left() == 0 && features_.size() <= 256 ? nullptr : "the names of its features don't fit";
  }

  const char* read_shares() {
    const auto section = sections_[kShares];
    if (section.size() != 4 * std::size_t{counts_[1]}) return "its shares of parts of speech don't fit";
    for (std::size_t i = 0; i < section.size(); i += 4) {
      std::array<float, 4> shares{};
      for (std::size_t k = 0; k < 4; ++k) {
        if (section[i + k] > kSteps) return "a share is more than the whole";
        shares[k] = static_cast<float>(section[i + k]) / kSteps;
      }
      data_->shares.push_back(shares);
    }
    return nullptr;
  }

  const char* read_rows() {
    const auto sizes = sections_[kRowSizes], names = sections_[kRowFeatures], values = sections_[kRowValues];
    if (sizes.size() != counts_[2] || names.size() != values.size()) return "its rows of features don't fit";
    data_->row_ends.push_back(0);  // row 0 is empty
    std::size_t end = 0;
    for (const std::uint8_t size : sizes) {
      end += size;
      data_->row_ends.push_back(static_cast<std::uint32_t>(end));
    }
    if (end != names.size()) return "its rows of features don't fit";
    for (std::size_t i = 0; i < end; ++i) {
      if (names[i] >= features_.size() || values[i] > kSteps) return "a row of features holds a wrong value";
      data_->cells.push_back({features_[names[i]], static_cast<float>(values[i]) / kSteps});
    }
    return nullptr;
  }

  // Three columns: bytes shared with the word before, bytes that follow, and those bytes.
  const char* read_words(std::size_t first, std::uint32_t count, SortedWords& words, bool repeats) {
    const auto shared = sections_[first], lengths = sections_[first + 1];
    if (shared.size() != count || lengths.size() != count) return "its list of words doesn't fit";
    Reader rest(sections_[first + 2]);
    std::string previous;
    std::size_t letters = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto tail = rest.block(lengths[i]);
      if (!rest.ok() || shared[i] > previous.size()) return "its list of words is cut short";
      const std::string_view letters_after(reinterpret_cast<const char*>(tail.data()), tail.size());
      // Both words begin alike, so the rest decides which comes first.
      const int order = letters_after.compare(std::string_view(previous).substr(shared[i]));
      if (i > 0 && (order < 0 || (order == 0 && !repeats))) return "its words are out of order";
      previous.resize(shared[i]);
      previous.append(letters_after);
      if (previous.empty()) return "it holds a word without letters";
      letters += previous.size();
      if (letters > kMostLetters) return "it claims to hold more than it can";
      words.append(previous);
    }
    return rest.left() == 0 ? nullptr : "its list of words doesn't fit";
  }

  const char* read_entries() {
    data_->entries.resize(counts_[3]);
    Reader shares(sections_[kEntryShares]);
    const auto levels = sections_[kEntryLevels];
    if (levels.size() != counts_[3]) return "its entries don't fit";
    for (std::size_t i = 0; i < data_->entries.size(); ++i) {
      data_->entries[i].shares = shares.varint();
      data_->entries[i].level = levels[i];
      if (data_->entries[i].shares >= data_->shares.size() || levels[i] > 15) return "an entry holds a wrong number";
    }
    if (!shares.ok() || shares.left() != 0) return "its entries don't fit";
    for (std::size_t part = 0; part < kPartCount; ++part) {
      Reader rows(sections_[kEntryRows + part]);
      for (auto& entry : data_->entries) {
        entry.rows[part] = rows.varint();
        if (entry.rows[part] >= data_->row_ends.size()) return "an entry points at a row that isn't there";
      }
      if (!rows.ok() || rows.left() != 0) return "its entries don't fit";
    }
    return nullptr;
  }

  const char* read_irregular() {
    Reader bases(sections_[kIrregularBases]);
    const auto tags = sections_[kIrregularTags];
    if (tags.size() != counts_[4]) return "its irregular forms don't fit";
    for (const std::uint8_t tag : tags) {
      const std::uint32_t base = bases.varint();
      if (base >= data_->words.size() || tag == 0 || tag > kAllTags) return "an irregular form has no base word";
      data_->irregular_bases.push_back(base);
      data_->irregular_tags.push_back(tag);
    }
    return bases.ok() && bases.left() == 0 ? nullptr : "its irregular forms don't fit";
  }

  const char* read_forms() {
    Reader rows(sections_[kFormRows]);
    const auto modes = sections_[kFormModes];
    if (modes.size() != counts_[5]) return "its hand-made forms don't fit";
    for (const std::uint8_t mode : modes) {
      const std::uint32_t row = rows.varint();
      if (mode > 1 || row >= data_->row_ends.size()) return "a hand-made form points at a row that isn't there";
      data_->forms_complete.push_back(mode == 0);
      data_->forms_rows.push_back(row);
    }
    return rows.ok() && rows.left() == 0 ? nullptr : "its hand-made forms don't fit";
  }

  std::shared_ptr<LexiconData> data_ = std::make_shared<LexiconData>();
  std::array<std::uint32_t, 6> counts_{};  // features, shares, rows, words, irregular forms, hand-made forms
  std::array<std::span<const std::uint8_t>, kSectionCount> sections_;
  std::vector<Feature> features_;
};

}  // namespace

std::size_t SortedWords::lower_bound(std::string_view word) const {
  std::size_t low = 0, high = size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if ((*this)[middle] < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::optional<std::size_t> SortedWords::find(std::string_view word) const {
  const std::size_t at = lower_bound(word);
  if (at == size() || (*this)[at] != word) return std::nullopt;
  return at;
}

void SortedWords::append(std::string_view word) {
  letters_.append(word);
  ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
}

std::uint32_t crc32(std::span<const std::uint8_t> bytes) {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1u) ? 0xEDB88320u : 0u);
    table[i] = value;
  }
  std::uint32_t sum = 0xFFFFFFFFu;
  for (const std::uint8_t byte : bytes) sum = (sum >> 8) ^ table[(sum ^ byte) & 255u];
  return ~sum;
}

core::Result<std::shared_ptr<const LexiconData>> read_lexicon(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kHeaderSize || !std::equal(kMagic.begin(), kMagic.end(), bytes.begin())) {
    return core::Failure{"This is not a lexicon file."};
  }
  const std::uint32_t version = bytes[6] | static_cast<std::uint32_t>(bytes[7]) << 8;
  if (version != kVersion) {
    return core::Failure{"The lexicon file has version " + std::to_string(version) + ", but this program reads version " +
                         std::to_string(kVersion) + "."};
  }
  const auto stored = bytes.subspan(kHeaderSize);
  const std::uint32_t size = read_u32(bytes, 8);
  if (stored.size() < size) return core::Failure{"The lexicon file is cut short."};
  if (stored.size() > size) return damaged("something follows its end");
  if (crc32(stored) != read_u32(bytes, 12)) return damaged("its checksum doesn't fit its bytes");
  // In the file 0 and 255 have changed places, see tools/lexicon/build.py.
  std::vector<std::uint8_t> body(stored.begin(), stored.end());
  for (auto& byte : body) {
    if (byte == 0 || byte == 255) byte = static_cast<std::uint8_t>(~byte);
  }
  return FileReader().read(body);
}

}  // namespace theatre::model
