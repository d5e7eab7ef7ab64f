#include "model/turn.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::model {

bool fits(const Turn& turn, int layer, int head, Eigen::Index rows, Eigen::Index d_head) {
  return turn.layer == layer && turn.head == head && turn.row >= 0 && turn.row < rows &&
         static_cast<Eigen::Index>(turn.to.size()) == d_head &&
         std::all_of(turn.to.begin(), turn.to.end(), [](float x) { return std::isfinite(x); });
}

void apply(const std::optional<Turn>& turn, trace::Head& head) {
  trace::Matrix& rows = turn && turn->side == trace::Side::key ? head.k : head.q;
  if (!turn || !fits(*turn, head.layer, head.index, rows.rows(), rows.cols())) return;
  auto row = rows.row(turn->row);
  head.turned = trace::Turned{turn->side, turn->row, {row.data(), row.data() + row.size()}};
  row = Eigen::Map<const trace::RowVector>(turn->to.data(), row.size());
}

void note_turn(const std::optional<Turn>& turn, trace::Trace& trace) {
  if (!turn) return;
  const trace::Head* head = trace::find_head(trace, turn->layer, turn->head);
  if (head == nullptr || !head->turned) return;
  const trace::Text& text = turn->side == trace::Side::query ? queries(trace, *head) : keys(trace, *head);
  trace.notes.push_back(note_of(*turn, text.tokens[static_cast<std::size_t>(turn->row)].text));
}

std::string note_of(const Turn& turn, const std::string& word) {
  return std::string("The ") + (turn.side == trace::Side::query ? "query" : "key") + " of “" + word +
         "” was turned by hand.";
}

}  // namespace theatre::model
