// Puts a word's readings in words.
#include "model/lexicon/describe.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "model/lexicon/inflection.hpp"

namespace theatre::model {
namespace {

constexpr Feature kShares[] = {Feature::Noun, Feature::Verb, Feature::Adjective, Feature::Adverb};
constexpr std::string_view kPosNames[] = {"noun", "verb", "adjective", "adverb"};

const Reading* heaviest(const std::vector<Reading>& readings, Pos pos) {
  const Reading* best = nullptr;
  for (const Reading& r : readings) {
    if (r.pos == pos && (!best || r.weight > best->weight)) best = &r;
  }
  return best;
}

// The strongest one or two kinds: "living, animal".
std::string kinds_of(const FeatureVector& f) {
  std::vector<std::pair<float, std::size_t>> kinds;
  for (std::size_t k = 0; k < kKindCount; ++k) {
    const float value = f[block_feature(kFirstKind, k)];
    if (value >= 0.35F) kinds.push_back({-value, k});
  }
  std::sort(kinds.begin(), kinds.end());
  std::string out;
  for (std::size_t i = 0; i < kinds.size() && i < 2; ++i) {
    if (i > 0) out += ", ";
    out += feature_name(block_feature(kFirstKind, kinds[i].second)).substr(3);  // without "is "
  }
  return out;
}

std::string form_of(const Reading& r, std::string_view base) {
  std::string_view what;
  if (r.tags & kPluralTag) what = "plural of ";
  if (r.tags & kThirdTag) what = "he/she/it form of ";
  if (r.tags & kParticipleTag) what = "past participle of ";
  if (r.tags & kPastTag) what = "past tense of ";
  if (r.tags & kIngTag) what = "-ing form of ";
  if (r.tags & kComparedTag) what = "compared form of ";
  return what.empty() ? "" : std::string(what) + std::string(base);
}

struct ClassName {
  Feature feature;
  std::string_view name;
};

// The strongest feature names the word's class; of equals the first listed.
constexpr ClassName kClassNames[] = {
    {Feature::That, "opens a clause, or points at something (that)"},
    {Feature::Be, "form of be"},
    {Feature::Have, "form of have"},
    {Feature::Do, "form of do"},
    {Feature::Modal, "modal verb"},
    {Feature::PossessiveS, "ending of an owner, or a short is"},
    {Feature::There, "there"},
    {Feature::To, "to, before a verb or a place"},
    {Feature::Possessive, "possessive determiner"},
    {Feature::Reflexive, "reflexive pronoun"},
    {Feature::Wh, "question word"},
    {Feature::Pronoun, "pronoun"},
    {Feature::Determiner, "determiner"},
    {Feature::Number, "number"},
    {Feature::Negation, "negation"},
    {Feature::Conjunction, "conjunction"},
    {Feature::Subordinator, "word that opens a clause inside another"},
    {Feature::Preposition, "preposition"},
    {Feature::Particle, "particle"},
    {Feature::Interjection, "interjection"},
    {Feature::Name, "title or name"},
    {Feature::Degree, "adverb of degree"},
    {Feature::Noun, "noun"},
    {Feature::Verb, "verb"},
    {Feature::Adjective, "adjective"},
    {Feature::Adverb, "adverb"},
};

std::string closed_class(const FeatureVector& f) {
  std::string_view best = "small word";
  float value = 0;
  for (const auto& [feature, name] : kClassNames) {
    if (f[feature] <= value) continue;
    best = name;
    value = f[feature];
  }
  return std::string(best);
}

}  // namespace

std::string likeliest_base(const LexiconData& data, const std::vector<Reading>& readings, const FeatureVector& features,
                           const std::string& form) {
  const auto best = std::max_element(std::begin(kShares), std::end(kShares),
                                     [&](Feature a, Feature b) { return features[a] < features[b]; });
  const Reading* r = heaviest(readings, static_cast<Pos>(best - std::begin(kShares)));
  return r ? std::string(data.words[r->entry]) : form;
}

std::string describe_word(const LexiconData& data, const std::string& word, const FeatureVector& features,
                          const std::vector<Reading>& readings, bool closed, float name_probability) {
  std::string out = word + ": ";
  const bool named = name_probability >= 0.5F;
  if (named) {
    out += "name";
    const float he = features[Feature::Masculine], she = features[Feature::Feminine];
    if (he > 0.4F && she > 0.4F) {
      out += " (of men and women)";
    } else if (he > 0.4F || she > 0.4F) {
      out += he > she ? " (of a man)" : " (of a woman)";
    } else if (const std::string kinds = kinds_of(features); !kinds.empty()) {
      out += " (" + kinds + ")";
    }
    return out + ", from the hand-made list of names.";
  }
  if (closed) return out + closed_class(features) + ", from the hand-made list of small words.";

  std::array<std::size_t, 4> order{0, 1, 2, 3};
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return features[kShares[a]] > features[kShares[b]]; });
  bool any = false;
  for (const std::size_t i : order) {
    if (features[kShares[i]] < 0.1F) continue;
    if (any) out += " or ";
    any = true;
    out += kPosNames[i];
    std::string about;
    const Reading* r = heaviest(readings, static_cast<Pos>(i));
    if (r) about = form_of(*r, data.words[r->entry]);
    if (i == 0) {
      const std::string kinds = kinds_of(features);
      if (!kinds.empty()) about += (about.empty() ? "" : "; ") + kinds;
    }
    if (!about.empty()) out += " (" + about + ")";
  }
  if (!any) out += closed_class(features);
  return out + (readings.empty() ? ", from the hand-made tables." : ", from WordNet and the hand-made tables.");
}

}  // namespace theatre::model
