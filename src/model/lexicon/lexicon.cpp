// Looking a word up: readings from the tables, their mean, corrections by hand, capitals, guesses.
#include "model/lexicon/lexicon.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "model/lexicon/data.hpp"
#include "model/lexicon/derivation.hpp"
#include "model/lexicon/describe.hpp"
#include "model/lexicon/guess.hpp"
#include "model/lexicon/inflection.hpp"
#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace theatre::model {
namespace {

using F = Feature;

// How often a base word occurs in each of its forms, as a share of its uses under that part of speech.
constexpr float kSingularUse = 0.75F, kPluralUse = 0.25F;
constexpr float kBaseUse = 0.4F, kThirdUse = 0.12F, kPastUse = 0.22F, kParticipleUse = 0.16F, kIngUse = 0.12F;
constexpr float kComparedUse = 0.1F;
constexpr float kFormThreshold = 0.1F;  // a verb form counts if it makes up this share of the verb readings

constexpr float kShareThreshold = 0.01F;  // of a part of speech, below which its readings say nothing

constexpr float kLowestLog = -4;

using PosShares = std::array<float, 4>;  // noun, verb, adjective, adverb

constexpr F kPosShares[] = {F::Noun, F::Verb, F::Adjective, F::Adverb};
constexpr F kPosLogs[] = {F::LogNoun, F::LogVerb, F::LogAdjective, F::LogAdverb};
constexpr F kVerbForms[] = {F::Base, F::Finite, F::ThirdSingular, F::VerbPlural, F::Past, F::Participle, F::Ing};

bool in_block(F f, F first, std::size_t count) {
  return f >= first && static_cast<std::size_t>(f) < static_cast<std::size_t>(first) + count;
}

bool is_noun_feature(F f) {
  return f == F::Singular || f == F::Plural || f == F::Masculine || f == F::Feminine || f == F::Name ||
         in_block(f, kFirstKind, kKindCount);
}

// Said of the verb or adjective, or of the word as a whole: not weakened by other readings.
bool is_conditional(F f) {
  return std::find(std::begin(kVerbForms), std::end(kVerbForms), f) != std::end(kVerbForms) || f == F::Transitive ||
         f == F::TakesClause || f == F::TakesInfinitive || f == F::Ditransitive || f == F::Linking ||
         in_block(f, kFirstSubjectWant, 2 * kKindCount) || in_block(f, kFirstTopic, kTopicCount);
}

void fill_logs(FeatureVector& f) {
  for (std::size_t i = 0; i < 4; ++i) {
    const float share = f[kPosShares[i]];
    f[kPosLogs[i]] = share > 0 ? std::max(kLowestLog, std::log(share)) : kLowestLog;
  }
}

// Small letters, the plain apostrophe, no soft hyphens.
std::string normalised(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const text::Decoded d = text::decode_utf8(word, at);
    at += d.length;
    char32_t code = text::lower_case(d.code);
    if (code == 0x2019 || code == 0x2BC || code == 0xFF07) code = '\'';
    if (code == 0x2010 || code == 0x2011) code = '-';
    if (code != 0xAD) text::append_utf8(out, code);
  }
  return out;
}

struct Capitals {
  bool first = false;
  bool all = false;  // at least two letters and none of them small
};

Capitals capitals_of(std::string_view word) {
  Capitals out;
  std::size_t capitals = 0, small = 0;
  for (std::size_t at = 0; at < word.size();) {
    const text::Decoded d = text::decode_utf8(word, at);
    const bool capital = text::lower_case(d.code) != d.code;
    if (at == 0) out.first = capital;
    if (capital) {
      ++capitals;
    } else if (text::char_class(d.code) == text::CharClass::letter) {
      ++small;
    }
    at += d.length;
  }
  out.all = capitals > 1 && small == 0;
  return out;
}

bool is_roman(std::string_view word) {
  return word.size() > 1 && word.find_first_not_of("IVXLCDM") == std::string_view::npos;
}

// Everything the tables say about one form, gathered before it becomes one vector.
class Readings {
 public:
  Readings(const LexiconData& data, const std::string& form) : data_(data) {
    if (const auto at = data.words.find(form)) {
      own_ = &data.entries[*at];
      add(*at, 0);
    }
    const std::size_t own_readings = list_.size();
    for (std::size_t i = data.irregular_forms.lower_bound(form);
         i < data.irregular_forms.size() && data.irregular_forms[i] == form; ++i) {
      add(data.irregular_bases[i], data.irregular_tags[i]);
    }
    for (const BaseForm& base : regular_bases(form)) {
      // An owner is not "more own": a noun of its own beats the compared adjective.
      if ((base.tags & kComparedTag) && own_ && data.shares[own_->shares][0] > 0.5F) continue;
      if (const auto at = data.words.find(base.base)) add(*at, base.tags);
    }
    // WordNet lists many -ing forms as nouns or adjectives; the verb is what they mostly are.
    const bool verb = std::any_of(list_.begin(), list_.end(), [](const Reading& r) { return r.tags & kIngTag; });
    for (std::size_t i = 0; verb && i < own_readings; ++i) list_[i].weight *= 0.4F;
  }

  const std::vector<Reading>& list() const { return list_; }
  const LexiconEntry* own() const { return own_; }
  float weight() const {
    float sum = 0;
    for (const Reading& r : list_) sum += r.weight;
    return sum;
  }

  // Parts of speech as the readings' weights have them.
  PosShares shares() const {
    PosShares out{};
    const float all = weight();  // 0 only without readings
    for (const Reading& r : list_) out[static_cast<std::size_t>(r.pos)] += r.weight / all;
    return out;
  }

  // The mean of the readings under each part of speech, the parts of speech weighing `shares`.
  FeatureVector features(const PosShares& shares) const {
    FeatureVector out;
    PosShares sums{};
    for (const Reading& r : list_) sums[static_cast<std::size_t>(r.pos)] += r.weight;
    for (std::size_t i = 0; i < 4; ++i) out[kPosShares[i]] = shares[i];
    const float noun = shares[0], verb = shares[1], adjective = shares[2];
    for (const Reading& r : list_) {
      const std::size_t pos = static_cast<std::size_t>(r.pos);
      const float part = r.weight / sums[pos];  // of this part of speech
      if (shares[pos] < kShareThreshold) continue;
      const LexiconEntry& entry = data_.entries[r.entry];
      if (r.pos == Pos::noun) {
        out[r.tags & kPluralTag ? F::Plural : F::Singular] += part;
        for (const auto& [feature, value] : data_.row(row_of(entry, Part::noun))) out[feature] += part * value;
      } else if (r.pos == Pos::verb) {
        for (const F form : verb_forms(r.tags)) out[form] += part;
        for (const auto& [feature, value] : data_.row(row_of(entry, Part::verb))) {
          const bool shared = in_block(feature, kFirstSubjectWant, kKindCount);  // with the adjective
          out[feature] += value * part * (shared ? verb / (verb + adjective) : 1);
        }
      } else if (r.pos == Pos::adjective) {
        for (const auto& [feature, value] : data_.row(row_of(entry, Part::adjective))) {
          out[feature] += value * part * adjective / (verb + adjective);
        }
      }
      for (const auto& [feature, value] : data_.row(row_of(entry, Part::topic))) {
        out[feature] += shares[pos] * part * value;
      }
    }
    for (const F form : kVerbForms) out[form] = out[form] >= kFormThreshold ? 1.0F : 0.0F;
    if (noun >= kShareThreshold && out[F::Singular] + out[F::Plural] <= 0) out[F::Singular] = 1;
    return out;
  }

 private:
  static std::uint32_t row_of(const LexiconEntry& entry, Part part) {
    return entry.rows[static_cast<std::size_t>(part)];
  }

  static std::vector<F> verb_forms(std::uint8_t tags) {
    std::vector<F> out;
    if (tags == 0) out = {F::Base, F::Finite, F::VerbPlural};
    if (tags & kThirdTag) out = {F::Finite, F::ThirdSingular};
    if (tags & kPastTag) out = {F::Finite, F::Past};
    if (tags & kParticipleTag) out.push_back(F::Participle);
    if (tags & kIngTag) out.push_back(F::Ing);
    return out;
  }

  // Adds what entry `at` can be in a form with these tags (0: the base form itself).
  void add(std::size_t at, std::uint8_t tags) {
    const LexiconEntry& entry = data_.entries[at];
    const std::array<float, 4>& shares = data_.shares[entry.shares];
    const float weight = std::exp2(static_cast<float>(entry.level) - 2);
    const auto put = [&](Pos pos, float use, std::uint8_t form) {
      const float share = shares[static_cast<std::size_t>(pos)];
      if (share <= 0 || use <= 0) return;
      for (const Reading& r : list_) {
        if (r.entry == at && r.pos == pos && r.tags == form) return;  // two rules led to the same reading
      }
      list_.push_back({at, pos, form, weight * share * use});
    };
    if (tags == 0) {
      put(Pos::noun, kSingularUse, 0);
      put(Pos::verb, kBaseUse, 0);
      put(Pos::adjective, 1, 0);
      put(Pos::adverb, 1, 0);
      return;
    }
    if (tags & kPluralTag) put(Pos::noun, kPluralUse, kPluralTag);
    const auto verb = static_cast<std::uint8_t>(tags & (kThirdTag | kPastTag | kParticipleTag | kIngTag));
    const float use = (tags & kThirdTag ? kThirdUse : 0) + (tags & kPastTag ? kPastUse : 0) +
                      (tags & kParticipleTag ? kParticipleUse : 0) + (tags & kIngTag ? kIngUse : 0);
    if (verb) put(Pos::verb, use, verb);
    if (tags & kComparedTag) {
      put(Pos::adjective, kComparedUse, kComparedTag);
      put(Pos::adverb, kComparedUse, kComparedTag);
    }
  }

  const LexiconData& data_;
  const LexiconEntry* own_ = nullptr;
  std::vector<Reading> list_;
};

// Parts of speech corrected by hand. Those that the row leaves out share what is left of the whole.
PosShares corrected(PosShares shares, std::span<const FeatureValue> row) {
  float named = 0, others = 0;
  std::array<bool, 4> is_named{};
  for (const auto& [feature, value] : row) {
    for (std::size_t i = 0; i < 4; ++i) {
      if (feature != kPosShares[i]) continue;
      is_named[i] = true;
      named += value;
      shares[i] = value;
    }
  }
  if (named <= 0) return shares;
  for (std::size_t i = 0; i < 4; ++i) others += is_named[i] ? 0 : shares[i];
  for (std::size_t i = 0; i < 4; ++i) {
    if (!is_named[i]) shares[i] = others > 0 ? shares[i] / others * std::max(0.0F, 1 - named) : 0;
  }
  return shares;
}

// Sets what a correction names; a kind replaces all kinds.
void correct(FeatureVector& f, std::span<const FeatureValue> row) {
  const bool kinds = std::any_of(row.begin(), row.end(), [](const FeatureValue& cell) {
    return in_block(cell.feature, kFirstKind, kKindCount) && cell.value > 0;
  });
  if (kinds) {
    for (std::size_t k = 0; k < kKindCount; ++k) f[block_feature(kFirstKind, k)] = 0;
  }
  for (const auto& [feature, value] : row) f[feature] = value;
}

// Two digits are plenty, and easier to read.
void round_off(FeatureVector& f) {
  for (std::size_t i = 0; i < kFeatureCount; ++i) {
    float& value = f[static_cast<F>(i)];
    value = std::round(value * 50) / 50;
  }
}

// Mixes in the reading "this is a name" with probability p.
void mix_name(FeatureVector& f, std::span<const FeatureValue> name, float p) {
  FeatureVector n;
  for (const auto& [feature, value] : name) n[feature] = value;
  const float noun = (1 - p) * f[F::Noun], all = p + noun;
  for (std::size_t i = 0; i < kFeatureCount; ++i) {
    const auto feature = static_cast<F>(i);
    if (is_noun_feature(feature)) {
      f[feature] = (p * n[feature] + noun * f[feature]) / all;
    } else if (!is_conditional(feature)) {
      f[feature] *= 1 - p;
    }
  }
  f[F::Noun] = all;
  if (n[F::IsTime] > 0) f[F::TopicTime] = std::max(f[F::TopicTime], 0.6F);
}

// How sure a capital (or its lack) makes it that a word of the list of names is meant as one.
float name_probability(bool capital, bool sentence_start, bool closed, float other_weight) {
  constexpr float kRare = 2;  // a weight of WordNet counts below which another meaning hardly counts
  if (!closed && other_weight <= 0) return 1;
  if (capital && !sentence_start) return closed ? 0.9F : 0.97F;
  if (capital) return closed ? 0.2F : other_weight < kRare ? 0.95F : 0.6F;
  return !closed && other_weight < kRare ? 0.7F : 0;
}

void put_mark(FeatureVector& f, std::string_view form) {
  const text::Decoded first = text::decode_utf8(form, 0);
  switch (first.code) {
    case '.':
    case '?':
    case '!':
    case 0x2026:
    case 0x203C:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0x061F:
    case 0x06D4:
    case 0x0964:
    case 0x0965:
      f[F::Stop] = 1;
      break;
    case ',':
    case ';':
    case ':':
    case '-':
    case 0x2013:
    case 0x2014:
    case 0x3001:
    case 0xFF0C:
    case 0x060C:
    case 0x061B:
    case 0xFF1A:
    case 0xFF1B:
      f[F::Comma] = 1;
      break;
    default:
      f[F::Mark] = 1;
  }
}

struct Finding {
  bool known = false;
  std::string source;  // as WordFeatures have it
};

// What is no word at all: a token that the model adds, a mark, figures.
std::optional<Finding> no_word(const std::string& form, bool special, FeatureVector& f) {
  if (form.empty()) return Finding{false, "An empty word."};
  if (form == "⟨start⟩" || form == "⟨end⟩") {
    f[form == "⟨start⟩" ? F::Start : F::End] = 1;
    return Finding{true, form + ": a token added by the model, no word."};
  }
  if (special) return std::nullopt;
  const auto cls = text::char_class(text::decode_utf8(form, 0).code);
  if (cls == text::CharClass::digit) {
    f = guess_number(form).features;
    return Finding{true, form + ": a number, written with figures."};
  }
  if (cls != text::CharClass::letter && cls != text::CharClass::mark && cls != text::CharClass::ideograph &&
      form[0] != '\'') {
    put_mark(f, form);
    return Finding{true, form + ": a mark, no word."};
  }
  return std::nullopt;
}

// A word that isn't in the lexicon: taken apart, read as Roman figures, or guessed from its ending. `telling`: its
// capital tells that it is a name.
Finding unknown_word(const LexiconData& data, std::string_view word, const std::string& form, bool sentence_start,
                     bool telling, FeatureVector& f) {
  const std::string said(word);
  if (!telling) {
    if (const auto derived = derive_word(data, form)) {
      f = derived->features;
      if (!derived->certain) f[F::Unknown] = 1;
      return {derived->certain,
              said + (derived->certain ? ": " : ": not in the lexicon; guessed ") + derived->what + "."};
    }
    if (is_roman(word)) {
      f = guess_number(form).features;
      return {true, said + ": a number, in Roman figures."};
    }
  }
  const Capitals capitals = capitals_of(word);
  const bool acronym = capitals.all && form.size() <= 5;
  const Guess guess = guess_word(form, telling || acronym);
  f = guess.features;
  f[F::Unknown] = 1;
  if (capitals.first && sentence_start && guess.likeliest == "noun") f[F::Name] = 0.5F;
  if (telling) f[F::Capital] = 1;
  return {false, said + ": not in the lexicon; guessed " + std::string(guess.likeliest) + " from " +
                     std::string(guess.reason) + "."};
}

}  // namespace

Lexicon::Lexicon() : data_(std::make_shared<const LexiconData>()) {}

core::Result<Lexicon> Lexicon::load(std::span<const std::uint8_t> bytes) {
  auto data = read_lexicon(bytes);
  if (!data) return core::Failure{data.error()};
  return Lexicon(std::move(data).value());
}

std::size_t Lexicon::word_count() const { return data_->words.size(); }

WordFeatures Lexicon::look_up(std::string_view word, bool sentence_start) const {
  WordFeatures out;
  FeatureVector& f = out.features;
  const std::string form = normalised(word);
  out.lemma = form;
  const auto done = [&](Finding found) {
    round_off(f);
    fill_logs(f);
    out.known = found.known;
    out.source = std::move(found.source);
    return std::move(out);
  };
  const auto special = data_->forms.find(form);
  if (auto found = no_word(form, special.has_value(), f)) return done(*std::move(found));
  const Capitals capitals = capitals_of(word);
  const bool closed = special && data_->forms_complete[*special];

  const Readings readings(*data_, form);
  const LexiconEntry* own = readings.own();
  const std::uint32_t name_row = own ? own->rows[static_cast<std::size_t>(Part::name)] : 0;
  float other_weight = 0;
  if (closed) {
    for (const auto& [feature, value] : data_->row(data_->forms_rows[*special])) f[feature] = value;
    if (own) {
      for (const auto& [feature, value] : data_->row(own->rows[static_cast<std::size_t>(Part::topic)]))
        f[feature] = value;
    }
  } else {
    other_weight = readings.weight();
    if (special) {
      const auto row = data_->row(data_->forms_rows[*special]);
      f = readings.features(corrected(readings.shares(), row));
      correct(f, row);
    } else {
      f = readings.features(readings.shares());
    }
  }

  const bool telling = capitals.first && !sentence_start && (!capitals.all || name_row != 0);
  const bool known = special || other_weight > 0 || name_row != 0;
  if (!known) return done(unknown_word(*data_, word, form, sentence_start, telling, f));
  float p = 0;
  if (name_row != 0) {
    p = name_probability(capitals.first, sentence_start, closed, other_weight);
    if (p > 0) mix_name(f, data_->row(name_row), p);
  }
  if (telling) f[F::Capital] = 1;
  if (!closed && p < 0.5F) out.lemma = likeliest_base(*data_, readings.list(), f, form);
  return done({true, describe_word(*data_, std::string(word), f, readings.list(), closed, p)});
}

}  // namespace theatre::model
