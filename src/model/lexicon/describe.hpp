// One sentence for the learner about a word's readings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/lexicon/data.hpp"
#include "model/lexicon/features.hpp"

namespace theatre::model {

enum class Pos : std::uint8_t { noun, verb, adjective, adverb };

// One way to read a form: entry `entry` of the lexicon, as this part of speech, in the form that FormTag bits say.
struct Reading {
  std::size_t entry = 0;
  Pos pos = Pos::noun;
  std::uint8_t tags = 0;
  float weight = 0;
};

// The base word of the reading that the features (after corrections) make likeliest; `form` if there is none.
std::string likeliest_base(const LexiconData& data, const std::vector<Reading>& readings, const FeatureVector& features,
                           const std::string& form);

// "saw: verb (past tense of see) or noun (made thing), from WordNet."
std::string describe_word(const LexiconData& data, const std::string& word, const FeatureVector& features,
                          const std::vector<Reading>& readings, bool closed, float name_probability);

}  // namespace theatre::model
