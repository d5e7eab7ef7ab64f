// Names and meanings of the readable word features.
#include "model/lexicon/features.hpp"

namespace theatre::model {
namespace {

struct FeatureText {
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array<FeatureText, kFeatureCount> kTexts{{
#define THEATRE_X(Id, name, meaning) FeatureText{name, meaning},
    THEATRE_PLAIN_FEATURES(THEATRE_X)
#undef THEATRE_X
#define THEATRE_X(Id, name) FeatureText{"is " name, "as a noun, the word means this kind of thing: " name},
        THEATRE_KINDS(THEATRE_X)
#undef THEATRE_X
#define THEATRE_X(Id, name)           \
  FeatureText{"wants subject: " name, \
              "the verb's subject, or the thing the adjective describes, is likely of this kind: " name},
            THEATRE_KINDS(THEATRE_X)
#undef THEATRE_X
#define THEATRE_X(Id, name) FeatureText{"wants object: " name, "the verb's object is likely of this kind: " name},
                THEATRE_KINDS(THEATRE_X)
#undef THEATRE_X
#define THEATRE_X(Id, name) FeatureText{"topic: " name, "the word has to do with " name},
                    THEATRE_TOPICS(THEATRE_X)
#undef THEATRE_X
}};

}  // namespace

std::string_view feature_name(Feature feature) { return kTexts[static_cast<std::size_t>(feature)].name; }

std::string_view feature_meaning(Feature feature) { return kTexts[static_cast<std::size_t>(feature)].meaning; }

std::optional<Feature> feature_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kFeatureCount; ++i) {
    if (kTexts[i].name == name) return static_cast<Feature>(i);
  }
  return std::nullopt;
}

}  // namespace theatre::model
