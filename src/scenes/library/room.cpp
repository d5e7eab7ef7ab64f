#include "scenes/library/room.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::scenes {

namespace {

using Shade = Paint::Shade;

constexpr Colour black{0, 0, 0};
constexpr Colour warm = rgb(0xFFB24D);

Rect grown(const Rect& r, float by) { return {r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by}; }

}  // namespace

BookPose pose_book(const BookPlace& place, const LibraryLayout& layout, float shown, bool travel) {
  BookPose pose;
  pose.place = &place;
  pose.share = shown;
  pose.light = shown > 0 ? std::pow(shown, 0.7F) : 0;
  const float far = travel ? std::pow(std::max(0.0F, shown), 0.8F) : 0;
  pose.slide = (14 * std::clamp(40 * shown, 0.0F, 1.0F) * (travel ? 1.0F : 0.0F) + 44 * far) * layout.zoom;
  pose.scale = 1 + 0.2F * far;
  const float w = place.width * pose.scale;
  const float h = place.height * pose.scale;
  const float bottom = layout.shelf_y + 1 + pose.slide;
  pose.spine = {place.x - w / 2, bottom - h, w, h};
  const float above = 0.85F * pose.slide;
  pose.block = {pose.spine.x + 0.035F * w, pose.spine.y - above, 0.93F * w, above + 5};
  const float side = std::max(2.0F, 0.14F * w);
  pose.paper = {pose.spine.x + side, pose.spine.y + 0.12F * h, w - 2 * side, 0.76F * h};
  return pose;
}

void paint_wall_and_case(std::vector<Paint>& out, const LibraryLayout& l, const LibraryLook& look) {
  const Rect& c = l.bookcase;
  const float top = c.y + c.h - 20;
  const float end = std::min(48.0F, c.w / 8);  // px over which the wall melts into the page
  const float h = l.desk.y + 14 - top;
  const Ink wall{look.wall, 1}, none{look.wall, 0};
  out.push_back(shaded_box({c.x, top, end, h}, 0, Shade::across, none, wall));
  out.push_back(flat_box({c.x + end, top, c.w - 2 * end, h}, 0, wall));
  out.push_back(shaded_box({c.x + c.w - end, top, end, h}, 0, Shade::across, wall, none));
  // What the case throws on the wall.
  out.push_back(soft_box({c.x + 8, c.y + 30, c.w - 16, c.h - 18}, 12, 16, {black, look.shadow}));

  const float radius = std::min(9.0F, 0.5F * (l.inside.x - c.x));
  out.push_back(shaded_box(c, radius, Shade::down, {look.frame_top}, {look.frame_bottom}));
  out.push_back(
      shaded_box({c.x + radius, c.y + 1, c.w - 2 * radius, 1.5F}, 0.7F, Shade::flat, {look.frame_light, 0.55F}, {}));
  out.push_back(flat_box(grown(l.inside, 2), 3, {black, 0.42F}));
  out.push_back(shaded_box(l.inside, 2, Shade::down, {look.inside_top}, {look.inside_bottom}));
  // The dark under the upper board and beside the uprights.
  out.push_back(
      shaded_box({l.inside.x, l.inside.y, l.inside.w, 0.16F * l.inside.h}, 0, Shade::down, {black, 0.5F}, {black, 0}));
  const float side = std::min(26.0F, l.inside.w / 12);
  out.push_back(shaded_box({l.inside.x, l.inside.y, side, l.inside.h}, 0, Shade::across, {black, 0.4F}, {black, 0}));
  out.push_back(shaded_box({l.inside.x + l.inside.w - side, l.inside.y, side, l.inside.h}, 0, Shade::across, {black, 0},
                           {black, 0.4F}));
}

void paint_plank(std::vector<Paint>& out, const LibraryLayout& l, const LibraryLook& look) {
  const float overhang = 0.5F * (l.inside.x - l.bookcase.x);
  const Rect plank{l.inside.x - overhang, l.shelf_y, l.inside.w + 2 * overhang, l.shelf_h};
  out.push_back(shaded_box({l.inside.x, l.shelf_y - 10, l.inside.w, 10}, 0, Shade::down, {black, 0}, {black, 0.35F}));
  out.push_back(shaded_box(plank, 3, Shade::down, {look.plank_top}, {look.plank_bottom}));
  out.push_back(flat_box({plank.x + 2, plank.y, plank.w - 4, 1.5F}, 0.7F, {look.plank_light, 0.8F}));
  out.push_back(shaded_box({plank.x, plank.y + plank.h - 5, plank.w, 5}, 2, Shade::down, {black, 0}, {black, 0.22F}));
}

void paint_desk(std::vector<Paint>& out, const LibraryLayout& l, const LibraryLook& look) {
  const Rect& d = l.desk;
  const float slant = std::min(24.0F, 0.03F * d.w) * std::min(1.0F, l.zoom);
  const float edge = d.y + d.h - l.desk_front;
  out.push_back(soft_box({d.x + 20, d.y + d.h - 10, d.w - 40, 14}, 6, 12, {black, 0.6F * look.shadow}));
  out.push_back(board({d.x + slant, d.y}, {d.x + d.w - slant, d.y}, {d.x + d.w, edge}, {d.x, edge}, {look.desk_far},
                      {look.desk_near}));
  out.push_back(shaded_box({d.x, edge, d.w, l.desk_front}, 3, Shade::down, {look.front_top}, {look.front_bottom}));
  out.push_back(flat_box({d.x + 2, edge, d.w - 4, 1}, 0.5F, {look.plank_light, 0.5F}));
}

void paint_glow(std::vector<Paint>& out, const BookPose& book, const LibraryLayout& l, const LibraryLook& look) {
  const float part = std::clamp(40 * book.share, 0.0F, 1.0F) * book.place->opacity;
  if (part <= 0) return;
  const float opacity = (0.2F + 0.6F * book.light) * part * look.glow;
  const Rect& s = book.spine;
  const float reach = 0.5F * l.pitch + (46 + 84 * book.light) * l.zoom;
  const float middle = book.block.y + 0.28F * (s.y + s.h - book.block.y);
  // Light stays inside the case.
  const auto put = [&](float half_w, float half_h, float strength) {
    const float up = std::min(half_h, middle - l.inside.y), left = std::min(half_w, book.place->x - l.inside.x);
    const float right = std::min(half_w, l.inside.x + l.inside.w - book.place->x);
    const float w = std::min(left, right);
    Paint glow = shaded_box({book.place->x - w, middle - up, 2 * w, up + std::min(up, l.shelf_y - middle)}, 0,
                            Shade::radial, {warm, strength, true}, {warm, 0, true});
    out.push_back(glow);
  };
  put(reach, 1.15F * reach, 0.8F * opacity);
  put(0.85F * s.w, 1.1F * s.w, 0.55F * opacity);
}

void paint_book(std::vector<Paint>& out, const BookPose& book, int leather, const LibraryLook& look) {
  const float there = book.place->opacity;
  if (there <= 0) return;
  const Rect& s = book.spine;
  const float lit = book.light;
  if (book.slide > 1) {
    const float deep = std::min(1.0F, book.slide / 40);
    out.push_back(
        soft_box({s.x - 3, s.y + 16, s.w + 6, s.h - 8}, 6, 7 + 7 * deep, {black, (0.25F + 0.25F * deep) * there}));
    const Colour block = mixed(look.block, look.block_lit, lit);
    out.push_back(
        shaded_box(book.block, 1.5F, Shade::down, {times(block, 1.02F), there}, {times(block, 0.86F), there}));
    const int leaves = std::clamp(static_cast<int>(book.block.w / 14), 2, 7);
    for (int i = 1; i < leaves; ++i) {
      const float x = book.block.x + book.block.w * static_cast<float>(i) / static_cast<float>(leaves);
      out.push_back(flat_box({x, book.block.y + 2, 1, book.block.h - 4}, 0, {look.block_line, 0.35F * there}));
    }
    // The boards' ends to both sides of the pages.
    const Colour board = times(leathers[static_cast<std::size_t>(leather)], (0.7F + 0.4F * lit) * look.leather);
    out.push_back(flat_box({s.x, book.block.y - 1, 0.035F * s.w + 1, book.block.h + 1}, 1, {board, there}));
    out.push_back(
        flat_box({s.x + 0.965F * s.w - 1, book.block.y - 1, 0.035F * s.w + 1, book.block.h + 1}, 1, {board, there}));
  }
  const Colour& base = leathers[static_cast<std::size_t>(leather)];
  // At rest the leather is grey and dim; light brings its colour back.
  const float grey = 0.3F * base.r + 0.5F * base.g + 0.2F * base.b;
  const Colour own = mixed({grey, grey, grey}, base, 0.5F + 0.5F * std::min(1.0F, 1.6F * lit));
  const Colour side = times(own, (0.5F + 0.25F * lit) * look.leather);
  const Colour light = times(own, (1.05F + 0.4F * lit) * look.leather);
  out.push_back(shaded_box(s, std::min(4.0F, 0.08F * s.w + 1), Shade::round, {side, there}, {light, there}));
  // Gilt lines near both ends, and the dark edge of the head.
  for (const float y : {s.y + 0.065F * s.h, s.y + 0.925F * s.h}) {
    out.push_back(flat_box({s.x + 1, y, s.w - 2, 1.5F}, 0, {look.gilt, (0.3F + 0.45F * lit) * there}));
  }
  out.push_back(shaded_box({s.x + 1, s.y, s.w - 2, 0.06F * s.h}, 2, Shade::down, {black, 0.3F * there}, {black, 0}));
  out.push_back(flat_box(book.paper, 2, {mixed(look.label_rest, look.label_lit, std::min(1.0F, 1.5F * lit)), there}));
}

void paint_open_book(std::vector<Paint>& out, const LibraryLayout& l, const LibraryLook& look) {
  const Rect& b = l.book;
  const float middle = b.x + b.w / 2;
  const float board = std::min(6.0F, 0.008F * b.w + 1);
  out.push_back(soft_box({b.x - 4, b.y + 14, b.w + 8, b.h - 8}, 6, 11, {{0, 0, 0}, 1.2F * look.shadow}));
  out.push_back(flat_box({b.x - board, b.y + 7, b.w + 2 * board, b.h - 6}, 3, {look.cover}));
  // Two pages: they rise towards the spine and fall into it.
  const float rise = std::min(7.0F, 0.05F * b.h);
  const auto page = [&](float from, float to) {  // from the outer edge to the spine
    const float d = to - from;
    Paint p;
    p.kind = Paint::Kind::band;
    p.a = {Point{from, b.y + rise},
           {from + 0.3F * d, b.y + 0.3F * rise},
           {from + 0.75F * d, b.y - 0.9F * rise},
           {to, b.y + rise}};
    const float foot = b.y + b.h - 6;
    p.b = {Point{from, foot},
           {from + 0.3F * d, foot - 0.7F * rise},
           {from + 0.75F * d, foot - 1.6F * rise},
           {to, foot + 1}};
    p.shade = Paint::Shade::flat;
    p.from = {look.page};
    out.push_back(p);
    // The shade in the fold: over the last part of the page only.
    const auto part = [&](const std::array<Point, 4>& c, float t) {
      const float u = 1 - t;
      return u * u * u * c[0].y + 3 * u * u * t * c[1].y + 3 * u * t * t * c[2].y + t * t * t * c[3].y;
    };
    const float t = 0.9F;
    const float x = from + (3 * (1 - t) * (1 - t) * t * 0.3F + 3 * (1 - t) * t * t * 0.75F + t * t * t) * d;
    Paint fold;
    fold.kind = Paint::Kind::band;
    fold.shade = Paint::Shade::down;
    const auto straight = [&](float y0, float y1) {
      return std::array<Point, 4>{Point{x, y0},
                                  {x + (to - x) / 3, y0 + (y1 - y0) * 0.28F},
                                  {x + 2 * (to - x) / 3, y0 + (y1 - y0) * 0.6F},
                                  {to, y1}};
    };
    fold.a = straight(part(p.a, t), p.a[3].y);
    fold.b = straight(part(p.b, t), p.b[3].y);
    fold.from = {look.page_shade, 0};
    fold.to = {look.page_shade, 0.85F};
    out.push_back(fold);
  };
  page(b.x, middle);
  page(b.x + b.w, middle);
}

void paint_card(std::vector<Paint>& out, const LibraryLayout& l, const LibraryLook& look, const Colour& query,
                float query_light, int lines, float line_h) {
  const Rect& c = l.card;
  if (c.w <= 0) return;
  // Parts of a turned card keep their places on it.
  const float turn = l.card_turn * 3.14159265F / 180;
  const Point middle{c.x + c.w / 2, c.y + c.h / 2};
  const auto put = [&](Paint p) {
    const float x = p.rect.x + p.rect.w / 2 - middle.x, y = p.rect.y + p.rect.h / 2 - middle.y;
    p.rect.x = middle.x + x * std::cos(turn) - y * std::sin(turn) - p.rect.w / 2;
    p.rect.y = middle.y + x * std::sin(turn) + y * std::cos(turn) - p.rect.h / 2;
    p.turn = l.card_turn;
    out.push_back(p);
  };
  put(soft_box({c.x + 1, c.y + 8, c.w, c.h}, 6, 10, {black, 1.1F * look.shadow}));
  put(flat_box(c, 5, {look.card}));
  const float bar = std::min(10.0F, 0.09F * c.h);
  put(flat_box({c.x, c.y, c.w, bar + 5}, 5, {mixed(look.card_line, query, query_light)}));
  put(flat_box({c.x, c.y + bar, c.w, 6}, 0, {look.card}));
  for (int i = 1; i <= lines; ++i) {
    const float y = c.y + bar + 26 + static_cast<float>(i) * line_h;
    if (y < c.y + c.h - 8) put(flat_box({c.x + 16, y, c.w - 32, 1}, 0, {look.card_line}));
  }
}

}  // namespace theatre::scenes
