// The lexicon: what it says of the course's words, inflection, ambiguity, guesses, its tables and bad files.
#include "model/lexicon/lexicon.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "embedded/lexicon_bin.hpp"
#include "model/lexicon/data.hpp"
#include "model/lexicon/inflection.hpp"
#include "text/words.hpp"

namespace {

using theatre::model::built_in_lexicon;
using theatre::model::Feature;
using theatre::model::feature_from_name;
using theatre::model::feature_name;
using theatre::model::kFeatureCount;
using theatre::model::Lexicon;
using theatre::model::WordFeatures;
using F = Feature;

WordFeatures look(std::string_view word, bool start = false) { return built_in_lexicon().look_up(word, start); }

float value(std::string_view word, Feature feature, bool start = false) { return look(word, start).features[feature]; }

// The likeliest of the four open parts of speech.
Feature part_of_speech(std::string_view word) {
  const auto f = look(word).features;
  Feature best = F::Noun;
  for (const Feature p : {F::Verb, F::Adjective, F::Adverb}) {
    if (f[p] > f[best]) best = p;
  }
  return best;
}

std::vector<std::uint8_t> file_bytes() {
  return {theatre::embedded::lexicon_bin, theatre::embedded::lexicon_bin + theatre::embedded::lexicon_bin_size};
}

std::string error_of(const std::vector<std::uint8_t>& bytes) {
  const auto result = Lexicon::load(bytes);
  return result ? "" : result.error();
}

// Length and checksum made right again, so that what lies behind them is reached.
void repair_header(std::vector<std::uint8_t>& bytes) {
  const auto put = [&](std::size_t at, std::uint32_t number) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<std::uint8_t>(number >> (8 * i));
  };
  put(8, static_cast<std::uint32_t>(bytes.size() - 16));
  put(12, theatre::model::crc32(std::span<const std::uint8_t>(bytes).subspan(16)));
}

std::vector<std::string> table_lines(const std::string& name) {
  std::ifstream file(std::string(THEATRE_SOURCE_DIR) + "/web/data/lexicon/" + name);
  std::vector<std::string> out;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') out.push_back(line);
  }
  return out;
}

}  // namespace

TEST_CASE("features: names are unique and lead back") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kFeatureCount; ++i) {
    const auto feature = static_cast<Feature>(i);
    CHECK(names.insert(feature_name(feature)).second);
    CHECK(feature_from_name(feature_name(feature)) == feature);
    CHECK_FALSE(theatre::model::feature_meaning(feature).empty());
  }
  CHECK(feature_name(F::IsLiving) == "is living");
  CHECK(feature_name(F::SubjectWantsLiving) == "wants subject: living");
  CHECK(feature_name(F::ObjectWantsFood) == "wants object: food");
  CHECK(feature_name(F::TopicHome) == "topic: home");
  CHECK_FALSE(feature_from_name("no such feature"));
}

TEST_CASE("lexicon: the built-in one is there") { CHECK(built_in_lexicon().word_count() > 20000); }

TEST_CASE("lexicon: The cat sat on the mat because it was tired / comfortable") {
  CHECK(value("The", F::Determiner, true) == 1);
  CHECK(value("cat", F::Noun) == 1);
  CHECK(value("cat", F::IsAnimal) == 1);
  CHECK(value("cat", F::IsLiving) == 1);
  CHECK(value("cat", F::Singular) == 1);
  CHECK(value("sat", F::Verb) == 1);
  CHECK(value("sat", F::Past) == 1);
  CHECK(value("sat", F::Transitive) <= 0.2F);
  CHECK(value("on", F::Preposition) == 1);
  CHECK(value("mat", F::Noun) == 1);
  CHECK(value("mat", F::IsSeat) == 1);
  CHECK(value("mat", F::IsLiving) == 0);
  CHECK(value("because", F::Subordinator) == 1);
  CHECK(value("it", F::PronounIt) == 1);
  CHECK(value("was", F::Be) == 1);
  CHECK(value("was", F::Verb) == 0);
  CHECK(part_of_speech("tired") == F::Adjective);
  CHECK(value("tired", F::SubjectWantsLiving) >= 0.8F);
  CHECK(value("tired", F::SubjectWantsSeat) == 0);
  CHECK(part_of_speech("comfortable") == F::Adjective);
  CHECK(value("comfortable", F::SubjectWantsSeat) == 1);
  CHECK(value("comfortable", F::SubjectWantsLiving) == 0);
}

TEST_CASE("lexicon: the other sentences of the course") {
  for (const char* word :
       {"pizza",    "market",   "woke",      "sleeping",    "telescope", "friend",   "movie", "house", "engineer",
        "designer", "agent",    "inspector", "interviewer", "president", "colour",   "white", "stock", "crashed",
        "trophy",   "suitcase", "yesterday", "suddenly",    "tuition",   "deposits", "bank"}) {
    CHECK(look(word).known);
  }
  CHECK(value("pizza", F::IsFood) == 1);
  CHECK(value("I", F::PronounI) == 1);
  CHECK(value("love", F::Verb) > 0.5F);
  CHECK(value("love", F::Transitive) > 0.8F);
  CHECK(value("She", F::PronounShe, true) == 1);
  CHECK(value("saw", F::Past) == 1);
  CHECK(value("that", F::That) == 1);
  CHECK(value("bank", F::IsGroup) == 1);
  CHECK(value("bank", F::TopicMoney) == 1);
  CHECK(value("deposits", F::TopicMoney) == 1);
  CHECK(value("deposits", F::Plural) == 1);
  CHECK(value("tuition", F::TopicMoney) == 1);
  CHECK(value("costs", F::TopicMoney) == 1);
  CHECK(value("future", F::TopicTime) == 1);
  CHECK(value("eventually", F::TopicTime) == 1);
  CHECK(value("eventually", F::Adverb) == 1);
  CHECK(value("guarantee", F::Verb) >= 0.5F);
  CHECK(value("can", F::Modal) == 1);
  CHECK(value("will", F::Modal) == 1);
  CHECK(value("dog", F::IsAnimal) == 1);
  CHECK(value("man", F::Masculine) == 1);
  CHECK(value("bit", F::Verb) >= 0.4F);
  CHECK(value("went", F::Verb) == 1);
  CHECK(look("went").lemma == "go");
  CHECK(value("trophy", F::IsArtifact) == 1);
  CHECK(value("suitcase", F::IsContainer) == 1);
}

TEST_CASE("lexicon: no word of the course's sentences needs a guess") {
  const std::string text =
      "Did you see the movie? The stock market crashed. What can I get you? She went to the market. I love pizza. "
      "The cat that was sleeping on the mat suddenly woke up. The cat that I saw yesterday was sleeping. The white cat "
      "sleeps. The bank can guarantee deposits will eventually cover future tuition costs. She saw the man with the "
      "telescope. The dog bit the man. When was the president born? What colour was the car? The trophy did not fit in "
      "the suitcase because it was too big. I need information about Renaissance art. I don't think it's mine.";
  for (const auto& token : theatre::text::split_words(text)) {
    INFO(token.text);
    CHECK(look(token.text, false).known);
  }
}

TEST_CASE("lexicon: inflected forms lead to their base") {
  struct Case {
    const char *form, *base;
    Feature part, says;
  };
  const Case cases[] = {
      {"cats", "cat", F::Noun, F::Plural},
      {"mice", "mouse", F::Noun, F::Plural},
      {"children", "child", F::Noun, F::Plural},
      {"boxes", "box", F::Noun, F::Plural},
      {"cities", "city", F::Noun, F::Plural},
      {"gentlemen", "gentleman", F::Noun, F::Plural},
      {"sleeps", "sleep", F::Verb, F::ThirdSingular},
      {"tries", "try", F::Verb, F::ThirdSingular},
      {"sleeping", "sleep", F::Verb, F::Ing},
      {"running", "run", F::Verb, F::Ing},
      {"hoping", "hope", F::Verb, F::Ing},
      {"hopping", "hop", F::Verb, F::Ing},
      {"ran", "run", F::Verb, F::Past},
      {"walked", "walk", F::Verb, F::Past},
      {"hoped", "hope", F::Verb, F::Past},
      {"stopped", "stop", F::Verb, F::Past},
      {"cried", "cry", F::Verb, F::Past},
      {"saw", "see", F::Verb, F::Past},
      {"bitten", "bite", F::Verb, F::Participle},
      {"written", "write", F::Verb, F::Participle},
      {"chased", "chase", F::Verb, F::Participle},
      {"taken", "take", F::Verb, F::Participle},
  };
  for (const Case& c : cases) {
    INFO(c.form);
    const auto word = look(c.form);
    CHECK(word.known);
    CHECK(word.lemma == c.base);
    CHECK(word.features[c.part] > 0.5F);
    CHECK(word.features[c.says] >= 0.9F);
  }
  CHECK(value("ran", F::Participle) == 0);
  CHECK(value("taken", F::Past) == 0);
  CHECK(value("taken", F::Finite) == 0);
  CHECK(value("run", F::Base) == 1);
  CHECK(value("walks", F::Base) == 0);
  CHECK(part_of_speech("bigger") == F::Adjective);
  CHECK(look("bigger").lemma == "big");
  CHECK(part_of_speech("happiest") == F::Adjective);
}

TEST_CASE("lexicon: regular endings, backwards") {
  const auto has = [](std::string_view form, std::string_view base) {
    const auto bases = theatre::model::regular_bases(form);
    return std::any_of(bases.begin(), bases.end(), [&](const auto& b) { return b.base == base; });
  };
  CHECK(has("hoped", "hope"));
  CHECK_FALSE(has("hoped", "hop"));
  CHECK(has("hopped", "hop"));
  CHECK(has("played", "play"));
  CHECK(has("agreed", "agree"));
  CHECK(has("panicked", "panic"));
  CHECK(has("lying", "lie"));
  CHECK(has("seeing", "see"));
  CHECK(has("watches", "watch"));
  CHECK_FALSE(has("glass", "glas"));
  CHECK(theatre::model::regular_bases("").empty());
  CHECK(theatre::model::regular_bases("s").empty());
  CHECK(theatre::model::regular_bases("ed").empty());
}

TEST_CASE("lexicon: ambiguous words keep all their readings") {
  for (const char* word : {"read", "light", "watch", "play", "fears", "cooks", "houses", "love"}) {
    INFO(word);
    const auto f = look(word).features;
    int readings = 0;
    for (const Feature p : {F::Noun, F::Verb, F::Adjective, F::Adverb}) readings += f[p] > 0;
    CHECK(readings >= 2);
  }
  CHECK(value("saw", F::Noun) > 0);
  CHECK(value("saw", F::IsArtifact) > 0);  // the tool
  CHECK(value("read", F::Past) == 1);
  CHECK(value("read", F::Base) == 1);
  CHECK(value("her", F::Possessive) > 0);
  CHECK(value("her", F::Accusative) > 0);
  CHECK(value("'s", F::PossessiveS) > 0);
  CHECK(value("'s", F::Be) > 0);
}

TEST_CASE("lexicon: shares add to one, logs follow them, everything lies in its range") {
  const auto data = theatre::model::read_lexicon(file_bytes());
  REQUIRE(data);
  const auto& words = data.value()->words;
  int wrong = 0;
  std::string example;
  for (std::size_t i = 0; i < words.size(); i += 3) {
    for (const bool start : {false, true}) {
      const auto found = look(words[i], start);
      const auto& f = found.features;
      const float sum = f[F::Noun] + f[F::Verb] + f[F::Adjective] + f[F::Adverb];
      bool fine = sum <= 1.05F && found.known && !found.source.empty();
      if (!data.value()->forms.find(words[i])) fine = fine && sum >= 0.95F;
      for (std::size_t k = 0; k < kFeatureCount; ++k) {
        const auto feature = static_cast<Feature>(k);
        const bool log = feature >= F::LogNoun && feature <= F::LogAdverb;
        fine = fine && std::isfinite(f[feature]) && f[feature] >= (log ? -4.0F : 0.0F) &&
               f[feature] <= (log ? 0.0F : 1.0F);
      }
      const float expected = f[F::Noun] > 0 ? std::max(-4.0F, std::log(f[F::Noun])) : -4.0F;
      fine = fine && std::abs(f[F::LogNoun] - expected) < 1e-5F;
      if (!fine) {
        ++wrong;
        example = std::string(words[i]);
      }
    }
  }
  INFO(example);
  CHECK(wrong == 0);
}

TEST_CASE("lexicon: gender and names") {
  CHECK(value("queen", F::Feminine) == 1);
  CHECK(value("king", F::Masculine) == 1);
  CHECK(value("uncle", F::Masculine) == 1);
  CHECK(value("actress", F::Feminine) == 1);
  CHECK(value("actresses", F::Feminine) == 1);
  for (const char* word : {"soldier", "doctor", "teacher", "nurse", "engineer", "scientist"}) {
    INFO(word);
    CHECK(value(word, F::IsPerson) == 1);
    CHECK(value(word, F::Masculine) + value(word, F::Feminine) == 0);
  }
  CHECK(value("Mary", F::Name) == 1);
  CHECK(value("Mary", F::Feminine) > 0.9F);
  CHECK(value("John", F::Masculine) > 0.9F);
  CHECK(value("john", F::Name) > 0.5F);
  CHECK(value("London", F::IsPlace) > 0.9F);
  CHECK(value("Monday", F::IsTime) > 0.9F);
  CHECK(value("Mark", F::Name) > 0.9F);
  CHECK(value("mark", F::Name) == 0);
  CHECK(value("Will", F::Name) > 0.8F);
  CHECK(value("Will", F::Modal, true) > 0.5F);
  CHECK(value("Rose", F::Name) > 0.9F);
  CHECK(value("rose", F::Name) == 0);
  CHECK(value("The", F::Capital, true) == 0);
  CHECK(value("Cat", F::Capital) == 1);
  CHECK(value("CAT", F::Capital) == 0);
  CHECK(value("CAT", F::IsAnimal) == 1);
}

TEST_CASE("lexicon: unknown words are guessed from their shape") {
  const auto blicket = look("blicket");
  CHECK_FALSE(blicket.known);
  CHECK(blicket.features[F::Unknown] == 1);
  CHECK(blicket.features[F::Noun] > 0.6F);
  CHECK(blicket.source == "blicket: not in the lexicon; guessed noun from its shape.");
  CHECK(value("blickets", F::Plural) == 1);
  CHECK(value("flurping", F::Ing) == 1);
  CHECK(value("flurped", F::Past) == 1);
  CHECK(value("blickly", F::Adverb) > 0.8F);
  CHECK(value("blickish", F::Adjective) > 0.8F);
  CHECK(value("blickous", F::Adjective) > 0.8F);
  CHECK(value("blickness", F::IsAbstract) > 0.5F);
  CHECK(value("blickation", F::Noun) > 0.9F);
  CHECK(value("Blicket", F::Name) == 1);
  CHECK(value("Blicket", F::Name, true) == 0.5F);
  CHECK(value("NORAD", F::Name, true) == 1);
  CHECK(value("猫", F::Noun) > 0.5F);
  CHECK(value("Москва", F::Name) == 1);
}

TEST_CASE("lexicon: words made from others") {
  CHECK(value("sleepily", F::Adverb) == 1);
  CHECK(look("kindness").known);
  CHECK(value("kindness", F::Noun) == 1);
  CHECK(look("huggable").known);
  CHECK(value("huggable", F::SubjectWantsPerson) > 0);  // who is hugged
  CHECK(look("unhappy").features[F::SubjectWantsLiving] > 0);
  CHECK(look("birdcage").features[F::Noun] == 1);
}

TEST_CASE("lexicon: numbers and marks") {
  for (const char* word : {"3.5", "1,000", "42", "50%"}) CHECK(value(word, F::Number) == 1);
  CHECK(value("3rd", F::Number) > 0);
  CHECK(value("10:30", F::IsTime) == 1);
  CHECK(value("1999", F::IsTime) > 0.5F);
  CHECK(value("two", F::Number) == 1);
  for (const char* mark : {".", "?", "!", "...", "…", "。"}) CHECK(value(mark, F::Stop) == 1);
  for (const char* mark : {",", ";", ":", "–"}) CHECK(value(mark, F::Comma) == 1);
  for (const char* mark : {"\"", "(", "😀", "€"}) CHECK(value(mark, F::Mark) == 1);
  CHECK(value("⟨start⟩", F::Start) == 1);
  CHECK(value("⟨end⟩", F::End) == 1);
}

TEST_CASE("lexicon: contractions as the tokenizer gives them") {
  CHECK(value("n't", F::Negation) == 1);
  CHECK(value("n’t", F::Negation) == 1);
  CHECK(value("ca", F::Modal) == 1);
  CHECK(value("wo", F::Modal) == 1);
  CHECK(value("'ll", F::Modal) == 1);
  CHECK(value("'re", F::Be) == 1);
  CHECK(value("’ve", F::Have) == 1);
  CHECK(value("'m", F::Be) == 1);
}

TEST_CASE("lexicon: any bytes can be looked up") {
  for (const std::string& word : {std::string(), std::string("\xFF\xFE"), std::string("\0", 1),
                                  std::string(100000, 'a'), std::string("-"), std::string("'"), std::string("\xE2\x82"),
                                  std::string("s"), std::string("ly"), std::string("ers"), std::string("\u0301")}) {
    CHECK_FALSE(look(word).source.empty());
    CHECK_FALSE(look(word, true).source.empty());
  }
}

TEST_CASE("lexicon: closed.txt stands in the lexicon word for word") {
  const auto lines = table_lines("closed.txt");
  REQUIRE(lines.size() > 100);
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(": ");
    REQUIRE(colon != std::string::npos);
    std::istringstream words(line.substr(0, colon)), parts(line.substr(colon + 2));
    std::vector<std::pair<Feature, float>> wanted;
    for (std::string part; std::getline(parts, part, ',');) {
      part.erase(0, part.find_first_not_of(' '));
      const std::size_t equals = part.find('=');
      const auto feature = feature_from_name(part.substr(0, equals));
      INFO(line);
      REQUIRE(feature);
      wanted.push_back({*feature, equals == std::string::npos ? 1.0F : std::stof(part.substr(equals + 1))});
    }
    for (std::string word; words >> word;) {
      const auto found = look(word);
      INFO(word);
      CHECK(found.known);
      for (const auto& [feature, amount] : wanted) {
        INFO(feature_name(feature));
        CHECK(std::abs(found.features[feature] - amount) <= 0.011F);
      }
    }
  }
}

TEST_CASE("lexicon: every word of the hand-made tables of nouns, adjectives and names is known") {
  for (const char* table : {"nouns.txt", "adjectives.txt", "names.txt", "topics.txt", "verb_classes.txt"}) {
    for (const std::string& line : table_lines(table)) {
      const std::size_t colon = line.find(" : ") != std::string::npos ? line.find(" : ") + 1 : line.find(':');
      const std::size_t last = line.rfind(':');
      REQUIRE(colon != std::string::npos);
      if (std::string(table) == "topics.txt" && line.find(' ') < last) continue;  // rules, not words
      std::istringstream words(line.substr(last + 1));
      for (std::string word; words >> word;) {
        INFO(table << ": " << word);
        CHECK(look(word).known);
      }
    }
  }
}

TEST_CASE("lexicon file: its words come out of their tree in order, each with what belongs to it") {
  const auto data = theatre::model::read_lexicon(file_bytes()).value();
  const auto ascends = [](const theatre::model::SortedWords& words, bool repeats) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool above = i == 0 || words[i - 1] < words[i] || (repeats && words[i - 1] == words[i]);
      if (words[i].empty() || !above) return false;
    }
    return words.size() > 0;
  };
  CHECK(ascends(data->words, false));
  CHECK(ascends(data->irregular_forms, true));
  CHECK(ascends(data->forms, false));
  CHECK(data->entries.size() == data->words.size());
  CHECK(data->irregular_bases.size() == data->irregular_forms.size());
  CHECK(data->forms_rows.size() == data->forms.size());

  std::set<std::uint32_t> used;
  const auto base_of = [&](std::string_view form) {
    return data->words[data->irregular_bases[*data->irregular_forms.find(form)]];
  };
  for (const auto& entry : data->entries) {
    used.insert(entry.rows.begin(), entry.rows.end());
    for (std::size_t part = 0; part < 3; ++part) CHECK((entry.rows[part] == 0 || data->shares[entry.shares][part] > 0));
  }
  used.insert(data->forms_rows.begin(), data->forms_rows.end());
  CHECK(used.size() == data->row_ends.size());  // no row is stored in vain
  CHECK(base_of("mice") == "mouse");
  CHECK(base_of("went") == "go");
  for (const char* word : {"cat", "naïve", "abandon", "zoom"}) CHECK(data->words.find(word).has_value());
  for (const char* word : {"ca", "catt", "zzz", "a-"}) CHECK_FALSE(data->words.find(word).has_value());
}

TEST_CASE("lexicon file: bad ones give one sentence each") {
  const auto good = file_bytes();
  CHECK(error_of(good).empty());
  CHECK(error_of({}) == "This is not a lexicon file.");
  CHECK(error_of(std::vector<std::uint8_t>(1000, 'x')) == "This is not a lexicon file.");
  auto bad = good;
  bad[6] = 9;
  CHECK(error_of(bad) == "The lexicon file has version 9, but this program reads version 3.");
  for (const std::size_t size : {std::size_t{16}, std::size_t{17}, std::size_t{5000}, good.size() - 1}) {
    CHECK(error_of({good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)}) ==
          "The lexicon file is cut short.");
  }
  bad = good;
  bad.push_back(0);
  CHECK(error_of(bad) == "The lexicon file is damaged: something follows its end.");
  for (const std::size_t at : {std::size_t{20}, std::size_t{3000}, good.size() / 2, good.size() - 1}) {
    bad = good;
    bad[at] ^= 1;
    CHECK(error_of(bad) == "The lexicon file is damaged: its checksum doesn't fit its bytes.");
  }
}

TEST_CASE("lexicon file: hostile numbers behind a good checksum are refused or harmless") {
  const auto good = file_bytes();
  for (std::size_t i = 0; i < 12; ++i) {  // the lengths of the sections
    for (const std::uint8_t byte : {std::uint8_t{0xFE}, std::uint8_t{0x0F}}) {
      auto bad = good;
      if (bad[16 + i] == byte) continue;
      bad[16 + i] = byte;
      repair_header(bad);
      const std::string error = error_of(bad);
      CHECK(error.starts_with("The lexicon file is damaged: "));
      CHECK(error.ends_with("."));
    }
  }
  std::uint32_t state = 7;
  const auto next = [&](std::size_t n) {
    state = state * 1664525u + 1013904223u;
    return (state >> 4) % n;
  };
  for (int round = 0; round < 60; ++round) {
    auto bad = good;
    if (next(2) == 0) bad.resize(16 + next(round % 2 == 0 ? 4000 : good.size() - 16));
    for (int change = 0; change < 3 && bad.size() > 20; ++change) {
      bad[16 + next(round % 3 == 0 ? std::min<std::size_t>(200, bad.size() - 16) : bad.size() - 16)] =
          static_cast<std::uint8_t>(next(256));
    }
    repair_header(bad);
    const auto result = Lexicon::load(bad);
    if (result) {
      for (const char* word : {"cat", "ran", "the", "Mary", "blicket"}) {
        CHECK_FALSE(result.value().look_up(word, false).source.empty());
      }
    } else {
      CHECK(result.error().ends_with("."));
    }
  }
}
