// Regular word formation, backwards.
#include "model/lexicon/derivation.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "model/lexicon/inflection.hpp"

namespace theatre::model {
namespace {

using F = Feature;

constexpr std::size_t kNoun = 0, kVerb = 1, kAdjective = 2;  // places in an entry's shares
constexpr float kEnough = 0.02F;                             // share that makes a base count as this part of speech

class Deriver {
 public:
  Deriver(const LexiconData& data, const std::string& form) : data_(data), form_(form) {}

  std::optional<Derived> run() {
    if (adverb() || ness() || doer() || able() || less_or_ful() || prefixed() || compound()) return std::move(out_);
    return std::nullopt;
  }

 private:
  // The entry of `base` if it is used as this part of speech.
  const LexiconEntry* as(const std::string& base, std::size_t pos) const {
    const auto at = data_.words.find(base);
    if (!at) return nullptr;
    const LexiconEntry& entry = data_.entries[*at];
    return data_.shares[entry.shares][pos] >= kEnough ? &entry : nullptr;
  }

  void add(const LexiconEntry& entry, Part part) {
    for (const auto& [feature, value] : data_.row(entry.rows[static_cast<std::size_t>(part)])) {
      out_.features[feature] = value;
    }
  }

  bool done(std::string_view what, const std::string& base) {
    out_.what = std::string(what) + " made from " + base;
    return true;
  }

  bool ends(std::string_view ending) const {
    return form_.size() >= ending.size() + 3 && std::string_view(form_).ends_with(ending);
  }
  std::string cut(std::size_t letters, std::string_view tail = "") const {
    return form_.substr(0, form_.size() - letters).append(tail);
  }

  // Adjectives whose spelling with `ending` is this form: happi-ness, sleepi-ly, gent-ly, basic-ally.
  std::vector<std::string> adjectives(std::size_t letters) const {
    std::vector<std::string> out{cut(letters)};
    if (out[0].ends_with("i")) out.push_back(cut(letters + 1, "y"));
    return out;
  }

  bool adverb() {
    if (!ends("ly")) return false;
    std::vector<std::string> bases = adjectives(2);
    bases.push_back(cut(2, "le"));
    bases.push_back(cut(2, "l"));
    if (ends("ally")) bases.push_back(cut(4));
    for (const std::string& base : bases) {
      if (const LexiconEntry* entry = as(base, kAdjective)) {
        out_.features[F::Adverb] = 1;
        add(*entry, Part::topic);
        return done("adverb", base);
      }
    }
    return false;
  }

  bool ness() {
    if (!ends("ness")) return false;
    for (const std::string& base : adjectives(4)) {
      if (const LexiconEntry* entry = as(base, kAdjective)) {
        add(*entry, Part::topic);
        put_noun();
        out_.features[F::IsAbstract] = 1;
        return done("noun", base);
      }
    }
    return false;
  }

  bool doer() {
    std::string_view form = form_;
    const bool several = form.ends_with("ers");
    if (several) form.remove_suffix(1);
    if (form.size() < 5 || !form.ends_with("er")) return false;
    for (const BaseForm& base : regular_bases(form)) {
      if (!(base.tags & kComparedTag)) continue;
      if (const LexiconEntry* entry = as(base.base, kVerb)) {
        add(*entry, Part::topic);
        put_noun();
        if (several) std::swap(out_.features[F::Singular], out_.features[F::Plural]);
        out_.features[F::IsLiving] = 0.6F;
        out_.features[F::IsPerson] = 0.6F;
        out_.features[F::IsArtifact] = 0.4F;
        return done("noun", base.base);
      }
    }
    return false;
  }

  // What can be washed is what one washes: the object's wants become those of the thing described.
  bool able() {
    if (!ends("able")) return false;
    const std::string stem = cut(4);
    for (const BaseForm& base : regular_bases(stem + "ed")) {
      const LexiconEntry* entry = as(base.base, kVerb);
      if (!entry) continue;
      for (const auto& [feature, value] : data_.row(entry->rows[static_cast<std::size_t>(Part::verb)])) {
        const auto k = static_cast<std::size_t>(feature) - static_cast<std::size_t>(kFirstObjectWant);
        if (feature >= kFirstObjectWant && k < kKindCount) out_.features[block_feature(kFirstSubjectWant, k)] = value;
      }
      out_.features[F::Adjective] = 1;
      add(*entry, Part::topic);
      return done("adjective", base.base);
    }
    return false;
  }

  bool less_or_ful() {
    for (const std::string_view ending : {"less", "ful", "like"}) {
      if (!ends(ending)) continue;
      std::vector<std::string> bases = adjectives(ending.size());
      if (bases[0].ends_with("-")) bases[0].pop_back();
      for (const std::string& base : bases) {
        if (const LexiconEntry* entry = as(base, kNoun)) {
          out_.features[F::Adjective] = 1;
          add(*entry, Part::topic);
          return done("adjective", base);
        }
      }
    }
    return false;
  }

  bool prefixed() {
    struct Prefix {
      std::string_view text;
      bool nouns;  // may stand before a noun
    };
    constexpr Prefix prefixes[] = {{"un", false},   {"re", false},    {"non", true},  {"over", false}, {"mis", false},
                                   {"out", false},  {"under", false}, {"pre", false}, {"anti", true},  {"super", true},
                                   {"ex", true},    {"mini", true},   {"semi", true}, {"co", true},    {"step", true},
                                   {"grand", true}, {"great", true},  {"half", true}, {"micro", true}, {"mega", true}};
    for (const auto& [text, nouns] : prefixes) {
      if (form_.size() < text.size() + 4 || !form_.starts_with(text)) continue;
      const bool hyphen = form_[text.size()] == '-';
      if (text == "ex" && !hyphen) continue;
      const std::string base = form_.substr(text.size() + (hyphen ? 1 : 0));
      const auto at = data_.words.find(base);
      if (!at) continue;
      const LexiconEntry& entry = data_.entries[*at];
      std::array<float, 4> shares = data_.shares[entry.shares];
      if (!nouns) shares[kNoun] = 0;
      const float all = shares[0] + shares[1] + shares[2] + shares[3];
      if (all < kEnough) continue;
      out_.features[F::Verb] = shares[1] / all;
      out_.features[F::Adjective] = shares[2] / all;
      out_.features[F::Adverb] = shares[3] / all;
      if (shares[kAdjective] > 0) add(entry, Part::adjective);
      if (shares[kVerb] > 0) {
        add(entry, Part::verb);
        for (const F f : {F::Base, F::Finite, F::VerbPlural}) out_.features[f] = 1;
      }
      if (shares[kNoun] > 0) {
        add(entry, Part::noun);
        put_noun();
        out_.features[F::Noun] = shares[kNoun] / all;
      }
      add(entry, Part::topic);
      return done("word", std::string(text) + "- and " + base);
    }
    return false;
  }

  // "birdcage" is a cage: the last part says what it is.
  bool compound() {
    for (std::size_t split = 3; split + 4 <= form_.size(); ++split) {
      std::string first = form_.substr(0, split);
      const std::string last = form_.substr(split);
      if (first.ends_with("-")) first.pop_back();
      const LexiconEntry* entry = as(last, kNoun);
      if (!entry || entry->level < 3 || !(as(first, kNoun) || as(first, kAdjective))) continue;
      add(*entry, Part::noun);
      add(*entry, Part::topic);
      put_noun();
      out_.certain = false;
      return done("noun", first + " and " + last);
    }
    return false;
  }

  void put_noun() {
    out_.features[F::Noun] = 1;
    out_.features[F::Singular] = 1;
  }

  const LexiconData& data_;
  const std::string& form_;
  Derived out_;
};

}  // namespace

std::optional<Derived> derive_word(const LexiconData& data, const std::string& form) {
  // Twice as long as any two words of the lexicon: what is longer is none of them, and cutting it everywhere takes
  // long.
  constexpr std::size_t kLongest = 100;
  if (form.size() > kLongest) return std::nullopt;
  return Deriver(data, form).run();
}

}  // namespace theatre::model
