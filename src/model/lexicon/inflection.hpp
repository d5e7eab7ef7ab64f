// The regular endings of English, run backwards: which base words a form may come from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace theatre::model {

// What a form can be of its base word; bits, as in the lexicon's table of irregular forms.
enum FormTag : std::uint8_t {
  kPluralTag = 1,      // of a noun
  kThirdTag = 2,       // of a verb: he sees
  kPastTag = 4,        // he saw
  kParticipleTag = 8,  // seen
  kIngTag = 16,        // seeing
  kComparedTag = 32,   // of an adjective or adverb: bigger, biggest
};
inline constexpr std::uint8_t kAllTags = 63;

struct BaseForm {
  std::string base;
  std::uint8_t tags = 0;
};

// Every base that a regular rule allows for this small-letter form: "hoped" gives hope but not hop, "watches" watch
// and watche. Whether a base is a word is for the caller to see. tools/lexicon/inflect.py holds the same rules.
std::vector<BaseForm> regular_bases(std::string_view form);

}  // namespace theatre::model
