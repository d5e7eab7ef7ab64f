// All laws of a ledger: products are products, lists add up, links lead to the very numbers that are shown, and
// "rounded" is said where printed figures don't add up, and nowhere else.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "trace/ledger.hpp"

namespace theatre::test {

inline bool near(float a, float b) { return std::abs(a - b) <= 1e-5f * std::max(1.0f, std::abs(b)); }

inline float total(const trace::LedgerSection& section) {
  double sum = 0;
  for (const auto& term : section.terms) sum += static_cast<double>(term.product);
  return static_cast<float>(sum);
}

inline void check_term(const trace::Trace& trace, const trace::LedgerTerm& term) {
  INFO(term.label);
  CHECK_FALSE(term.label.empty());
  if (term.factors) CHECK(term.product == term.left * term.right);
  if (term.left_from) CHECK(value_of(trace, *term.left_from) == term.left);
  if (term.right_from) CHECK(value_of(trace, *term.right_from) == term.right);
  if (term.from && !term.factors) CHECK(value_of(trace, *term.from) == term.product);
  if (term.from) CHECK(value_of(trace, *term.from).has_value());
}

inline void check_laws(const trace::Trace& trace, const trace::Ledger& ledger) {
  using Section = trace::LedgerSection;
  INFO(name_of(trace, ledger.quantity));
  CHECK(ledger.result == value_of(trace, ledger.quantity));
  CHECK_FALSE(ledger.title.empty());
  CHECK_FALSE(ledger.sections.empty());
  for (const Section& section : ledger.sections) {
    INFO(section.label);
    const bool adds_up = section.kind == Section::Kind::terms || section.kind == Section::Kind::shares;
    if (adds_up) CHECK(near(total(section), section.value));
    const bool differs = section.kind == Section::Kind::terms && !shown_terms_add_up(section.terms, section.value);
    CHECK(differs == (section.note.find("ounded to") != std::string::npos));
    if (section.from && section.kind != Section::Kind::step) CHECK(value_of(trace, *section.from) == section.value);
    for (const auto& term : section.terms) check_term(trace, term);
  }
}

inline trace::Ledger explained(const trace::Trace& trace, const trace::Quantity& quantity, std::size_t most = 8) {
  auto ledger = explain(trace, quantity, most);
  INFO(ledger.error());
  REQUIRE(ledger);
  check_laws(trace, ledger.value());
  return ledger.value();
}

// The last section of a kind, which holds the number asked for.
inline const trace::LedgerSection& the(const trace::Ledger& ledger, trace::LedgerSection::Kind kind) {
  const trace::LedgerSection* found = nullptr;
  for (const auto& section : ledger.sections) {
    if (section.kind == kind) found = &section;
  }
  REQUIRE(found != nullptr);
  return *found;
}

}  // namespace theatre::test
