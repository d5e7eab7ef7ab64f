#include "scenes/party/layout.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::scenes {

namespace {

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

}  // namespace

PartyLayout layout_party(const SceneInput& input, std::size_t voices) {
  PartyLayout l;
  const Rect& s = input.scene;
  const bool small = input.screen == Screen::phone;
  const bool hall = input.screen == Screen::projector;
  if (hall) l.type = {28, 36, 48, 26, 30, 26, 24};
  if (small) l.type = {14, 16, 18, 14, 15, 14, 13};
  if (!small && !hall && s.w > 1100) {  // a large stage is looked at from further away
    const float grow = std::clamp(s.h / 640, 1.0F, 1.25F);
    for (float* size :
         {&l.type.quiet, &l.type.middle, &l.type.loud, &l.type.title, &l.type.you, &l.type.heading, &l.type.word})
      *size = std::round(*size * grow);
  }
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

  const float bottom = s.y + s.h;
  l.word_y = bottom - 0.5F * l.type.word - 3;
  const float bars = hall ? 56.0F : small ? 26.0F : rows.size() > 3 ? 28.0F : 40.0F;
  l.words = {l.left, l.word_y - 0.75F * l.type.word - 3 - bars, width, bars};
  l.share_y = l.words.y - 11;
  l.hear_lines = hear_length(input, l.type.heading) > width ? 2 : 1;
  l.hear_y = l.share_y - 0.9F * l.type.heading - 5 - static_cast<float>(l.hear_lines - 1) * hear_lead * l.type.heading;
  l.stage_bottom = l.hear_y - 0.9F * l.type.heading - 4;

  const bool bulbs = rows.size() <= (small ? 4U : 3U);
  if (bulbs) l.bulbs_y = s.y + (small ? 0.0F : 12 * k);
  const float top = s.y + (small ? (bulbs ? 14.0F : 2.0F) : bulbs ? 40 * k : 8.0F);
  const float last_foot = l.stage_bottom - 1.6F * l.type.you;
  const float line = 1.35F * l.type.title;
  const float gap = 6;
  const float spoken = 1.35F * l.type.loud;

  // Every row gets what it would like, the nearest most, or all the same where that is too much.
  const auto wish = [&](std::size_t r) {
    return (0.34F + 0.66F * static_cast<float>(r + 1) / count) * 118 * k;
  };  // of its figures
  float all = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) all += line + gap + spoken + wish(r);
  const auto high_of = [&](std::size_t r) {
    const float room = last_foot - top;
    return all <= room ? (line + gap + spoken + wish(r)) * room / all : room / count;
  };

  l.listener_x = (l.left + l.right) / 2;
  l.listener_foot = last_foot;
  l.listener_height = std::min(118 * k, high_of(rows.size() - 1) - 8);
  // The first voices stand in front, beside the listener.
  std::vector<std::size_t> nearest_first{rows.size() - 1};
  for (std::size_t r = 0; r + 1 < rows.size(); ++r) nearest_first.push_back(r);
  for (const std::size_t r : nearest_first) {
    const bool front = r + 1 == rows.size();
    const float high = high_of(r);
    float foot = top - (front ? 6.0F : 0.0F);
    for (std::size_t above = 0; above <= r; ++above) foot += high_of(above);
    const bool speaks = high >= line + 1.3F * l.type.middle + 24;
    const float text = line + gap + (speaks ? spoken : 0);
    float figure = std::min(wish(r), high - text - 4);
    if (figure < 14) figure = 0;
    const float away =
        front && !small ? std::max(0.16F * width, 0.8F * l.listener_height) : 0;  // the listener's own place
    const std::size_t n = rows[r];
    for (std::size_t i = 0; i < n; ++i) {
      VoicePlace p;
      if (away > 0) {
        const std::size_t lefts = (n + 1) / 2;
        const bool on_left = i < lefts;
        const auto of = static_cast<float>(on_left ? lefts : n - lefts);
        p.room = (width - away) / 2 / of;
        const auto at = static_cast<float>(on_left ? i : i - lefts);
        p.x = on_left ? l.left + (at + 0.5F) * p.room : l.right - (of - at - 0.5F) * p.room;
      } else {
        p.room = width / static_cast<float>(n);
        p.x = l.left + (static_cast<float>(i) + 0.5F) * p.room;
      }
      // Not in rank and file, where there is room to stand freely.
      const float free = std::max(0.0F, std::min(14 * k, high - text - figure - 4));
      p.foot = foot - (i % 2 == 1 ? free : 0.0F);
      p.height = figure;
      p.title_y = p.foot - figure - gap - 0.5F * line;
      p.speech_foot = speaks ? p.title_y - 0.5F * line : -1;
      l.voices.push_back(p);
    }
    if (r == 0) l.horizon = foot - std::max(10.0F, 0.3F * figure) - 10 * k;
  }
  if (voices == 0) l.horizon = top + 0.4F * (last_foot - top);
  return l;
}

}  // namespace theatre::scenes
