#include "scenes/panel/layout.hpp"

#include <algorithm>
#include <cmath>

#include "scenes/kit/measure.hpp"
#include "scenes/kit/words.hpp"

namespace theatre::scenes {

namespace {

constexpr std::size_t page_seats = 4;  // side by side where all eight don't fit
constexpr float narrowest_pitch = 78;  // px from seat to seat; less, and the seats are turned over in pages

bool is_added(const trace::Token& token) { return token.kind == trace::TokenKind::added; }

void vertical(PanelLayout& l, const SceneInput& input, std::size_t word_lines, float line_pitch) {
  const Rect& s = input.scene;
  const bool small = input.screen == Screen::phone;
  const bool hall = input.screen == Screen::projector;
  const float k = small ? 0.72F : std::clamp(s.h / 556, 0.8F, 1.35F);
  l.zoom = k;
  l.paddle_y = s.y + 6;
  l.paddle_h = hall ? 92.0F : small ? 46.0F : 54.0F;
  l.figure = 95 * k;
  const float head_top = l.paddle_y + l.paddle_h + 13 * k;
  l.foot = head_top + l.figure;
  l.table_y = head_top + 65 * k;
  l.table_front = l.table_y + 20 * k;
  l.plate_y = l.table_front + 6;
  l.plate_h = hall ? 176.0F : small ? 96.0F : 100.0F;
  l.table_bottom = l.plate_y + l.plate_h + 8;

  const float bottom = s.y + s.h;
  const float strip = hall ? 40.0F : small ? 20.0F : 30.0F;
  float report_top = 0;
  if (small) {
    const float answer_y = bottom - strip - 2;
    l.answer = {l.left, answer_y, l.right - l.left, strip};
    l.answer_heading = answer_y - 13;
    l.box = {l.right - 34, answer_y - 36, 34, 28};
    l.index_y = l.box.y - 12;
    const float report_y = l.index_y - 12 - strip;
    l.report = {l.left, report_y, l.right - l.left, strip};
    l.report_heading = report_y - 14;
    report_top = l.report_heading - 12;
  } else {
    const float width = l.right - l.left;
    const float y = bottom - 16 - (hall ? 20.0F : 0.0F) - strip;
    l.report = {l.left, y, 0.432F * width, strip};
    l.answer = {l.left + 0.61F * width, y, 0.354F * width, strip};
    const float side = std::min(hall ? 66.0F : 50.0F, 0.09F * width);
    const float middle = (l.report.x + l.report.w + l.answer.x) / 2;
    l.box = {middle - side / 2, y + strip / 2 - side / 2, side, side};
    l.report_heading = l.answer_heading = y - (hall ? 24.0F : 18.0F);
    l.index_y = y + strip + (hall ? 20.0F : 14.0F);
    report_top = l.report_heading - 12;
  }

  const float room = report_top - l.table_bottom;
  const float last_word = report_top - (small ? 20.0F : std::clamp(0.22F * room, 22.0F, 70.0F));
  l.words_note_y = report_top - 2;
  for (WordPlace& word : l.words) {
    if (!word.shown()) continue;
    word.y = last_word - (static_cast<float>(word_lines) - 1 - word.y) * line_pitch;  // y held its line
    word.foot = word.y - 0.85F * l.type.word - 8;
  }
  const float first_foot = last_word - static_cast<float>(word_lines - 1) * line_pitch - 0.85F * l.type.word - 8;
  l.pool = small ? 52.0F : 75 * k;
  l.horizon = l.table_bottom + 0.55F * std::max(10.0F, first_foot - l.table_bottom);
}

using Lines = std::vector<std::vector<std::size_t>>;  // places of words, line by line

// What each word looks like, cut where it is too long; returns how wide each is.
std::vector<float> cut_words(PanelLayout& l, const std::vector<trace::Token>& tokens, const Measure& measure) {
  const float longest = std::min(l.right - l.left, 9 * l.type.word);
  std::vector<float> wide(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool added = is_added(tokens[i]);
    const Font font = added ? Font::mono : Font::sans;
    const float size = added ? l.type.added : l.type.word;
    const int weight = added ? 500 : 700;
    l.words[i].text = ellipsised(tokens[i].text, longest, font, size, weight, measure);
    wide[i] = std::max(12.0F, measure(l.words[i].text, font, size, weight));
  }
  return wide;
}

Lines fill_lines(const std::vector<float>& wide, float gap, float width) {
  Lines lines(1);
  float x = 0;
  for (std::size_t i = 0; i < wide.size(); ++i) {
    if (x > 0 && x + gap + wide[i] > width) {
      lines.emplace_back();
      x = 0;
    }
    x += (x > 0 ? gap : 0) + wide[i];
    lines.back().push_back(i);
  }
  return lines;
}

// The same in as many lines, as even as they can be where that fits: no line of one word below a full one.
Lines evened(Lines lines, const std::vector<float>& wide, float gap, float width) {
  const std::size_t a_line = (wide.size() + lines.size() - 1) / lines.size();
  Lines even(lines.size());
  for (std::size_t i = 0; i < wide.size(); ++i) even[i / a_line].push_back(i);
  for (const auto& line : even) {
    float sum = -gap;
    for (const std::size_t i : line) sum += wide[i] + gap;
    if (sum > width) return lines;
  }
  return even;
}

// Words of one line, spread over the width.
void put_line(PanelLayout& l, const std::vector<std::size_t>& line, const std::vector<float>& wide,
              std::size_t at_line) {
  const float width = l.right - l.left;
  float sum = 0;
  for (const std::size_t i : line) sum += wide[i];
  const auto spaces = static_cast<float>(line.size() - 1);
  const float space = spaces > 0 ? std::min(3.2F * l.type.word, (width - sum) / spaces) : 0;
  float at = l.left + (width - sum - spaces * space) / 2;
  for (const std::size_t i : line) {
    l.words[i].x = at + wide[i] / 2;
    l.words[i].y = static_cast<float>(at_line);
    l.words[i].width = wide[i];
    at += wide[i] + space;
  }
}

// Words in lines; a text with too many keeps the lines round the chosen word.
std::size_t flow_words(PanelLayout& l, const SceneInput& input, const Measure& measure, std::size_t most_lines) {
  const auto& tokens = words_on_stage(input).tokens;
  l.words.assign(tokens.size(), {});
  if (tokens.empty()) return 1;
  const float width = l.right - l.left;
  const float gap = input.screen == Screen::phone ? 10.0F : 16.0F;
  const std::vector<float> wide = cut_words(l, tokens, measure);
  Lines lines = fill_lines(wide, gap, width);
  std::size_t first = 0;
  const std::size_t count = std::min(lines.size(), most_lines);
  if (lines.size() > count) {
    std::size_t mine = 0;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      for (const std::size_t i : lines[k]) {
        if (static_cast<int>(i) == input.row.token) mine = k;
      }
    }
    first = std::min(mine > 0 ? mine - 1 : 0, lines.size() - count);
  } else if (count > 1) {
    lines = evened(std::move(lines), wide, gap, width);
  }
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (k >= first && k < first + count) {
      put_line(l, lines[k], wide, k - first);
    } else {
      (k < first ? l.words_before : l.words_after) += static_cast<int>(lines[k].size());
    }
  }
  return count;
}

}  // namespace

PanelLayout layout_panel(const SceneInput& input, const Measure& measure, const std::vector<std::size_t>& order,
                         const std::vector<std::size_t>& before, float time) {
  PanelLayout l;
  const Rect& s = input.scene;
  const bool small = input.screen == Screen::phone;
  const bool hall = input.screen == Screen::projector;
  if (hall) l.type = {42, 26, 40, 30, 24, 26, 30, 24, 24};
  if (small) l.type = {16, 13, 16, 15, 13, 14, 15, 14, 13};
  const float inset = small ? 14.0F : input.theme == Theme::light ? 16.0F : 0.0F;
  l.left = s.x + inset;
  l.right = s.x + s.w - inset;

  const std::size_t n = order.size();
  std::size_t a_page = n;
  l.pitch = (l.right - l.left) / static_cast<float>(std::max<std::size_t>(n, 1));
  if (small || l.pitch < (hall ? 1.9F : 1.0F) * narrowest_pitch) {
    a_page = std::min(n, page_seats);
    l.pitch = (l.right - l.left) / static_cast<float>(std::max<std::size_t>(a_page, 1));
  }
  l.pitch = std::min(l.pitch, hall ? 240.0F : small ? 110.0F : 150.0F);
  l.paddle_w = l.pitch - (small ? 8.0F : 16.0F);
  l.plate_w = l.pitch - (small ? 4.0F : 8.0F);
  const std::size_t pages = a_page == 0 ? 1 : (n + a_page - 1) / a_page;
  l.scroll_max = static_cast<float>(pages - 1) * s.w;
  l.scroll_snap = pages > 1 ? s.w : 0;

  const auto place = [&](std::size_t rank) {
    const std::size_t page = a_page == 0 ? 0 : rank / a_page;
    const std::size_t on_page = std::min(a_page, n - page * a_page);
    const float first = (l.left + l.right - l.pitch * static_cast<float>(on_page - 1)) / 2;
    return first + l.pitch * static_cast<float>(rank - page * a_page) + s.w * static_cast<float>(page);
  };
  l.seats.resize(input.seats.size());
  std::size_t chosen = 0;
  for (std::size_t rank = 0; rank < n; ++rank) {
    l.seats[order[rank]].x = place(rank);
    const Seat& seat = input.seats[order[rank]];
    if (seat.layer == input.row.layer && seat.head == input.row.head) chosen = rank;
  }
  if (before.size() == n && time < 1) {
    for (std::size_t rank = 0; rank < n; ++rank) {
      SeatPlace& seat = l.seats[before[rank]];
      seat.x = place(rank) + (seat.x - place(rank)) * time;
    }
  }
  const float now = std::clamp(input.scroll, 0.0F, l.scroll_max);
  const std::size_t page = a_page > 0 ? chosen / a_page : 0;
  const float wanted = input.follow && a_page > 0 ? static_cast<float>(page) * s.w : now;
  l.scroll = now + (std::clamp(wanted, 0.0F, l.scroll_max) - now) * time;
  for (SeatPlace& seat : l.seats) {
    seat.x -= l.scroll;
    const float inside = std::min(seat.x - l.plate_w / 2 - s.x, s.x + s.w - seat.x - l.plate_w / 2);
    seat.opacity = l.scroll_max > 0 ? std::clamp(1 + (inside + 0.5F) / 20, 0.0F, 1.0F) : 1;
  }

  const std::size_t lines = flow_words(l, input, measure, small ? 3 : 2);
  vertical(l, input, lines, small ? 46.0F : 2.6F * l.type.word);
  return l;
}

}  // namespace theatre::scenes
