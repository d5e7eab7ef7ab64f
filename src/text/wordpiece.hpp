// WordPiece as BERT-uncased has it: any text to sub-word pieces with byte spans, exactly as the reference
// does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace theatre::text {

struct Piece {
  std::uint32_t id = 0;   // row of the vocabulary
  std::size_t begin = 0;  // byte span of the learner's own spelling; a piece of a word covers its part of it
  std::size_t end = 0;
  bool punctuation = false;
};

// The vocabulary and the rules. Devlin et al. 2018 (BERT), uncased: clean, lower-case, NFD without marks, CJK
// characters and punctuation apart, then the longest match from the left; "##" begins a piece inside a word.
class WordPiece {
 public:
  // Line `id` of `vocabulary` (from 0) is the text of piece `id`; each line ends with a line feed. It has to
  // hold [UNK], [CLS], [SEP], [MASK] and [PAD].
  explicit WordPiece(std::string_view vocabulary);

  // False when one of the special pieces is missing, a line is empty, or two pieces have the same text.
  bool valid() const { return valid_; }

  // Pieces of a text, without [CLS] and [SEP] around it. Never fails: broken bytes count as nothing, a word
  // of more than 100 characters or with an unknown part is [UNK]. A special piece's name in the text, as
  // "[MASK]", is it. Stops soon after the first `enough` pieces, which are the same whatever the limit is.
  std::vector<Piece> split(std::string_view text, std::size_t enough = std::numeric_limits<std::size_t>::max()) const;

  std::string_view piece(std::uint32_t id) const;
  std::size_t size() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  std::uint32_t unknown() const { return unknown_; }
  std::uint32_t start() const { return start_; }          // [CLS]
  std::uint32_t separator() const { return separator_; }  // [SEP]

 private:
  struct Normal;  // one normalised code point with the bytes it came from
  struct Scan;    // one split() under way
  int find(std::string_view text, std::uint32_t hash) const;
  void split_plain(Scan& scan, std::size_t begin, std::size_t end) const;
  void split_word(Scan& scan) const;

  std::string lines_;
  std::vector<std::uint32_t> begins_;  // of each line, and one past the last
  std::vector<std::uint32_t> slots_;   // hash table by open addressing: id + 1, or 0 for free
  std::vector<std::uint32_t> special_;
  std::uint32_t unknown_ = 0, start_ = 0, separator_ = 0;
  bool valid_ = false;
};

}  // namespace theatre::text
