#include "scenes/panel/report.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::scenes {

std::vector<Cell> largest_of_runs(const trace::RowVector& row, int cells) {
  std::vector<Cell> out;
  const auto n = static_cast<int>(row.size());
  const int count = std::min(n, cells);
  for (int c = 0; c < count; ++c) {
    const int from = n * c / count;
    const int to = n * (c + 1) / count;
    Cell best{from, row(from)};
    for (int j = from + 1; j < to; ++j) {
      if (std::abs(row(j)) > std::abs(best.value)) best = {j, row(j)};
    }
    out.push_back(best);
  }
  return out;
}

const Cell* strongest(const std::vector<Cell>& cells) {
  const Cell* best = nullptr;
  for (const Cell& cell : cells) {
    if (cell.value != 0 && (best == nullptr || std::abs(cell.value) > std::abs(best->value))) best = &cell;
  }
  return best;
}

Report report_of(const trace::Trace& trace, int layer, int row, int note_cells, int answer_cells) {
  Report report;
  for (std::size_t s = 1; s < trace.steps.size(); ++s) {
    const trace::Step& step = trace.steps[s];
    if (step.kind != trace::StepKind::attention || step.layer != layer) continue;
    report.step = static_cast<int>(s);
    for (const trace::Head& head : step.heads) {
      Note note{head.index, head.off, {}};
      report.columns += static_cast<int>(head.output.cols());
      if (row >= 0 && row < head.output.rows()) note.cells = largest_of_runs(head.output.row(row), note_cells);
      // One that is silenced still sets the scale, so that the others' notes don't flare up.
      for (const Cell& cell : note.cells) report.largest_note = std::max(report.largest_note, std::abs(cell.value));
      report.notes.push_back(std::move(note));
    }
    const int to = trace::added_to_step(trace, static_cast<int>(s));
    const trace::Matrix none, &before = to >= 0 ? trace.steps[static_cast<std::size_t>(to)].out : none;
    if (row >= 0 && row < step.out.rows() && before.rows() == step.out.rows() && before.cols() == step.out.cols()) {
      report.answer = largest_of_runs(step.out.row(row) - before.row(row), answer_cells);
      for (const Cell& cell : report.answer)
        report.largest_answer = std::max(report.largest_answer, std::abs(cell.value));
    }
    break;
  }
  return report;
}

}  // namespace theatre::scenes
