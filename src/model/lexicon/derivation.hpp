// Words made from words of the lexicon by a regular beginning or ending: sleepily, kindness, reopen, washable.
#pragma once

#include <optional>
#include <string>

#include "model/lexicon/data.hpp"
#include "model/lexicon/features.hpp"

namespace theatre::model {

struct Derived {
  FeatureVector features;  // log shares are not filled in
  std::string what;        // "adverb made from sleepy"
  bool certain = true;     // false: two words run together, which is only a guess
};

// `form` in small letters; a word that the tables hold need not come here.
std::optional<Derived> derive_word(const LexiconData& data, const std::string& form);

}  // namespace theatre::model
