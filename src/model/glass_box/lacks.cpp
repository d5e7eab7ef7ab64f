#include "model/glass_box/lacks.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace theatre::model {
namespace {

using Eigen::Index;

constexpr std::size_t most_named = 3;  // unknown words; more are counted

// A named number of a token, after a step of the pass.
float value_of(const trace::Trace& trace, const trace::Step& step, std::string_view dimension, std::size_t token) {
  const auto found = std::find(trace.dimensions.begin(), trace.dimensions.end(), dimension);
  if (found == trace.dimensions.end()) return 0;
  return step.out(static_cast<Index>(token), static_cast<Index>(found - trace.dimensions.begin()));
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    out += (i == 0 ? "“" : i + 1 == words.size() ? " and “" : ", “") + words[i] + "”";
  }
  return out;
}

}  // namespace

std::string what_it_lacks(const trace::Trace& trace) {
  int words = 0, unknown = 0;
  bool verb = false;
  std::vector<std::string> named;
  for (std::size_t t = 0; t < trace.size(); ++t) {
    const auto& token = trace.tokens[t];
    if (token.kind != trace::TokenKind::word) continue;
    ++words;
    verb = verb || value_of(trace, trace.steps.back(), "begins a verb group", t) > 0.5F ||
           value_of(trace, trace.steps.back(), "main verb", t) > 0.5F;
    if (!(value_of(trace, trace.steps.front(), "not in the lexicon", t) > 0)) continue;
    ++unknown;
    if (std::find(named.begin(), named.end(), token.text) == named.end()) named.push_back(token.text);
  }
  if (unknown > 0 && (2 * unknown > words || named.size() > most_named)) {
    return "The model’s lexicon is English and lacks " + std::to_string(unknown) + " of these " +
           std::to_string(words) + " words, so it can only guess what sort of words they are.";
  }
  if (unknown > 0) {
    return "The model’s lexicon lacks " + listed(named) + ", so it can only guess what sort of word" +
           (named.size() == 1 ? " it is." : "s they are.");
  }
  if (words > 1 && !verb) return "The model finds no verb here, so no word is a subject or an object.";
  return "";
}

}  // namespace theatre::model
