// The lexicon: what each word is, as readable features. Open: a word it lacks gets a guess from its shape.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.hpp"
#include "model/lexicon/features.hpp"

namespace theatre::model {

struct LexiconData;  // the tables, unpacked; see lexicon_data.hpp

struct WordFeatures {
  FeatureVector features;
  bool known = false;  // false: the features are a guess
  std::string lemma;   // the base word of the likeliest reading: "see" for "saw"; the word itself if unknown
  std::string source;  // one sentence for the learner: what the word is taken for, and from where
};

class Lexicon {
 public:
  Lexicon();  // knows no word: everything is a guess

  // Reads the bytes of web/data/lexicon.bin (format: web/data/lexicon/README.md). Everything is checked here, so
  // that look-ups can't fail; damaged or foreign bytes give one sentence.
  static core::Result<Lexicon> load(std::span<const std::uint8_t> bytes);

  // What is known, or guessed, of one token of text::split_words. All readings are kept: parts of speech as shares,
  // and under each part of speech the mean of its readings. `sentence_start`: a capital says nothing here.
  // Any bytes are fine. The added tokens ⟨start⟩ and ⟨end⟩ are known by these very names.
  WordFeatures look_up(std::string_view word, bool sentence_start) const;

  std::size_t word_count() const;  // base words, without their inflected forms

 private:
  explicit Lexicon(std::shared_ptr<const LexiconData> data) : data_(std::move(data)) {}
  std::shared_ptr<const LexiconData> data_;
};

// The lexicon built into the program. Fails to exist only if the build is broken: then it knows no word.
const Lexicon& built_in_lexicon();

}  // namespace theatre::model
