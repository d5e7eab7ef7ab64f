// One explanation in the making. Inside the ledger only.
#pragma once

#include <utility>
#include <vector>

#include "trace/ledger_pieces.hpp"

namespace theatre::trace::ledger {

struct Writer {
  const Trace& trace;
  const Quantity& asked;
  const Head* head;  // nullptr where the quantity belongs to none
  std::size_t most;  // terms shown in a list
  Ledger ledger;

  // Of a head (ledger_head.cpp)
  void score_like();   // product, score, weight
  void projected();    // q, k, v
  void mixed();        // output
  void contributed();  // contribution

  // Of the residual stream (ledger_stream.cpp)
  void embedded();
  void streamed();
  void hidden_unit();

 private:
  void products();
  void scaled();
  void shared_out();
  void masked_out(int allowed);
  void shares(Index i);
  void handed_over();
  LedgerTerm before() const;
  void fired(const Step& step);
  void normalised(const Matrix& earlier);

  Quantity of(Kind kind, Index row, Index col) const {
    return {kind, asked.layer, asked.head, static_cast<int>(row), static_cast<int>(col), -1};
  }
  Quantity stream(int step, Index row, Index col) const {
    const Kind kind = step == 0 ? Kind::embedding : Kind::residual;
    return {kind, -1, -1, static_cast<int>(row), static_cast<int>(col), step};
  }
  LedgerPart named(int token, Accent accent) const { return {word(trace, token), accent, token}; }
  void title(std::vector<LedgerPart> parts) { ledger.title = std::move(parts); }
  void add(Section section) { ledger.sections.push_back(std::move(section)); }
};

}  // namespace theatre::trace::ledger
