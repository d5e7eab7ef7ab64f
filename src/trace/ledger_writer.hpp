// One explanation in the making. Inside the ledger only.
#pragma once

#include <utility>
#include <vector>

#include "trace/ledger_pieces.hpp"

namespace theatre::trace::ledger {

struct Writer {
  const Trace& trace;
  const Quantity& asked;
  const Head* head;       // nullptr where the quantity belongs to none
  const Text& rows;       // the text that the quantity's row is a word of
  const Text& looked_at;  // the text of the head's keys
  std::size_t most;       // terms shown in a list
  Ledger ledger;

  // Of a head (ledger_head.cpp)
  void score_like();  // product, score, weight
  void part();
  void projected();    // q, k, v, and q, k before the rotation
  void mixed();        // output
  void contributed();  // contribution

  // Of the residual stream (ledger_stream.cpp)
  void streamed();
  void hidden_unit();

  void plotted();  // a point of a curve

 private:
  void products();
  void parts();
  std::vector<LedgerTerm> channel_terms(int group) const;
  void scaled();
  std::string who_may_be_looked_at(int allowed) const;
  void shared_out();
  void masked_out(int allowed);
  void shares(Index i);
  void handed_over();
  void turned_by_place(const Matrix& before, const Matrix& angles, float result);
  bool from_parts(const Step& step, int stage);
  LedgerTerm before(int step) const;
  void embedded(const Step& step);
  void added(const Step& step, int to);
  void fired(const Step& step);
  void normalised(const Step& step, int from);

  Quantity of(Kind kind, Index row, Index col) const {
    return {kind, asked.layer, asked.head, static_cast<int>(row), static_cast<int>(col), -1};
  }
  Quantity stream(int step, Index row, Index col) const {
    const Kind kind = step == 0 ? Kind::embedding : Kind::residual;
    return {kind, -1, -1, static_cast<int>(row), static_cast<int>(col), step};
  }
  LedgerPart named(int token, Accent accent) const { return {word(rows, token), accent, token}; }
  void title(std::vector<LedgerPart> parts) { ledger.title = std::move(parts); }
  void add(Section section) { ledger.sections.push_back(std::move(section)); }
};

}  // namespace theatre::trace::ledger
