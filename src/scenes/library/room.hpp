// The library's furniture, painted: wall, bookcase, desk, the open book, the query card, and one book of the shelf.
#pragma once

#include <vector>

#include "scenes/library/layout.hpp"
#include "scenes/library/look.hpp"

namespace theatre::scenes {

// One book at one moment.
struct BookPose {
  const BookPlace* place = nullptr;
  float slide = 0;  // px down and towards the reader
  float scale = 1;
  float light = 0;           // 0…1, from the weight; 0 = at rest
  float share = 0;           // the weight that it shows now
  Rect spine, block, paper;  // the spine, the pages that show above it, the paper with the title
};

// `shown`: the weight as far as it is revealed; `travel` false: nothing slides, the light alone changes.
BookPose pose_book(const BookPlace& place, const LibraryLayout& layout, float shown, bool travel);

void paint_wall_and_case(std::vector<Paint>& out, const LibraryLayout& layout, const LibraryLook& look);
void paint_plank(std::vector<Paint>& out, const LibraryLayout& layout, const LibraryLook& look);
void paint_desk(std::vector<Paint>& out, const LibraryLayout& layout, const LibraryLook& look);
void paint_glow(std::vector<Paint>& out, const BookPose& book, const LibraryLayout& layout, const LibraryLook& look);
void paint_book(std::vector<Paint>& out, const BookPose& book, int leather, const LibraryLook& look);
void paint_open_book(std::vector<Paint>& out, const LibraryLayout& layout, const LibraryLook& look);
void paint_card(std::vector<Paint>& out, const LibraryLayout& layout, const LibraryLook& look, const Colour& query,
                float query_light, int lines, float line_h);

}  // namespace theatre::scenes
