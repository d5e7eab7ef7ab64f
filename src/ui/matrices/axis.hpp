// One axis of a matrix on screen: which rows (or columns) are in view and where. Zoom and scroll are shared
// by all matrices that have the same things on an axis, so that a word keeps its line everywhere.
#pragma once

#include <algorithm>
#include <cmath>

namespace theatre::ui {

// What the learner can change: how much of the axis is in view.
struct Zoom {
  float factor = 1;  // 1 = everything in view
  float offset = 0;  // index at the start of the view, in [0, count − count / factor]

  // Keeps the point at `share` (0…1) of the view in place while the factor changes.
  void by(float ratio, float share, int count, float most) {
    const float n = static_cast<float>(count);
    const float held = offset + share * n / factor;
    factor = std::clamp(factor * ratio, 1.0F, std::max(1.0F, most));
    offset = held - share * n / factor;
    clamp(count);
  }
  void move(float items, int count) {
    offset += items;
    clamp(count);
  }
  void clamp(int count) {
    const float n = static_cast<float>(count);
    factor = std::max(1.0F, factor);
    offset = std::clamp(offset, 0.0F, std::max(0.0F, n - n / factor));
  }
  // Scrolls so that item i is in view.
  void show(int i, int count) {
    const float span = static_cast<float>(count) / factor;
    const float x = static_cast<float>(i);
    if (x < offset) offset = x;
    if (x + 1 > offset + span) offset = x + 1 - span;
    clamp(count);
  }
};

struct Axis {
  float begin = 0;   // px where the view starts
  float length = 0;  // px
  int count = 0;     // items on the axis
  Zoom zoom;

  float cell() const { return count > 0 ? length * zoom.factor / static_cast<float>(count) : 0; }
  // Left (or top) edge of item i, may lie out of view.
  float at(int i) const { return begin + (static_cast<float>(i) - zoom.offset) * cell(); }
  float centre(int i) const { return at(i) + cell() / 2; }
  // The item at a position, −1 outside.
  int hit(float position) const {
    if (count == 0 || position < begin || position >= begin + length) return -1;
    return std::clamp(static_cast<int>(std::floor((position - begin) / cell() + zoom.offset)), 0, count - 1);
  }
  int first() const { return count == 0 ? 0 : std::clamp(static_cast<int>(std::floor(zoom.offset)), 0, count - 1); }
  int last() const {  // inclusive; −1 when empty
    return count == 0 ? -1 : std::min(count - 1, static_cast<int>(std::ceil(zoom.offset + length / cell())) - 1);
  }
};

}  // namespace theatre::ui
