// Where the bookcase, its books and the desk stand. Knows no weights, so that nothing moves when the light does.
#pragma once

#include <string>
#include <vector>

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

struct LibraryType {
  float title = 20;                           // on a spine, serif
  float small = 15, middle = 18, large = 30;  // percents below 8 %, below 50 %, above
  float heading = 15, body = 15, read = 17;   // on the desk: headings, words and numbers, contents (serif)
  float query = 20;
};

// A book at rest.
struct BookPlace {
  int token = -1;
  float x = 0;  // middle; may lie outside the window
  float width = 0, height = 0;
  float opacity = 1;  // below 1 near the ends of a shelf that scrolls, 0 outside
  float title_size = 0;
  std::vector<std::string> title;  // one line, or two where the spine is wide enough
};

struct LibraryLayout {
  LibraryType type;
  float zoom = 1;
  Rect bookcase, inside;
  float shelf_y = 0, shelf_h = 0;  // the plank the books stand on
  float percent_y = 0;
  float pitch = 0;
  std::vector<BookPlace> books;
  float scroll = 0, scroll_max = 0, scroll_snap = 0;
  Rect desk;
  float desk_front = 0;  // height of the board's front edge
  Rect card;             // w = 0: none, the query stands in the box above the stage
  float card_turn = -2;  // degrees
  Rect book;             // the open book on the desk
  float margin = 0;      // of its pages
};

// `strongest`: the book to keep in view where `input.follow` is set; -1 = none.
LibraryLayout layout_library(const SceneInput& input, const Measure& measure, int strongest);

}  // namespace theatre::scenes
