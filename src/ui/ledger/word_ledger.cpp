// The ledger of a word before anything has been computed: what it is, dimension by dimension.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/panel_state.hpp"

namespace theatre::ui {
namespace {

// What a reader would have said of the word: what it is, and what part of speech, but not what a layer noted for
// itself.
bool is_plain(std::string_view name) {
  constexpr std::string_view parts[] = {"noun",       "verb",        "adjective",   "adverb", "pronoun",
                                        "determiner", "preposition", "conjunction", "plural", "past"};
  return name.substr(0, 3) == "is " || name.substr(0, 7) == "topic: " ||
         std::find(std::begin(parts), std::end(parts), name) != std::end(parts);
}

// Looked up, where no layer has changed it since.
trace::Quantity source_of(const Frame& f, int token, int dimension) {
  const trace::Quantity here = input_quantity(f.trace, f.shown, token, dimension);
  if (f.trace.steps.empty()) return here;
  const trace::Matrix& first = f.trace.steps.front().out;
  const bool same = token < first.rows() && dimension < first.cols() &&
                    first(token, dimension) == shown_input(f.trace, f.shown)(token, dimension);
  return same ? trace::Quantity{trace::Quantity::Kind::embedding, -1, -1, token, dimension, -1} : here;
}

}  // namespace

trace::Ledger describe_word(const Frame& f, int token, float limit, std::size_t most_terms) {
  using trace::LedgerSection;
  const trace::Matrix& x = shown_input(f.trace, f.shown);
  const trace::Token& word = f.asking.tokens[static_cast<std::size_t>(token)];
  trace::Ledger ledger;
  ledger.quantity = input_quantity(f.trace, f.shown, token, 0);
  ledger.title = {{"What the model knows of", trace::Accent::plain, -1}, {word.text, trace::Accent::query, token}};
  if (!word.source.empty()) {
    LedgerSection source;
    source.kind = LedgerSection::Kind::note;
    source.note = word.source;
    ledger.sections.push_back(source);
  }

  LedgerSection list;
  list.kind = LedgerSection::Kind::list;
  list.stage = static_cast<int>(Stage::embed);
  for (Eigen::Index d = 0; token < x.rows() && d < x.cols(); ++d) {
    if (std::fabs(x(token, d)) < 0.005F) continue;  // would print as 0.00
    trace::LedgerTerm term;
    term.label = dimension_name(f.trace, static_cast<int>(d));
    term.factors = false;
    term.product = x(token, d);
    term.from = source_of(f, token, static_cast<int>(d));
    list.terms.push_back(term);
  }
  // What a reader would have said comes first, then what sets this word apart from the others; a large number that all
  // have says little.
  const auto apart = [&](const trace::LedgerTerm& term) {
    const auto column = x.col(term.from->col).array().max(-limit).min(limit).eval();
    const float plain = is_plain(term.label) ? 4.0F : 1.0F;
    return plain * std::fabs(column(token) - column.mean()) * rarity(x, term.from->col);
  };
  std::vector<std::pair<float, std::size_t>> order;
  for (std::size_t i = 0; i < list.terms.size(); ++i) order.emplace_back(-apart(list.terms[i]), i);
  std::stable_sort(order.begin(), order.end());
  std::vector<trace::LedgerTerm> sorted;
  for (const auto& [worth, i] : order) sorted.push_back(list.terms[i]);
  list.terms = std::move(sorted);
  if (list.terms.size() > most_terms + 1) {
    const std::size_t more = list.terms.size() - most_terms;
    list.terms.resize(most_terms);
    trace::LedgerTerm rest;
    rest.label = std::to_string(more) + " more";
    rest.factors = false;
    rest.collapsed = static_cast<int>(more);
    rest.product = std::nanf("");  // not a sum: these values stand side by side
    list.terms.push_back(rest);
  }
  ledger.sections.push_back(list);
  return ledger;
}

}  // namespace theatre::ui
