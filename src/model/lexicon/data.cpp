// Reading and checking the lexicon file.
#include "model/lexicon/data.hpp"

#include <algorithm>

#include "model/lexicon/inflection.hpp"

namespace theatre::model {
namespace {

constexpr std::string_view kMagic{"THLEX\0", 6};
constexpr std::uint32_t kVersion = 3;
constexpr std::size_t kHeaderSize = 16;
constexpr float kSteps = 50;                                      // a stored 50 means 1
constexpr std::size_t kMostLetters = 1u << 24;                    // of all words together
constexpr std::uint8_t kEnds = 1, kHasBelow = 2, kHasBeside = 4;  // of a node of a tree of letters
constexpr std::uint8_t kLastReading = 64;                         // beside the tags of an irregular form
constexpr std::size_t kFormColumn = kPartCount;                   // the last column of rows is the hand-made forms'

std::uint32_t read_u32(std::span<const std::uint8_t> bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8 |
         static_cast<std::uint32_t>(bytes[at + 2]) << 16 | static_cast<std::uint32_t>(bytes[at + 3]) << 24;
}

core::Failure damaged(std::string_view what) { return {"The lexicon file is damaged: " + std::string(what) + "."}; }

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
  kNames,
  kShares,
  kRowCounts,
  kRowSizes,
  kRowFeatures,
  kRowValues,
  kTreeNodes,
  kWordTree,
  kIrregularTree,
  kFormTree,
  kEntryShares,
  kEntryLevels,
  kRows,
  kRowsLast = kRows + kFormColumn,
  kIrregularBases,
  kIrregularTags,
  kFormModes,
  kSectionCount
};

// Row numbers of one column. Of its rows, those that several words have come first and are named by number; those of
// one word alone are taken in turn.
class RowColumn {
 public:
  RowColumn() = default;
  RowColumn(std::uint32_t first, std::uint32_t shared, std::uint32_t single)
      : first_(first), next_(first + shared), shared_(shared), end_(first + shared + single) {}

  void open(std::span<const std::uint8_t> section) { numbers_ = Reader(section); }

  // The row of the next word; nothing if there is no such row.
  std::optional<std::uint32_t> take() {
    const std::uint32_t number = numbers_.varint();
    if (!numbers_.ok()) return std::nullopt;
    if (number == 0) return 0;
    if (number > 1) return number - 2 < shared_ ? std::optional(first_ + number - 2) : std::nullopt;
    return next_ < end_ ? std::optional(next_++) : std::nullopt;
  }

  bool done() const { return numbers_.left() == 0 && next_ == end_; }

 private:
  Reader numbers_{{}};
  std::uint32_t first_ = 0, next_ = 0, shared_ = 0, end_ = 0;
};

class FileReader {
 public:
  core::Result<std::shared_ptr<const LexiconData>> read(std::span<const std::uint8_t> body) {
    Reader reader(body);
    std::array<std::uint32_t, kSectionCount> sizes{};
    for (auto& size : sizes) size = reader.varint();
    for (std::size_t i = 0; i < kSectionCount; ++i) sections_[i] = reader.block(sizes[i]);
    if (!reader.ok() || reader.left() != 0) return damaged("its parts don't add up to its length");

    const char* problem = nullptr;
    if (!problem) problem = read_names();
    if (!problem) problem = read_shares();
    if (!problem) problem = read_row_counts();
    if (!problem) problem = read_rows();
    if (!problem) problem = read_tree(kWordTree, data_->words);
    if (!problem) problem = read_entries();
    if (!problem) problem = read_irregular();
    if (!problem) problem = read_tree(kFormTree, data_->forms);
    if (!problem) problem = read_forms();
    if (problem) return damaged(problem);
    return std::shared_ptr<const LexiconData>(std::move(data_));
  }

 private:
  // The file names its features, so that their order in the program may change.
  const char* read_names() {
    Reader reader(sections_[kNames]);
    while (reader.left() > 0) {
      const auto name = reader.block(reader.byte());
      const auto feature = feature_from_name({reinterpret_cast<const char*>(name.data()), name.size()});
      if (!reader.ok()) return "the names of its features are cut short";
      if (!feature) return "it names a feature that this program doesn't know";
      features_.push_back(*feature);
    }
    return features_.size() <= 256 ? nullptr : "the names of its features don't fit";
  }

  const char* read_shares() {
    const auto section = sections_[kShares];
    if (section.size() % 4 != 0) return "its shares of parts of speech don't fit";
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

  const char* read_row_counts() {
    Reader counts(sections_[kRowCounts]);
    std::uint32_t first = 1;  // row 0 is empty
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::uint32_t shared = counts.varint(), single = counts.varint();
      columns_[i] = RowColumn(first, shared, single);
      columns_[i].open(sections_[kRows + i]);
      first += shared + single;  // each below 2^28
    }
    const bool fits = counts.ok() && counts.left() == 0 && first == sections_[kRowSizes].size() + 1;
    return fits ? nullptr : "its rows of features don't fit";
  }

  const char* read_rows() {
    const auto sizes = sections_[kRowSizes], names = sections_[kRowFeatures], values = sections_[kRowValues];
    if (names.size() != values.size()) return "its rows of features don't fit";
    data_->row_ends.push_back(0);
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

  // A tree of letters, from left to right and downwards, which are the words in the order of their bytes.
  const char* read_tree(Section tree, SortedWords& words) {
    const auto nodes = sections_[kTreeNodes];  // pairs: flags, letter
    std::string word;
    std::vector<bool> beside;  // of each letter of `word`: another one may stand in its place
    int left = -1;             // the letter to the left of the next one, or none
    std::size_t letters = 0;
    bool finished = sections_[tree].empty();
    for (const std::uint8_t node : sections_[tree]) {
      const std::size_t at = 2 * std::size_t{node};
      if (finished || at + 1 >= nodes.size()) return "its list of words doesn't fit";
      const std::uint8_t flags = nodes[at], letter = nodes[at + 1];
      if (letter <= left) return "its words are out of order";
      if (!(flags & (kEnds | kHasBelow))) return "it holds letters without a word";
      word.push_back(static_cast<char>(letter));
      beside.push_back(flags & kHasBeside);
      if (flags & kEnds) {
        letters += word.size();
        if (letters > kMostLetters) return "it claims to hold more than it can";
        words.append(word);
      }
      left = -1;
      if (flags & kHasBelow) continue;
      while (!word.empty() && !beside.back()) {
        word.pop_back();
        beside.pop_back();
      }
      finished = word.empty();
      if (finished) continue;
      left = static_cast<unsigned char>(word.back());
      word.pop_back();
      beside.pop_back();
    }
    return finished ? nullptr : "its list of words is cut short";
  }

  // Places of the words in the order in which their entries are stored: by the last four letters, read backwards.
  std::vector<std::uint32_t> entry_order() const {
    std::vector<std::uint64_t> keys;  // letters in the high half, the place in the low half
    keys.reserve(data_->words.size());
    for (std::size_t i = 0; i < data_->words.size(); ++i) {
      const std::string_view word = data_->words[i];
      std::uint64_t key = 0;
      for (std::size_t k = 1; k <= 4; ++k) {
        key = key << 8 | (k <= word.size() ? static_cast<unsigned char>(word[word.size() - k]) : 0u);
      }
      keys.push_back(key << 32 | i);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> order;
    order.reserve(keys.size());
    for (const std::uint64_t key : keys) order.push_back(static_cast<std::uint32_t>(key));
    return order;
  }

  const char* read_entries() {
    data_->entries.resize(data_->words.size());
    const auto levels = sections_[kEntryLevels];
    if (levels.size() != data_->entries.size()) return "its entries don't fit";
    Reader shares(sections_[kEntryShares]);
    std::size_t next = 0;
    for (const std::uint32_t at : entry_order()) {
      LexiconEntry& entry = data_->entries[at];
      entry.shares = shares.varint();
      entry.level = levels[next++];
      if (entry.shares >= data_->shares.size() || entry.level > 15) return "an entry holds a wrong number";
      for (std::size_t part = 0; part < kPartCount; ++part) {
        // What is never a noun has no row as a noun, and so on.
        const bool has_row = part >= static_cast<std::size_t>(Part::topic) || data_->shares[entry.shares][part] > 0;
        if (!has_row) continue;
        const auto row = columns_[part].take();
        if (!row) return "an entry points at a row that isn't there";
        entry.rows[part] = *row;
      }
    }
    bool done = shares.ok() && shares.left() == 0;
    for (std::size_t part = 0; part < kPartCount; ++part) done = done && columns_[part].done();
    return done ? nullptr : "its entries don't fit";
  }

  // A form may have several readings, each with its base word and tags.
  const char* read_irregular() {
    SortedWords forms;
    if (const char* problem = read_tree(kIrregularTree, forms)) return problem;
    Reader bases(sections_[kIrregularBases]);
    std::size_t form = 0;
    for (const std::uint8_t byte : sections_[kIrregularTags]) {
      const std::uint32_t base = bases.varint();
      const auto tags = static_cast<std::uint8_t>(byte & ~kLastReading);
      if (form >= forms.size()) return "its irregular forms don't fit";
      if (base >= data_->words.size() || tags == 0 || tags > kAllTags) return "an irregular form has no base word";
      data_->irregular_forms.append(forms[form]);
      data_->irregular_bases.push_back(base);
      data_->irregular_tags.push_back(tags);
      if (byte & kLastReading) ++form;
    }
    return bases.ok() && bases.left() == 0 && form == forms.size() ? nullptr : "its irregular forms don't fit";
  }

  const char* read_forms() {
    const auto modes = sections_[kFormModes];
    if (modes.size() != data_->forms.size()) return "its hand-made forms don't fit";
    for (const std::uint8_t mode : modes) {
      const auto row = columns_[kFormColumn].take();
      if (mode > 1 || !row) return "a hand-made form points at a row that isn't there";
      data_->forms_complete.push_back(mode == 0);
      data_->forms_rows.push_back(*row);
    }
    return columns_[kFormColumn].done() ? nullptr : "its hand-made forms don't fit";
  }

  std::shared_ptr<LexiconData> data_ = std::make_shared<LexiconData>();
  std::array<std::span<const std::uint8_t>, kSectionCount> sections_;
  std::array<RowColumn, kPartCount + 1> columns_;
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
    return core::Failure{"The lexicon file has version " + std::to_string(version) +
                         ", but this program reads version " + std::to_string(kVersion) + "."};
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
