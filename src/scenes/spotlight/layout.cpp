#include "scenes/spotlight/layout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "scenes/kit/measure.hpp"
#include "scenes/kit/words.hpp"

namespace theatre::scenes {

namespace {

constexpr float percent_end = 0.55F;  // of the least distance: half the widest percent
constexpr float leaving = 28;         // px in which an actor at the end of the window fades

// Half the width of each word in its place, and the least distance from each to the next.
struct Widths {
  std::vector<float> half;      // of the word alone
  std::vector<float> distance;  // one fewer than words
  float end = 0;                // at both ends at least this much belongs to the outermost word: its percent
};

// The least distance between two actors whatever their percents: only one can have more than half.
float percent_distance(const StageType& type, const Measure& measure) {
  const auto half = [&](const char* text, float size, int weight) {
    return measure(text, Font::sans, size, weight) / 2;
  };
  const float beside_most = half("99 %", type.large, 650) + half("49 %", type.middle, 600);
  const float beside_all = half("100 %", type.large, 650) + half("0 %", type.small, 500);
  return std::max(beside_most, beside_all) + 0.25F * type.small;
}

Widths widths_of(const std::vector<float>& words, std::size_t first, std::size_t count, float longest, float least,
                 float gap) {
  Widths w;
  w.end = percent_end * least;
  for (std::size_t i = 0; i < count; ++i) {
    w.half.push_back(std::min(words[first + i], longest) / 2);
    if (i > 0) w.distance.push_back(std::max(least, w.half[i - 1] + w.half[i] + gap));
  }
  return w;
}

// From the left end of the first word (or its percent) to the right end of the last.
float extent(const Widths& w) {
  return std::max(w.half.front(), w.end) + std::accumulate(w.distance.begin(), w.distance.end(), 0.0F) +
         std::max(w.half.back(), w.end);
}

// The same words with at least `space` between any two.
Widths spaced(Widths w, float space) {
  for (std::size_t i = 0; i < w.distance.size(); ++i) {
    w.distance[i] = std::max(w.distance[i], w.half[i] + w.half[i + 1] + space);
  }
  return w;
}

// The same words with at least `pitch` from each to the next.
Widths pitched(Widths w, float pitch) {
  for (float& d : w.distance) d = std::max(d, pitch);
  return w;
}

// Middles of the words between `left` and `right`, spread by `spread` (spaced or pitched) as far as there is
// room but by no more than `most`; what is left over stays at both ends.
std::vector<float> places_between(Widths w, float left, float right, float most, Widths (*spread)(Widths, float)) {
  float fits = 0;
  float too_wide = most;
  if (extent(spread(w, most)) <= right - left) {
    fits = most;
  } else {
    for (int i = 0; i < 16; ++i) {
      const float middle = (fits + too_wide) / 2;
      (extent(spread(w, middle)) <= right - left ? fits : too_wide) = middle;
    }
  }
  w = spread(std::move(w), fits);
  std::vector<float> x{left + (right - left - extent(w)) / 2 + std::max(w.half.front(), w.end)};
  for (const float d : w.distance) x.push_back(x.back() + d);
  return x;
}

// The widest cut of words with which they stand between `left` and `right`.
float longest_that_fits(const std::vector<float>& words, std::size_t first, std::size_t count, float longest,
                        float least, float gap, float width) {
  float fits = 20;
  float too_long = longest;
  if (extent(widths_of(words, first, count, longest, least, gap)) <= width) return longest;
  for (int i = 0; i < 12; ++i) {
    const float middle = (fits + too_long) / 2;
    (extent(widths_of(words, first, count, middle, least, gap)) <= width ? fits : too_long) = middle;
  }
  return fits;
}

}  // namespace

bool is_added(const trace::Token& token) { return token.kind == trace::TokenKind::added; }

namespace {

// The words of one stage, measured once.
struct Words {
  const std::vector<trace::Token>& tokens;
  const Measure& measure;
  std::vector<float> widths;  // at the metrics' size of type
  float least = 0;            // between two actors

  void measure_for(const StageMetrics& m) {
    widths.clear();
    for (const trace::Token& token : tokens) {
      widths.push_back(is_added(token) ? measure(token.text, Font::mono, m.type.added, 500)
                                       : measure(token.text, Font::sans, m.type.word, 600));
    }
    least = percent_distance(m.type, measure);
  }
};

// The first word of each row, row after row, page after page; the last entry is the number of words.
struct Seating {
  int tiers = 1;
  std::size_t pages = 1;
  std::vector<std::size_t> starts;
};

// As extent(widths_of(…)), without keeping the widths: it is asked for many rows.
float row_extent(const Words& words, const StageMetrics& m, std::size_t first, std::size_t count, float longest) {
  const float end = percent_end * words.least;
  const auto half = [&](std::size_t i) { return std::min(words.widths[i], longest) / 2; };
  float x = std::max(half(first), end) + std::max(half(first + count - 1), end);
  for (std::size_t i = first + 1; i < first + count; ++i) x += std::max(words.least, half(i - 1) + half(i) + m.gap);
  return x;
}

// Where rows of at most `room` px begin, filled one after the other.
std::vector<std::size_t> filled(const Words& words, const StageMetrics& m, std::size_t first, std::size_t count,
                                std::size_t most_in_row, float room) {
  std::vector<std::size_t> starts;
  std::size_t begin = first;
  while (begin < first + count) {
    starts.push_back(begin);
    std::size_t size = 1;
    while (begin + size < first + count && size < most_in_row &&
           row_extent(words, m, begin, size + 1, m.longest) <= room) {
      ++size;
    }
    begin += size;
  }
  return starts;
}

// Cuts words first … first + count into at most `tiers` rows where that can be, the widest as narrow as possible.
std::vector<std::size_t> rows_of(const Words& words, const StageMetrics& m, std::size_t first, std::size_t count,
                                 std::size_t most_in_row) {
  float too_narrow = 0;
  float fits = row_extent(words, m, first, count, m.longest) + 1;
  for (int i = 0; i < 12; ++i) {
    const float middle = (too_narrow + fits) / 2;
    const bool enough = filled(words, m, first, count, most_in_row, middle).size() <= static_cast<std::size_t>(m.tiers);
    (enough ? fits : too_narrow) = middle;
  }
  return filled(words, m, first, count, most_in_row, fits);
}

bool fits_one_row(const Words& words, const StageMetrics& m) {
  constexpr std::size_t most_in_one_row = 32;  // smaller actors could not be told apart
  const std::size_t n = words.widths.size();
  return n <= most_in_one_row && row_extent(words, m, 0, n, m.longest) <= m.right - m.left;
}

// Words are cut before a sentence needs pages, but not to less than this; less so where tiers are crowded for it.
constexpr float shortest_cut = 44, crowded_cut = 90;

bool rows_fit(const Words& words, const StageMetrics& m, const std::vector<std::size_t>& starts, std::size_t end,
              float shortest) {
  for (std::size_t row = 0; row < starts.size(); ++row) {
    const std::size_t count = (row + 1 < starts.size() ? starts[row + 1] : end) - starts[row];
    const float view = m.right - m.left - 2 * m.inset[std::min<std::size_t>(row, most_stage_tiers - 1)];
    if (row_extent(words, m, starts[row], count, std::min(m.longest, shortest)) > view) return false;
  }
  return true;
}

// The fewest pages, and on them the fewest tiers, that hold all words.
Seating seat(const SceneInput& input, Words& words, StageMetrics& m) {
  const std::size_t n = words.tokens.size();
  const std::size_t a_tier = words_a_tier(input);
  Seating s;
  m = stage_metrics(input, 1, false);
  words.measure_for(m);
  const bool one = input.screen == Screen::phone ? n <= a_tier : fits_one_row(words, m);
  if (one) {
    s.starts = {0, n};
    return s;
  }
  const std::size_t room = most_stage_tiers * (a_tier + 1);
  s.pages = (n + room - 1) / room;
  for (;; s.pages += 1 + s.pages / 4) {
    const std::size_t a_page = (n + s.pages - 1) / s.pages;
    const std::size_t wanted = std::min<std::size_t>((a_page + a_tier - 1) / a_tier, most_stage_tiers);
    const float shortest = a_page > most_stage_tiers * a_tier ? crowded_cut : shortest_cut;
    for (s.tiers = static_cast<int>(std::max<std::size_t>(2, wanted)); s.tiers <= most_stage_tiers; ++s.tiers) {
      m = stage_metrics(input, s.tiers, s.pages > 1);
      words.measure_for(m);
      s.starts.clear();
      bool fit = true;
      for (std::size_t first = 0; first < n; first += a_page) {
        const std::size_t count = std::min(a_page, n - first);
        std::vector<std::size_t> rows = rows_of(words, m, first, count, a_tier + 2);
        fit = fit && rows.size() <= static_cast<std::size_t>(s.tiers) &&
              rows_fit(words, m, rows, first + count, shortest);
        rows.resize(static_cast<std::size_t>(s.tiers), first + count);  // a last page may have empty tiers
        s.starts.insert(s.starts.end(), rows.begin(), rows.end());
      }
      s.starts.push_back(n);
      if (fit || a_page == 1) return s;
    }
  }
}

// Puts words from `first` on at x into a tier; returns the least distance between two of them.
float put_words(StageLayout& layout, std::size_t first, const Widths& w, const std::vector<float>& x, int tier) {
  const StageMetrics& m = layout.metrics;
  float pitch = std::numeric_limits<float>::max();
  for (std::size_t i = 0; i < x.size(); ++i) {
    Place& p = layout.places[first + i];
    p.x = x[i];
    p.tier = tier;
    p.half_width = w.half[i];
    if (i > 0) pitch = std::min(pitch, x[i] - x[i - 1]);
    const float before = i > 0 ? x[i] - x[i - 1] - w.half[i - 1] : x[i] - m.left + m.gap;
    const float after = i + 1 < x.size() ? x[i + 1] - x[i] - w.half[i + 1] : m.right - x[i] + m.gap;
    p.room = std::max(2 * (std::min(before, after) - m.gap), 2 * w.half[i]);
  }
  return pitch;
}

// Where all words stand before anything is scrolled; returns the least distance between two actors.
float put_all(StageLayout& layout, const SceneInput& input, const Words& words, const Seating& seating) {
  const StageMetrics& m = layout.metrics;
  const bool on_phone = input.screen == Screen::phone;
  float pitch = input.scene.w;
  for (std::size_t row = 0; row + 1 < seating.starts.size(); ++row) {
    const std::size_t first = seating.starts[row];
    const std::size_t count = seating.starts[row + 1] - first;
    if (count == 0) continue;
    const std::size_t tier = row % static_cast<std::size_t>(seating.tiers);
    const float left = m.left + m.inset[tier];
    const float right = m.right - m.inset[tier];
    const float longest = longest_that_fits(words.widths, first, count, m.longest, words.least, m.gap, right - left);
    const Widths w = widths_of(words.widths, first, count, longest, words.least, m.gap);
    const std::vector<float> x = on_phone ? places_between(w, left, right, 66, pitched)
                                          : places_between(w, left, right, 5 * m.type.word, spaced);
    pitch = std::min(pitch, put_words(layout, first, w, x, static_cast<int>(tier)));
    const std::size_t page = row / static_cast<std::size_t>(seating.tiers);
    for (std::size_t i = 0; i < count; ++i) layout.places[first + i].x += static_cast<float>(page) * input.scene.w;
  }
  layout.scroll_snap = seating.pages > 1 ? input.scene.w : 0;
  layout.scroll_max = static_cast<float>(seating.pages - 1) * input.scene.w;
  return pitch;
}

float scroll_of(const StageLayout& layout, const SceneInput& input, std::size_t chosen, float time) {
  const float now = std::clamp(input.scroll, 0.0F, layout.scroll_max);
  if (!input.follow || layout.scroll_max <= 0) return now;
  const float wanted = std::floor((layout.places[chosen].x - input.scene.x) / input.scene.w) * input.scene.w;
  return now + (std::clamp(wanted, 0.0F, layout.scroll_max) - now) * time;
}

// What a place has besides x and tier: foot, height, its word as far as it fits, and whether it is in the window.
void finish(Place& p, const trace::Token& token, const StageLayout& layout, const Words& words) {
  const StageMetrics& m = layout.metrics;
  p.x -= layout.scroll;
  const float half = std::max(p.half_width, words.least / 4);
  const float inside = std::min(p.x - half - m.left, m.right - p.x - half);
  p.opacity = layout.scroll_max > 0 ? std::clamp(1 + (inside + 0.5F) / leaving, 0.0F, 1.0F) : 1;
  const float middle = (m.left + m.right) / 2;
  const float off_centre = (p.x - middle) / std::max(1.0F, m.right - middle);
  p.foot = m.feet_y[static_cast<std::size_t>(p.tier)] + m.arc * std::min(1.0F, off_centre * off_centre);
  const bool small = is_added(token) || (m.tiers > 1 && token.kind == trace::TokenKind::punctuation);
  const float nearer = 1 + 0.06F * (static_cast<float>(p.tier) - 0.5F * static_cast<float>(m.tiers - 1));
  p.height = m.figure * nearer * (small ? m.added : 1);
  const float room = 2 * p.half_width + 0.5F;
  // A word that is too wide is written smaller before it is cut.
  constexpr float smallest = 0.8F;
  const float wide = words.measure(token.text, Font::sans, m.type.word, 600);
  p.word_size = m.type.word * std::clamp(room / std::max(1.0F, wide), smallest, 1.0F);
  p.text = is_added(token) ? ellipsised(token.text, room, Font::mono, m.type.added, 500, words.measure)
                           : ellipsised(token.text, room, Font::sans, p.word_size, 600, words.measure);
}

}  // namespace

StageLayout layout_stage(const SceneInput& input, const Measure& measure, float scroll_time) {
  const std::vector<trace::Token>& tokens = words_on_stage(input).tokens;
  const std::size_t n = tokens.size();
  StageLayout layout;
  layout.places.resize(n);
  StageMetrics& m = layout.metrics;
  if (n == 0) {
    m = stage_metrics(input, 1, false);
    return layout;
  }
  Words words{tokens, measure, {}};
  const Seating seating = seat(input, words, m);
  const float least_pitch = put_all(layout, input, words, seating);
  const auto chosen = static_cast<std::size_t>(std::clamp(input.row.token, 0, static_cast<int>(n) - 1));
  layout.scroll = scroll_of(layout, input, chosen, scroll_time);
  m.figure = std::min({m.figure, 1.5F * least_pitch, 1.5F * input.scene.w});
  for (std::size_t i = 0; i < n; ++i) finish(layout.places[i], tokens[i], layout, words);
  return layout;
}

}  // namespace theatre::scenes
