// The pieces that explanations are made of: names, lists that add up, single steps. Inside the ledger only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trace/ledger.hpp"

namespace theatre::trace::ledger {

using Index = Eigen::Index;
using Kind = Quantity::Kind;
using Section = LedgerSection;

// LedgerSection::stage
inline constexpr int kEmbed = 0, kQkv = 1, kProducts = 2, kScale = 3, kSoftmax = 4, kMix = 5;

// --- names; numbered where the Trace has none
const std::string* name_in(const std::vector<std::string>& names, Index i);  // nullptr when there is none
std::string dimension_name(const Trace& trace, Index d);
std::string channel_name(const Head& head, Kind kind, Index c);
std::string word(const Text& text, Index token);            // "?" where there is none
std::string point_name(const Series& series, Index point);  // "step of training 300"
std::string in_quotes(const std::string& text);

// Is 0 <= i < size?
bool is_in(Index i, Index size);

// Does the head hold what Kind::contribution is made of?
bool has_contribution(const Head& head, Index row, Index dimension);

// Groups of channels. part_of: Σ q_c · k_c over the channels c of one group.
bool has_groups(const Head& head);
bool has_part(const Head& head, Index row, Index column, int group);
float part_of(const Head& head, Index row, Index column, int group);
std::string group_name(const Head& head, int group);

// --- terms
float total(const std::vector<LedgerTerm>& terms);

// A term without factors.
LedgerTerm value_term(std::string label, float value, std::optional<Quantity> from = {});

void largest_first(std::vector<LedgerTerm>& terms);

// Largest first, what is 0 left out, all beyond `most` in one line. One single term is never hidden in such a
// line.
void collapse(std::vector<LedgerTerm>& terms, std::size_t most);

// --- sections
Section sum_of(std::vector<LedgerTerm> terms, std::string label, int stage, float value);
Section list_of(std::vector<LedgerTerm> terms, std::size_t most, std::string label, int stage);
Section step_of(std::string label, std::string working, int stage, float value);
Section note_of(std::string sentence, int stage);

}  // namespace theatre::trace::ledger
