// The numbers of the joint report: every head's note side by side, and what W_O makes of them.
#pragma once

#include <vector>

#include "trace/trace.hpp"

namespace theatre::scenes {

// One cell of a strip: the value of largest size of a run of neighbouring columns, and which column it is.
struct Cell {
  int column = 0;
  float value = 0;
};

struct Note {  // one head's part of the report
  int head = 0;
  bool off = false;
  std::vector<Cell> cells;
};

struct Report {
  int step = -1;  // index into Trace::steps of the attention step; -1: there is none
  std::vector<Note> notes;
  std::vector<Cell> answer;  // the step's change of the residual stream of `row`
  float largest_note = 0, largest_answer = 0;
  int columns = 0;  // of the notes together
};

// At most `cells` values of a row, each the largest of its run.
std::vector<Cell> largest_of_runs(const trace::RowVector& row, int cells);

// What all heads of `layer` wrote for `row`. Rows that don't exist give empty notes.
Report report_of(const trace::Trace& trace, int layer, int row, int note_cells, int answer_cells);

// The cell of largest size; nullptr when there is none, or all are 0.
const Cell* strongest(const std::vector<Cell>& cells);

}  // namespace theatre::scenes
