// The normaliser's tables come from the reference itself (wordpiece_tables.inc); Hangul is decomposed by
// arithmetic.
#include "text/wordpiece.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "text/utf8.hpp"

namespace theatre::text {
namespace {

struct Range {
  std::uint32_t low, high;
};

// A code point and the one to three it becomes.
struct Mapped {
  std::uint32_t code;
  std::array<std::uint32_t, 3> out;
};

#include "text/wordpiece_tables.inc"

constexpr std::size_t longest_word = 100;  // characters after normalising; longer words are unknown

template <std::size_t N>
bool contains(const Range (&ranges)[N], char32_t code) {
  const auto* after = std::upper_bound(std::begin(ranges), std::end(ranges), code,
                                       [](char32_t c, const Range& range) { return c < range.low; });
  return after != std::begin(ranges) && code <= std::prev(after)->high;
}

// Unicode 15, §3.12, "Hangul syllable decomposition".
std::array<std::uint32_t, 3> decompose_hangul(char32_t code) {
  const std::uint32_t syllable = code - 0xAC00;
  const std::uint32_t last = syllable % 28;
  return {0x1100 + syllable / 588, 0x1161 + (syllable % 588) / 28, last == 0 ? 0 : 0x11A7 + last};
}

// What a code point becomes: up to three others, unused places 0.
std::array<std::uint32_t, 3> normalise(char32_t code) {
  if (code >= 0xAC00 && code <= 0xD7A3) return decompose_hangul(code);
  const auto* found = std::lower_bound(std::begin(mapped), std::end(mapped), code,
                                       [](const Mapped& entry, char32_t c) { return entry.code < c; });
  if (found != std::end(mapped) && found->code == code) return found->out;
  return {static_cast<std::uint32_t>(code), 0, 0};
}

// FNV-1a, which can go on from the hash of a beginning.
constexpr std::uint32_t empty_hash = 2166136261U;
std::uint32_t go_on_hashing(std::uint32_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 16777619U; }
std::uint32_t go_on_hashing(std::uint32_t hash, std::string_view text) {
  for (const char c : text) hash = go_on_hashing(hash, c);
  return hash;
}

constexpr std::uint32_t inside_hash = ((empty_hash ^ '#') * 16777619U ^ '#') * 16777619U;  // of "##"

}  // namespace

struct WordPiece::Normal {
  char32_t code;
  std::size_t begin, end;
};

struct WordPiece::Scan {
  std::string_view text;
  std::size_t enough;
  std::vector<Piece> out;
  std::vector<Normal> word;  // the word under way
  // Buffers of split_word, kept so that they are not made anew for each word.
  std::string spelling;              // of the rest of the word, after "##"
  std::vector<std::size_t> lengths;  // of `spelling`, after each character
  std::vector<std::uint32_t> hashes;
};

WordPiece::WordPiece(std::string_view vocabulary) : lines_(vocabulary) {
  const auto lines = static_cast<std::size_t>(std::count(lines_.begin(), lines_.end(), '\n'));
  begins_.reserve(lines + 1);
  begins_.push_back(0);
  std::size_t slots = 16;
  while (slots < 2 * lines) slots *= 2;
  slots_.assign(slots, 0);
  std::vector<std::uint32_t> hashes;  // of the pieces so far: comparing those first spares comparing texts
  hashes.reserve(lines);
  std::uint32_t hash = empty_hash;
  for (std::size_t at = 0; at < vocabulary.size(); ++at) {
    if (vocabulary[at] != '\n') {
      hash = go_on_hashing(hash, vocabulary[at]);
      continue;
    }
    const auto id = static_cast<std::uint32_t>(size());
    begins_.push_back(static_cast<std::uint32_t>(at + 1));
    std::size_t slot = hash & (slots - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots - 1)) {
      const std::uint32_t other = slots_[slot] - 1;
      if (hashes[other] == hash && piece(other) == piece(id)) return;
    }
    if (piece(id).empty()) return;
    slots_[slot] = id + 1;
    hashes.push_back(hash);
    hash = empty_hash;
  }
  if (begins_.back() != lines_.size()) return;
  for (const std::string_view name : {"[UNK]", "[CLS]", "[SEP]", "[MASK]", "[PAD]"}) {
    const int id = find(name, go_on_hashing(empty_hash, name));
    if (id < 0) return;
    special_.push_back(static_cast<std::uint32_t>(id));
  }
  valid_ = true;
  unknown_ = special_[0];
  start_ = special_[1];
  separator_ = special_[2];
}

std::string_view WordPiece::piece(std::uint32_t id) const {
  return std::string_view(lines_).substr(begins_[id], begins_[id + 1] - begins_[id] - 1);
}

int WordPiece::find(std::string_view text, std::uint32_t hash) const {
  for (std::size_t slot = hash & (slots_.size() - 1); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    if (piece(slots_[slot] - 1) == text) return static_cast<int>(slots_[slot] - 1);
  }
  return -1;
}

std::vector<Piece> WordPiece::split(std::string_view text, std::size_t enough) const {
  Scan scan{text, enough, {}, {}, {}, {}, {}};
  if (!valid_) return {};
  std::size_t plain = 0;  // where the stretch without special names began
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at)) {
    const auto here = [&](std::uint32_t id) { return text.compare(at, piece(id).size(), piece(id)) == 0; };
    const auto found = std::find_if(special_.begin(), special_.end(), here);
    if (found == special_.end()) {
      ++at;
      continue;
    }
    split_plain(scan, plain, at);
    if (scan.out.size() >= enough) return scan.out;
    const std::size_t end = at + piece(*found).size();
    scan.out.push_back({*found, at, end, false});
    plain = at = end;
  }
  split_plain(scan, plain, text.size());
  return scan.out;
}

void WordPiece::split_plain(Scan& scan, std::size_t begin, std::size_t end) const {
  const auto flush = [&] {
    if (!scan.word.empty()) split_word(scan);
    scan.word.clear();
  };
  for (std::size_t at = begin; at < end && scan.out.size() < scan.enough;) {
    const Decoded decoded = decode_utf8(scan.text.substr(0, end), at);
    const std::size_t from = at;
    at += decoded.length;
    if (contains(spaces, decoded.code)) {
      flush();
    } else if (contains(removed, decoded.code)) {
      // A mark or an invisible sign belongs to the letter before it, in the spelling that the learner sees.
      if (!scan.word.empty()) scan.word.back().end = at;
    } else {
      const bool ideograph = contains(ideographs, decoded.code);
      if (ideograph) flush();
      for (const std::uint32_t code : normalise(decoded.code)) {
        if (code == 0) break;
        if (contains(punctuation, code)) {
          flush();
          scan.word.push_back({code, from, at});
          split_word(scan);
          scan.word.clear();
          scan.out.back().punctuation = true;
        } else {
          scan.word.push_back({code, from, at});
        }
      }
      if (ideograph) flush();
    }
  }
  flush();
}

void WordPiece::split_word(Scan& scan) const {
  const std::vector<Normal>& word = scan.word;
  const std::size_t before = scan.out.size();
  const auto give_up = [&] {
    scan.out.resize(before);
    scan.out.push_back({unknown_, word.front().begin, word.back().end, false});
  };
  if (word.size() > longest_word) return give_up();
  for (std::size_t from = 0; from < word.size();) {
    scan.spelling = from == 0 ? "" : "##";
    scan.lengths.clear();
    scan.hashes.clear();
    std::uint32_t hash = from == 0 ? empty_hash : inside_hash;
    for (std::size_t i = from; i < word.size(); ++i) {
      const std::size_t known = scan.spelling.size();
      append_utf8(scan.spelling, word[i].code);
      hash = go_on_hashing(hash, std::string_view(scan.spelling).substr(known));
      scan.lengths.push_back(scan.spelling.size());
      scan.hashes.push_back(hash);
    }
    int id = -1;
    std::size_t count = word.size() - from;
    for (; count > 0; --count) {
      id = find(std::string_view(scan.spelling).substr(0, scan.lengths[count - 1]), scan.hashes[count - 1]);
      if (id >= 0) break;
    }
    if (id < 0) return give_up();
    scan.out.push_back({static_cast<std::uint32_t>(id), word[from].begin, word[from + count - 1].end, false});
    from += count;
  }
}

}  // namespace theatre::text
