// Tokens, and the dimensions they start with.
#include "model/glass_box/embedding.hpp"

#include <cmath>
#include <span>

#include "model/glass_box/program.hpp"
#include "model/lexicon/features.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

namespace theatre::model {
namespace {

using Eigen::Index;

constexpr Index kFirstClock = 3;
constexpr Index kFirstSlow = kFirstClock + 2 * kClockPairs;
constexpr Index kFirstFeature = kFirstSlow + 2 * kSlowPairs;

trace::Token added(const char* name, std::size_t at, const char* source) {
  return {name, at, at, trace::TokenKind::added, source};
}

bool ends_sentence(const FeatureVector& features) { return features[Feature::Stop] > 0; }

// Cosine and sine of place p on each clock, from column `first` on.
void set_hands(std::span<const double> turns, double p, core::Matrix& x, Index row, Index first) {
  for (std::size_t c = 0; c < turns.size(); ++c) {
    const auto column = first + 2 * static_cast<Index>(c);
    x(row, column) = static_cast<float>(std::cos(turns[c] * p));
    x(row, column + 1) = static_cast<float>(std::sin(turns[c] * p));
  }
}

}  // namespace

std::vector<std::string> given_dimensions() {
  std::vector<std::string> names{"one", "position", "position squared"};
  for (auto& name : clock_names()) names.push_back(std::move(name));
  for (auto& name : slow_names()) names.push_back(std::move(name));
  for (std::size_t f = 0; f < kFeatureCount; ++f) names.emplace_back(feature_name(static_cast<Feature>(f)));
  return names;
}

core::Matrix embed(std::string_view bytes, const Lexicon& lexicon, const CompiledModel& model, bool positions,
                   trace::Trace& trace) {
  trace.text = text::valid_utf8(bytes);
  if (trace.text != bytes) trace.notes.push_back("Some bytes were not text (UTF-8); each is shown as \xEF\xBF\xBD.");
  auto words = text::split_words(trace.text);
  if (words.size() > kWordLimit) {
    words.resize(kWordLimit);
    trace.notes.push_back("Only the first 200 words are on stage; the rest of your text is kept.");
  }

  std::vector<FeatureVector> features(words.size() + 2);
  trace.tokens.push_back(added("⟨start⟩", 0,
                               "The model adds this token before the first word; words with nothing "
                               "to look for look here."));
  features.front()[Feature::Start] = 1;
  bool first_of_sentence = true;
  for (std::size_t w = 0; w < words.size(); ++w) {
    auto& word = words[w];
    WordFeatures found = lexicon.look_up(word.text, first_of_sentence);
    features[w + 1] = found.features;
    if (word.kind == text::Kind::word || word.kind == text::Kind::number) {
      first_of_sentence = false;
    } else if (ends_sentence(found.features)) {
      first_of_sentence = true;
    }
    const bool spoken = word.kind == text::Kind::word || word.kind == text::Kind::number;
    trace.tokens.push_back({std::move(word.text), word.begin, word.end,
                            spoken ? trace::TokenKind::word : trace::TokenKind::punctuation, std::move(found.source)});
  }
  const std::size_t end = words.empty() ? 0 : trace.tokens.back().end;
  trace.tokens.push_back(added("⟨end⟩", end,
                               "The model adds this token after the last word; verbs without an "
                               "object look here."));
  features.back()[Feature::End] = 1;

  core::Matrix x = core::Matrix::Zero(static_cast<Index>(features.size()), model.d_model());
  for (Index t = 0; t < x.rows(); ++t) {
    x(t, 0) = 1;
    if (positions) {
      const auto p = static_cast<double>(t);
      x(t, 1) = static_cast<float>(p);
      x(t, 2) = static_cast<float>(p * p);
      if (t > 0) {  // ⟨start⟩ has no hands: a pointer to it points nowhere
        set_hands(kTurns, p, x, t, kFirstClock);
        set_hands(kSlowTurns, p, x, t, kFirstSlow);
      }
    }
    const auto& values = features[static_cast<std::size_t>(t)].values();
    for (std::size_t f = 0; f < values.size(); ++f) x(t, kFirstFeature + static_cast<Index>(f)) = values[f];
  }
  return x;
}

}  // namespace theatre::model
