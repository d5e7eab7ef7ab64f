// Where the things of the expert panel go.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenes/panel/panel.hpp"

namespace theatre::scenes {

struct PanelType {
  float word = 20, added = 14;            // on the floor
  float paddle = 17, percent = 15;        // on a paddle
  float name = 13, job = 14, share = 15;  // on a plate
  float heading = 14, index = 14;         // of the report
};

struct SeatPlace {
  float x = 0;        // middle
  float opacity = 1;  // 0: outside the window
};

struct WordPlace {
  float x = 0, y = 0;  // middle; y < 0: not shown
  float foot = 0;      // where its pool of light lies
  float width = 0;
  std::string text;
  bool shown() const { return width > 0; }
};

struct PanelLayout {
  PanelType type;
  float zoom = 1;
  float left = 0, right = 0;
  float pitch = 106;  // from seat to seat
  float paddle_y = 0, paddle_h = 54, paddle_w = 90;
  float figure = 95, foot = 0;
  float table_y = 0, table_front = 0, table_bottom = 0;
  float plate_y = 0, plate_h = 88, plate_w = 98;
  float horizon = 0;
  Rect report, answer;  // the two strips of cells
  Rect box;             // W_O
  float report_heading = 0, answer_heading = 0, index_y = 0;
  float pool = 75;  // height of the invisible figure a beam ends at
  float scroll = 0, scroll_max = 0, scroll_snap = 0;
  std::vector<SeatPlace> seats;           // by place in SceneInput::seats
  std::vector<WordPlace> words;           // by token
  int words_before = 0, words_after = 0;  // that did not fit
  float words_note_y = 0;
};

// `order`: seats from left to right; `before`: as they sat when the move began; `time`: how far the move is, eased.
PanelLayout layout_panel(const SceneInput& input, const Measure& measure, const std::vector<std::size_t>& order,
                         const std::vector<std::size_t>& before, float time);

}  // namespace theatre::scenes
