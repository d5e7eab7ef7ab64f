#include "scenes/party/layout.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::scenes {

namespace {

constexpr float row_gap = 6;  // px from a figure to its title

// How many voices stand in each row, the back first. The last row is the listener's, with voices at both sides.
std::vector<std::size_t> rows_of(std::size_t voices, std::size_t columns, std::size_t beside) {
  if (voices <= std::min<std::size_t>(columns, 3)) return {voices, 0};
  const std::size_t front = std::min(beside, voices / 3 * 2 > 2 ? beside : std::size_t{2});
  const std::size_t back = voices - std::min(voices, front);
  const std::size_t count = std::max<std::size_t>(1, (back + columns - 1) / columns);
  std::vector<std::size_t> rows;  // the back row first
  for (std::size_t r = 0; r < count; ++r) rows.push_back(back * (r + 1) / count - back * r / count);
  rows.push_back(voices - back);
  return rows;
}

// How long the sentence of what is heard can get, whoever is the loudest.
float hear_length(const SceneInput& input, float size) {
  float all = input.measure("What you hear", Font::sans, size, 600);
  for (std::size_t i = 1; i < input.trace->tokens.size(); ++i) {
    all += input.measure(input.trace->tokens[i].text, Font::sans, size, 400) +
           input.measure("+ 88 %", Font::sans, size, 600) + 1.3F * size;
  }
  return all;
}

PartyType type_of(const SceneInput& input) {
  const Rect& s = input.scene;
  if (input.screen == Screen::projector) return {28, 36, 48, 26, 30, 26, 24};
  if (input.screen == Screen::phone) return {14, 16, 18, 14, 15, 14, 13};
  PartyType type;
  if (s.w > 1100) {  // a large stage is looked at from further away
    const float grow = std::clamp(s.h / 640, 1.0F, 1.25F);
    for (float* size : {&type.quiet, &type.middle, &type.loud, &type.title, &type.you, &type.heading, &type.word})
      *size = std::round(*size * grow);
  }
  return type;
}

// What is heard, below the stage; `bars`: the height of its bars.
void put_heard(PartyLayout& l, const SceneInput& input, float bars) {
  const float width = l.right - l.left;
  l.word_y = input.scene.y + input.scene.h - 0.5F * l.type.word - 3;
  l.words = {l.left, l.word_y - 0.75F * l.type.word - 3 - bars, width, bars};
  l.share_y = l.words.y - 11;
  l.hear_lines = hear_length(input, l.type.heading) > width ? 2 : 1;
  l.hear_y = l.share_y - 0.9F * l.type.heading - 5 - static_cast<float>(l.hear_lines - 1) * hear_lead * l.type.heading;
  l.stage_bottom = l.hear_y - 0.9F * l.type.heading - 4;
}

// What all voices of a row have in common.
struct Row {
  float foot = 0, figure = 0;
  float line = 0;  // height of a title
  float free = 0;  // they need not stand in rank and file
  float away = 0;  // width that is the listener's own, in the middle
  bool speaks = false;
};

// What fits into `high` px: titles always, speech and figures (of `wish` px at most) where there is room.
void fit_row(Row& row, const PartyType& type, float high, float wish, float zoom) {
  row.line = 1.35F * type.title;
  row.speaks = high >= row.line + 1.3F * type.middle + 24;
  const float text = row.line + row_gap + (row.speaks ? 1.35F * type.loud : 0);
  row.figure = std::min(wish, high - text - 4);
  if (row.figure < 14) row.figure = 0;
  row.free = std::max(0.0F, std::min(14 * zoom, high - text - row.figure - 4));
}

void put_row(PartyLayout& l, const Row& row, std::size_t n) {
  const float width = l.right - l.left;
  for (std::size_t i = 0; i < n; ++i) {
    VoicePlace p;
    if (row.away > 0) {
      const std::size_t lefts = (n + 1) / 2;
      const bool on_left = i < lefts;
      const auto of = static_cast<float>(on_left ? lefts : n - lefts);
      p.room = (width - row.away) / 2 / of;
      const auto at = static_cast<float>(on_left ? i : i - lefts);
      p.x = on_left ? l.left + (at + 0.5F) * p.room : l.right - (of - at - 0.5F) * p.room;
    } else {
      p.room = width / static_cast<float>(n);
      p.x = l.left + (static_cast<float>(i) + 0.5F) * p.room;
    }
    p.foot = row.foot - (i % 2 == 1 ? row.free : 0.0F);
    p.height = row.figure;
    p.title_y = p.foot - row.figure - row_gap - 0.5F * row.line;
    p.speech_foot = row.speaks ? p.title_y - 0.5F * row.line : -1;
    l.voices.push_back(p);
  }
}

}  // namespace

PartyLayout layout_party(const SceneInput& input, std::size_t voices) {
  PartyLayout l;
  const Rect& s = input.scene;
  const bool small = input.screen == Screen::phone;
  const bool hall = input.screen == Screen::projector;
  l.type = type_of(input);
  const std::size_t columns = small ? 2 : static_cast<std::size_t>(std::clamp((s.w - 40) / 165, 2.0F, 5.0F));
  const std::size_t beside = small ? 0 : columns >= 4 ? 4 : 2;
  const std::vector<std::size_t> rows = rows_of(voices, columns, beside);
  const auto count = static_cast<float>(rows.size());
  if (!small && !hall && rows.size() > 3)
    l.type.middle = std::min(l.type.middle, 18.0F), l.type.loud = std::min(l.type.loud, 22.0F);
  const float inset = small ? 12.0F : input.theme == Theme::light ? 20.0F : 0.0F;
  l.left = s.x + inset;
  l.right = s.x + s.w - inset;
  const float width = l.right - l.left;
  const float k = small ? 0.7F : std::clamp(s.h / 556, 0.8F, 1.4F);
  l.zoom = k;

  put_heard(l, input, hall ? 56.0F : small ? 26.0F : rows.size() > 3 ? 28.0F : 40.0F);

  const bool bulbs = rows.size() <= (small ? 4U : 3U);
  if (bulbs) l.bulbs_y = s.y + (small ? 0.0F : 12 * k);
  const float top = s.y + (small ? (bulbs ? 14.0F : 2.0F) : bulbs ? 40 * k : 8.0F);
  const float last_foot = l.stage_bottom - 1.6F * l.type.you;
  const float line = 1.35F * l.type.title;
  const float spoken = 1.35F * l.type.loud;

  // Every row gets what it would like, the nearest most, or all the same where that is too much.
  const auto wish = [&](std::size_t r) {
    return (0.34F + 0.66F * static_cast<float>(r + 1) / count) * 118 * k;
  };  // of its figures
  float all = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) all += line + row_gap + spoken + wish(r);
  const auto high_of = [&](std::size_t r) {
    const float room = last_foot - top;
    return all <= room ? (line + row_gap + spoken + wish(r)) * room / all : room / count;
  };

  l.listener_x = (l.left + l.right) / 2;
  l.listener_foot = last_foot;
  l.listener_height = std::min(118 * k, high_of(rows.size() - 1) - 8);
  // The first voices stand in front, beside the listener.
  std::vector<std::size_t> nearest_first{rows.size() - 1};
  for (std::size_t r = 0; r + 1 < rows.size(); ++r) nearest_first.push_back(r);
  for (const std::size_t r : nearest_first) {
    const bool front = r + 1 == rows.size();
    Row row;
    row.foot = top - (front ? 6.0F : 0.0F);
    for (std::size_t above = 0; above <= r; ++above) row.foot += high_of(above);
    fit_row(row, l.type, high_of(r), wish(r), k);
    if (front && !small) row.away = std::max(0.16F * width, 0.8F * l.listener_height);
    put_row(l, row, rows[r]);
    if (r == 0) l.horizon = row.foot - std::max(10.0F, 0.3F * row.figure) - 10 * k;
  }
  if (voices == 0) l.horizon = top + 0.4F * (last_foot - top);
  return l;
}

}  // namespace theatre::scenes
