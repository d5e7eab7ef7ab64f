// What a word that no table holds may be, from its letters alone.
#pragma once

#include <string_view>

#include "model/lexicon/features.hpp"

namespace theatre::model {

struct Guess {
  FeatureVector features;      // part-of-speech shares and what goes with them; log shares are not filled in
  std::string_view likeliest;  // "noun", "verb", "adjective", "adverb", "name"
  std::string_view reason;     // "its ending -ly"
};

// `word` in small letters, not empty. `capital`: it is written with a capital that no sentence start explains.
Guess guess_word(std::string_view word, bool capital);

// Written with figures: 7, 1,000, 10:30, 1999, 3rd, 50%, 5kg.
Guess guess_number(std::string_view word);

}  // namespace theatre::model
