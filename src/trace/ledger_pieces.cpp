// Names, lists that add up, single steps.
#include "trace/ledger_pieces.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace theatre::trace::ledger {
namespace {

constexpr const char* kRounded = "Rounded to two decimals here; added up exactly.";

}  // namespace

bool is_in(Index i, Index size) { return i >= 0 && i < size; }

const std::string* name_in(const std::vector<std::string>& names, Index i) {
  return is_in(i, static_cast<Index>(names.size())) ? &names[static_cast<std::size_t>(i)] : nullptr;
}

std::string dimension_name(const Trace& trace, Index d) {
  const auto* name = name_in(trace.dimensions, d);
  return name ? *name : "dimension " + std::to_string(d);
}

std::string channel_name(const Head& head, Kind kind, Index c) {
  const auto* parameters = head.parameters.get();
  const bool value = kind == Kind::v || kind == Kind::output;
  const auto* name = parameters ? name_in(value ? parameters->value_names : parameters->channels, c) : nullptr;
  return name ? *name : "channel " + std::to_string(c);
}

std::string word(const Text& text, Index token) {
  const bool known = is_in(token, static_cast<Index>(text.size()));
  return known ? text.tokens[static_cast<std::size_t>(token)].text : "?";
}

std::string point_name(const Series& series, Index point) {
  const float x = is_in(point, static_cast<Index>(series.x.size())) ? series.x[static_cast<std::size_t>(point)] : 0;
  const bool whole = x == std::floor(x) && std::abs(x) < 1e6f;
  return series.along + " " + (whole ? std::to_string(static_cast<long>(x)) : shown(x));
}

std::string in_quotes(const std::string& text) { return "“" + text + "”"; }

bool has_contribution(const Head& head, Index row, Index dimension) {
  return head.parameters && is_in(row, head.output.rows()) && is_in(dimension, head.parameters->W_O.cols()) &&
         head.output.cols() == head.parameters->W_O.rows();
}

bool has_groups(const Head& head) {
  const auto* parameters = head.parameters.get();
  return parameters && !parameters->groups.empty() &&
         static_cast<Index>(parameters->group_of.size()) == head.q.cols() && head.q.cols() == head.k.cols();
}

bool has_part(const Head& head, Index row, Index column, int group) {
  return has_groups(head) && is_in(row, head.q.rows()) && is_in(column, head.k.rows()) &&
         is_in(group, static_cast<Index>(head.parameters->groups.size()));
}

float part_of(const Head& head, Index row, Index column, int group) {
  double sum = 0;
  for (Index c = 0; c < head.q.cols(); ++c) {
    if (head.parameters->group_of[static_cast<std::size_t>(c)] != group) continue;
    sum += static_cast<double>(head.q(row, c)) * static_cast<double>(head.k(column, c));
  }
  return static_cast<float>(sum);
}

std::string group_name(const Head& head, int group) {
  return head.parameters->groups[static_cast<std::size_t>(group)].name;
}

float total(const std::vector<LedgerTerm>& terms) {
  double sum = 0;
  for (const auto& term : terms) sum += static_cast<double>(term.product);
  return static_cast<float>(sum);
}

LedgerTerm value_term(std::string label, float value, std::optional<Quantity> from) {
  LedgerTerm term;
  term.label = std::move(label);
  term.factors = false;
  term.product = value;
  term.from = from;
  return term;
}

void largest_first(std::vector<LedgerTerm>& terms) {
  std::stable_sort(terms.begin(), terms.end(),
                   [](const LedgerTerm& a, const LedgerTerm& b) { return std::abs(a.product) > std::abs(b.product); });
}

void collapse(std::vector<LedgerTerm>& terms, std::size_t most) {
  const auto all = terms.size();
  terms.erase(std::remove_if(terms.begin(), terms.end(), [](const LedgerTerm& t) { return t.product == 0; }),
              terms.end());
  largest_first(terms);
  const std::size_t keep = terms.size() > most + 1 ? most : terms.size();
  const auto hidden = static_cast<int>(all - keep);
  if (hidden == 0) return;
  std::vector<LedgerTerm> rest(terms.begin() + static_cast<std::ptrdiff_t>(keep), terms.end());
  const bool all_zero = rest.empty();
  terms.resize(keep);
  LedgerTerm line =
      value_term(std::to_string(hidden) + (keep == 0 ? " terms" : " more") + (all_zero ? ", all 0" : ""), total(rest));
  line.collapsed = hidden;
  terms.push_back(std::move(line));
}

Section sum_of(std::vector<LedgerTerm> terms, std::string label, int stage, float value) {
  Section section;
  section.kind = Section::Kind::terms;
  section.stage = stage;
  section.label = std::move(label);
  section.terms = std::move(terms);
  section.value = value;
  if (!shown_terms_add_up(section.terms, value)) section.note = kRounded;
  return section;
}

Section list_of(std::vector<LedgerTerm> terms, std::size_t most, std::string label, int stage) {
  Section section;
  section.kind = Section::Kind::list;
  section.stage = stage;
  section.label = std::move(label);
  section.terms = std::move(terms);
  largest_first(section.terms);
  if (section.terms.size() > most) section.terms.resize(most);
  return section;
}

Section step_of(std::string label, std::string working, int stage, float value) {
  Section section;
  section.stage = stage;
  section.label = std::move(label);
  section.working = std::move(working);
  section.value = value;
  return section;
}

Section note_of(std::string sentence, int stage) {
  Section section;
  section.kind = Section::Kind::note;
  section.stage = stage;
  section.note = std::move(sentence);
  return section;
}

}  // namespace theatre::trace::ledger
