// Regular English inflection, backwards.
#include "model/lexicon/inflection.hpp"

#include <algorithm>

namespace theatre::model {
namespace {

bool one_of(char c, std::string_view letters) { return letters.find(c) != std::string_view::npos; }
bool is_vowel(char c) { return one_of(c, "aeiouy"); }

bool ends_with_one_of(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return word.ends_with(e); });
}

// One syllable, one vowel, one consonant at the end: hop, run, big double it; fix, play, need don't.
bool must_double(std::string_view base) {
  const std::size_t n = base.size();
  if (n < 3 || one_of(base[n - 1], "aeiouywx") || !is_vowel(base[n - 2]) || is_vowel(base[n - 3])) return false;
  return std::count_if(base.begin(), base.end(), is_vowel) == 1;
}

// Bases of stem + ed/ing/er/est, the ending already taken off.
void add_vowel_endings(std::vector<BaseForm>& out, std::string_view stem, std::uint8_t tags) {
  const std::size_t n = stem.size();
  if (n < 2) return;
  if (!must_double(stem) && (stem.back() != 'e' || ends_with_one_of(stem, {"ee", "oe", "ye"}))) {
    out.push_back({std::string(stem), tags});
  }
  if (stem.back() != 'e') out.push_back({std::string(stem) + "e", tags});
  if (n > 2 && stem[n - 1] == stem[n - 2] && !one_of(stem.back(), "aeiouywx")) {
    out.push_back({std::string(stem.substr(0, n - 1)), tags});
  }
  if (stem.ends_with("ck")) out.push_back({std::string(stem.substr(0, n - 1)), tags});
}

}  // namespace

std::vector<BaseForm> regular_bases(std::string_view form) {
  std::vector<BaseForm> out;
  const std::size_t n = form.size();
  const auto cut = [&](std::size_t letters, std::string_view tail = "") {
    return std::string(form.substr(0, n - letters)).append(tail);
  };
  if (n > 2 && form.ends_with("s") && !form.ends_with("ss")) {
    constexpr std::uint8_t tags = kPluralTag | kThirdTag;
    if (n > 4 && form.ends_with("ies")) out.push_back({cut(3, "y"), tags});
    if (ends_with_one_of(form, {"ches", "shes", "sses", "xes", "zes", "oes", "uses", "ises"})) {
      out.push_back({cut(2), tags});
    }
    if (form.ends_with("zzes")) out.push_back({cut(3), tags});
    out.push_back({cut(1), tags});
  }
  if (n > 4 && form.ends_with("men")) out.push_back({cut(2, "an"), kPluralTag});
  if (form.ends_with("ed")) {
    constexpr std::uint8_t tags = kPastTag | kParticipleTag;
    if (form.ends_with("ied")) out.push_back({cut(3, "y"), tags});
    add_vowel_endings(out, form.substr(0, n - 2), tags);
    if (form.ends_with("eed")) out.push_back({cut(1), tags});
  }
  if (form.ends_with("ing")) {
    add_vowel_endings(out, form.substr(0, n - 3), kIngTag);
    if (n > 4 && form.ends_with("ying")) out.push_back({cut(4, "ie"), kIngTag});
  }
  for (std::string_view ending : {"er", "est"}) {
    if (!form.ends_with(ending)) continue;
    const std::string_view stem = form.substr(0, n - ending.size());
    if (stem.ends_with("i")) out.push_back({cut(ending.size() + 1, "y"), kComparedTag});
    add_vowel_endings(out, stem, kComparedTag);
  }
  return out;
}

}  // namespace theatre::model
