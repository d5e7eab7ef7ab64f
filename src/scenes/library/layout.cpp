#include "scenes/library/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "scenes/kit/measure.hpp"

namespace theatre::scenes {

namespace {

constexpr float leaving = 24;      // px in which a book at the end of the shelf fades
constexpr float most_pitch = 122;  // × zoom
constexpr float most_width = 86;   // × zoom
constexpr std::array<float, 8> heights = {0.93F, 0.9F, 1, 0.89F, 0.87F, 0.96F, 0.98F, 0.94F};
constexpr std::array<float, 8> widths = {0.98F, 0.95F, 1, 0.9F, 0.97F, 1, 0.94F, 0.98F};

void place_furniture(LibraryLayout& l, const SceneInput& input) {
  const Rect& s = input.scene;
  const bool phone = input.screen == Screen::phone;
  const bool projector = input.screen == Screen::projector;
  const float k = phone ? std::clamp(s.h / 470, 0.62F, 1.3F) : std::clamp(s.h / 556, 0.55F, 1.7F);
  l.zoom = k;
  l.type.title *= std::clamp(k, 1.0F, 1.25F);
  if (phone) l.type = {16, 14, 16, 22, 14, 14, 15, 16};
  if (projector) l.type = {30, 26, 34, 56, 26, 26, 28, 32};
  const float frame = phone ? 9 : 16 * k;
  const float side = phone ? std::max(8.0F, 0.02F * s.w) : 0;
  l.bookcase = {s.x + side, s.y + 4, s.w - 2 * side, (phone ? 0.535F : 0.515F) * s.h};
  l.shelf_h = (phone ? 15 : 22) * k;
  l.shelf_y = l.bookcase.y + l.bookcase.h - l.shelf_h;
  l.inside = {l.bookcase.x + frame, l.bookcase.y + 0.85F * frame, l.bookcase.w - 2 * frame,
              l.shelf_y - l.bookcase.y - 0.85F * frame};
  l.percent_y = l.inside.y + 0.86F * l.type.large + 2;
  const float top = s.y + (phone ? 0.665F : 0.706F) * s.h;
  l.desk_front = (phone ? 9 : 15) * k;
  const float bottom = phone ? s.y + s.h - 2 : std::min(s.y + s.h + 8, input.canvas.y + input.canvas.h);
  l.desk = {l.bookcase.x, top, l.bookcase.w, bottom - top};
  l.margin = phone ? 13 : projector ? 34 : 22;
  const float page_h = l.desk.h - l.desk_front;
  if (phone) {
    l.book = {l.desk.x + 7, top - 2, l.desk.w - 14, page_h};
  } else {
    l.book = {s.x + 0.325F * s.w, top - 2, 0.675F * s.w - 28, page_h};
    l.card = {s.x + 0.045F * s.w, top + 0.19F * page_h, 0.262F * s.w, 0.7F * page_h};
  }
}

float longest_word(std::string_view title, float size, const Measure& measure) {
  float longest = 0;
  while (!title.empty()) {
    const auto end = std::min(title.find(' '), title.size());
    longest = std::max(longest, measure(title.substr(0, end), Font::serif, size, 400));
    title.remove_prefix(std::min(end + 1, title.size()));
  }
  return longest;
}

// The title along its spine, in one line or two.
void put_title(BookPlace& book, const std::string& title, float largest, bool projector, const Measure& measure) {
  const float across = 0.72F * book.width - 2;  // of the paper label, and along it
  const float along = 0.76F * book.height - 12;
  const float least_size = projector ? 24 : 14;
  book.title_size = std::clamp(std::floor(0.62F * across), least_size, largest);
  const float whole = measure(title, Font::serif, book.title_size, 400);
  if (whole > along)
    book.title_size = std::max({least_size, 0.8F * book.title_size, std::floor(book.title_size * along / whole)});
  // A word is never broken where a smaller one can be read.
  const float longest = longest_word(title, book.title_size, measure);
  if (longest > along) {
    const float readable = projector ? least_size : 11;
    book.title_size = std::max(readable, std::floor(book.title_size * along / longest));
  }
  const bool two = across >= 2.25F * book.title_size && measure(title, Font::serif, book.title_size, 400) > along;
  book.title = wrapped(title, two ? 2 : 1, along, Font::serif, book.title_size, 400, measure);
}

}  // namespace

LibraryLayout layout_library(const SceneInput& input, const Measure& measure, int strongest) {
  LibraryLayout l;
  place_furniture(l, input);
  for (int i = 0; i < static_cast<int>(input.trace->size()); ++i) {
    if (i == input.row.token) continue;
    BookPlace book;
    book.token = i;
    l.books.push_back(std::move(book));
  }
  if (l.books.empty()) return l;

  const auto wide = [&](const char* text, float size, int weight) { return measure(text, Font::sans, size, weight); };
  // Side by side stand at most: a whole and nothing, two halves, two scores.
  const float least = std::max({wide("50 %", l.type.small, 500) + 4,
                                (wide("100 %", l.type.small, 500) + wide("0 %", l.type.small, 500)) / 2 + 4,
                                wide("\u22120.88", std::min(l.type.small, 13.0F), 500) + 3});
  const auto count = static_cast<float>(l.books.size());
  const float most = most_pitch * std::max(1.0F, l.zoom);
  l.pitch = std::clamp(l.inside.w / count, least, most);
  l.scroll_max = std::max(0.0F, count * l.pitch - l.inside.w);
  l.scroll_snap = l.scroll_max > 0 ? l.pitch : 0;
  l.scroll = std::clamp(input.scroll, 0.0F, l.scroll_max);
  const float first = l.inside.x + std::max(0.0F, (l.inside.w - count * l.pitch) / 2) + l.pitch / 2;
  if (input.follow && strongest >= 0 && l.scroll_max > 0) {
    for (std::size_t n = 0; n < l.books.size(); ++n) {
      if (l.books[n].token != strongest) continue;
      const float x = (static_cast<float>(n) + 0.5F) * l.pitch;
      l.scroll = std::clamp(std::clamp(l.scroll, x + l.pitch - l.inside.w, x - l.pitch), 0.0F, l.scroll_max);
    }
  }

  // A whole weight slides a book by 58 px and makes it a fifth larger; its percent stays clear of it.
  const float room = l.shelf_y - l.percent_y - 0.5F * l.type.large - 4 + 8.7F * l.zoom;
  const float tallest = std::max(40.0F, std::min(186 * l.zoom, room / 1.2F));
  const float thick = std::min(0.83F * l.pitch, most_width * std::max(1.0F, l.zoom));
  for (std::size_t n = 0; n < l.books.size(); ++n) {
    BookPlace& book = l.books[n];
    book.x = first + static_cast<float>(n) * l.pitch - l.scroll;
    book.width = thick * widths[n % widths.size()];
    book.height = tallest * heights[n % heights.size()];
    const float inside = std::min(book.x - l.inside.x, l.inside.x + l.inside.w - book.x) - l.pitch / 2;
    book.opacity = l.scroll_max > 0 ? std::clamp(1 + (inside + 0.5F) / leaving, 0.0F, 1.0F) : 1;

    put_title(book, input.trace->tokens[static_cast<std::size_t>(book.token)].text, l.type.title,
              input.screen == Screen::projector, measure);
  }
  return l;
}

}  // namespace theatre::scenes
