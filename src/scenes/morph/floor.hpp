// The floor on which the matrix lies: a plane in perspective that stands up, row after row of cells.
#pragma once

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// Four corners of a cell, as far as a box with slanted sides can be one.
struct Cell {
  Point middle;
  float half_width = 0, half_height = 0;
  float lean = 0;   // px to the right for each px downwards
  float taper = 0;  // how much wider it gets for each px downwards, as a part of its width
};

struct Floor {
  int count = 0;                      // of rows, and of columns
  float middle = 0;                   // of all columns
  float far_half = 0, near_half = 0;  // half widths of its far and of its near edge
  float top = 0, bottom = 0;          // y of these edges

  float half_at(float row) const;  // half the width where row `row` begins
  float y_at(float row) const;
  Point corner(float row, float column) const;
  Cell cell(int row, int column, float gap) const;
};

// `tilt` from 0, lying, to 1, upright; `names`: px beside the rows for their words.
Floor lay_floor(const SceneInput& input, int count, float tilt, float names);

}  // namespace theatre::scenes
