#include "model/glass_box/lacks.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace theatre::model {
namespace {

using Eigen::Index;

constexpr std::size_t most_named = 3;  // unknown words; more are counted

// A named number of every token, after a step of the pass; found once.
class Column {
 public:
  Column(const trace::Trace& trace, const trace::Step& step, std::string_view dimension) : out_(step.out) {
    const auto& names = trace.dimensions.list();
    const auto found = std::find(names.begin(), names.end(), dimension);
    if (found != names.end()) at_ = static_cast<Index>(found - names.begin());
  }
  float of(std::size_t token) const { return at_ < 0 ? 0 : out_(static_cast<Index>(token), at_); }

 private:
  const core::Matrix& out_;
  Index at_ = -1;
};

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
  const Column begins(trace, trace.steps.back(), "begins a verb group"), main(trace, trace.steps.back(), "main verb");
  const Column missing(trace, trace.steps.front(), "not in the lexicon");
  std::vector<std::string> named;
  for (std::size_t t = 0; t < trace.size(); ++t) {
    const auto& token = trace.tokens[t];
    if (token.kind != trace::TokenKind::word) continue;
    ++words;
    verb = verb || begins.of(t) > 0.5F || main.of(t) > 0.5F;
    if (!(missing.of(t) > 0)) continue;
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
  if (words == 1) return "A single word has no other to look at.";
  if (words > 1 && !verb) return "The model finds no verb here, so no word is a subject or an object.";
  return "";
}

}  // namespace theatre::model
