// Guesses about unknown words: endings, hyphens, capitals, figures.
#include "model/lexicon/guess.hpp"

#include <algorithm>
#include <initializer_list>

namespace theatre::model {
namespace {

struct Value {
  Feature feature;
  float value;
};

void set(FeatureVector& features, std::initializer_list<Value> values) {
  for (const Value& v : values) features[v.feature] = v.value;
}

enum class Shape { adverb, ing, ed, adjective, abstract_noun, person_noun, verb };

struct Ending {
  std::string_view text;
  std::string_view reason;
  Shape shape;
};

using F = Feature;

// The first that fits counts, so longer endings stand before those they end in.
constexpr Ending kEndings[] = {
    {"ly", "its ending -ly", Shape::adverb},
    {"wards", "its ending -wards", Shape::adverb},
    {"wise", "its ending -wise", Shape::adverb},
    {"ing", "its ending -ing", Shape::ing},
    {"ed", "its ending -ed", Shape::ed},
    {"ous", "its ending -ous", Shape::adjective},
    {"ish", "its ending -ish", Shape::adjective},
    {"ful", "its ending -ful", Shape::adjective},
    {"less", "its ending -less", Shape::adjective},
    {"able", "its ending -able", Shape::adjective},
    {"ible", "its ending -ible", Shape::adjective},
    {"ic", "its ending -ic", Shape::adjective},
    {"ical", "its ending -ical", Shape::adjective},
    {"ial", "its ending -ial", Shape::adjective},
    {"al", "its ending -al", Shape::adjective},
    {"ive", "its ending -ive", Shape::adjective},
    {"esque", "its ending -esque", Shape::adjective},
    {"like", "its ending -like", Shape::adjective},
    {"proof", "its ending -proof", Shape::adjective},
    {"ian", "its ending -ian", Shape::person_noun},
    {"tion", "its ending -tion", Shape::abstract_noun},
    {"sion", "its ending -sion", Shape::abstract_noun},
    {"ness", "its ending -ness", Shape::abstract_noun},
    {"ment", "its ending -ment", Shape::abstract_noun},
    {"ity", "its ending -ity", Shape::abstract_noun},
    {"ism", "its ending -ism", Shape::abstract_noun},
    {"ship", "its ending -ship", Shape::abstract_noun},
    {"hood", "its ending -hood", Shape::abstract_noun},
    {"ance", "its ending -ance", Shape::abstract_noun},
    {"ence", "its ending -ence", Shape::abstract_noun},
    {"ology", "its ending -ology", Shape::abstract_noun},
    {"ist", "its ending -ist", Shape::person_noun},
    {"eer", "its ending -eer", Shape::person_noun},
    {"ess", "its ending -ess", Shape::person_noun},
    {"man", "its ending -man", Shape::person_noun},
    {"woman", "its ending -woman", Shape::person_noun},
    {"er", "its ending -er", Shape::person_noun},
    {"or", "its ending -or", Shape::person_noun},
    {"ize", "its ending -ize", Shape::verb},
    {"ise", "its ending -ise", Shape::verb},
    {"ify", "its ending -ify", Shape::verb},
    {"y", "its ending -y", Shape::adjective},
};

std::string_view apply(FeatureVector& f, Shape shape, std::string_view ending) {
  switch (shape) {
    case Shape::adverb:
      set(f, {{F::Adverb, 0.9F}, {F::Adjective, 0.1F}});
      return "adverb";
    case Shape::ing:
      set(f, {{F::Verb, 0.8F},
              {F::Noun, 0.1F},
              {F::Adjective, 0.1F},
              {F::Ing, 1},
              {F::Transitive, 0.6F},
              {F::Singular, 1},
              {F::IsEvent, 0.6F},
              {F::SubjectWantsLiving, 0.4F}});
      return "verb";
    case Shape::ed:
      set(f, {{F::Verb, 0.8F},
              {F::Adjective, 0.2F},
              {F::Finite, 1},
              {F::Past, 1},
              {F::Participle, 1},
              {F::Transitive, 0.6F},
              {F::SubjectWantsLiving, 0.4F}});
      return "verb";
    case Shape::adjective:
      if (ending == "y" || ending == "al" || ending == "ic") {
        set(f, {{F::Adjective, 0.5F}, {F::Noun, 0.5F}, {F::Singular, 1}, {F::IsLiving, 0.3F}, {F::IsArtifact, 0.4F}});
      } else {
        set(f, {{F::Adjective, 0.85F}, {F::Noun, 0.15F}, {F::Singular, 1}, {F::IsAbstract, 0.4F}});
      }
      return "adjective";
    case Shape::abstract_noun:
      set(f, {{F::Noun, 0.95F}, {F::Verb, 0.05F}, {F::Singular, 1}, {F::IsAbstract, 0.7F}, {F::IsEvent, 0.3F}});
      return "noun";
    case Shape::person_noun:
      set(f, {{F::Noun, 0.85F}, {F::Adjective, 0.15F}, {F::Singular, 1}});
      if (ending == "er" || ending == "or") {
        set(f, {{F::IsLiving, 0.6F}, {F::IsPerson, 0.6F}, {F::IsArtifact, 0.4F}});
      } else {
        set(f, {{F::IsLiving, 1}, {F::IsPerson, 1}});
      }
      if (ending == "woman" || ending == "ess") f[F::Feminine] = 1;
      if (ending == "man") f[F::Masculine] = 1;
      return "noun";
    case Shape::verb:
      set(f, {{F::Verb, 0.8F},
              {F::Noun, 0.2F},
              {F::Base, 1},
              {F::Finite, 1},
              {F::VerbPlural, 1},
              {F::Transitive, 0.8F},
              {F::Singular, 1},
              {F::SubjectWantsLiving, 0.4F}});
      return "verb";
  }
  return "noun";
}

}  // namespace

Guess guess_word(std::string_view word, bool capital) {
  Guess guess;
  FeatureVector& f = guess.features;
  if (capital) {
    set(f,
        {{F::Noun, 1}, {F::Name, 1}, {F::Singular, 1}, {F::IsLiving, 0.6F}, {F::IsPerson, 0.6F}, {F::IsPlace, 0.3F}});
    guess.likeliest = "name";
    guess.reason = "its capital letter";
    return guess;
  }
  if (word.find('-') != std::string_view::npos) {
    set(f, {{F::Adjective, 0.6F}, {F::Noun, 0.4F}, {F::Singular, 1}, {F::IsLiving, 0.3F}, {F::IsArtifact, 0.3F}});
    guess.likeliest = "adjective";
    guess.reason = "its hyphen";
    return guess;
  }
  // An ending counts when at least two letters, one of them a vowel, stand before it.
  for (const Ending& ending : kEndings) {
    if (word.size() < ending.text.size() + 2 || !word.ends_with(ending.text)) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.text.size());
    if (stem.find_first_of("aeiouy") == std::string_view::npos) continue;
    // "-ess", "-man" are endings of longer ones too; the longest that fits is the one meant.
    const auto longer = std::find_if(std::begin(kEndings), std::end(kEndings), [&](const Ending& e) {
      return e.text.size() > ending.text.size() && word.size() >= e.text.size() + 2 && word.ends_with(e.text);
    });
    const Ending& best = longer == std::end(kEndings) ? ending : *longer;
    guess.likeliest = apply(f, best.shape, best.text);
    guess.reason = best.reason;
    return guess;
  }
  const bool several =
      word.size() > 3 && word.ends_with("s") && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
  set(f, {{F::Noun, 0.69F},
          {F::Verb, 0.17F},
          {F::Adjective, 0.14F},
          {F::IsLiving, 0.5F},
          {F::IsArtifact, 0.5F},
          {F::Transitive, 0.6F},
          {F::SubjectWantsLiving, 0.4F},
          {F::Finite, 1}});
  if (several) {
    set(f, {{F::Plural, 1}, {F::ThirdSingular, 1}, {F::Noun, 0.78F}, {F::Verb, 0.22F}, {F::Adjective, 0}});
  } else {
    set(f, {{F::Singular, 1}, {F::Base, 1}, {F::VerbPlural, 1}});
  }
  guess.likeliest = "noun";
  guess.reason = several ? "its ending -s" : "its shape";
  return guess;
}

Guess guess_number(std::string_view word) {
  Guess guess;
  FeatureVector& f = guess.features;
  guess.likeliest = "number";
  guess.reason = "its figures";
  set(f, {{F::Number, 1}, {F::Digits, 1}, {F::Noun, 0.2F}, {F::IsAbstract, 0.4F}});
  f[word == "1" ? F::Singular : F::Plural] = 1;
  const auto digits =
      static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }));
  const auto ends = [&](std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return word.ends_with(e); });
  };
  if (digits < word.size() && ends({"st", "nd", "rd", "th"})) {
    set(f, {{F::Number, 0.6F}, {F::Adjective, 0.4F}, {F::Noun, 0}, {F::IsAbstract, 0}, {F::Plural, 0}});
  } else if (word.find(':') != std::string_view::npos || ends({"am", "pm"})) {
    set(f,
        {{F::Noun, 0.6F}, {F::IsTime, 1}, {F::TopicTime, 0.6F}, {F::IsAbstract, 0}, {F::Plural, 0}, {F::Singular, 1}});
  } else if ((digits == 4 && word.size() == 4 && (word[0] == '1' || word.starts_with("20"))) || ends({"0s"})) {
    set(f, {{F::Noun, 0.6F}, {F::IsTime, 0.8F}, {F::TopicTime, 0.4F}, {F::IsAbstract, 0.2F}, {F::Plural, 0.4F}});
  }
  return guess;
}

}  // namespace theatre::model
