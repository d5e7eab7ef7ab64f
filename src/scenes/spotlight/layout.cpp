#include "scenes/spotlight/layout.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "scenes/kit/measure.hpp"
#include "scenes/kit/words.hpp"

namespace theatre::scenes {

namespace {

constexpr float margin_of_added = 0.8F;  // height of ⟨start⟩ and ⟨end⟩ beside a word's actor
constexpr float leaving = 28;            // px in which an actor at the end of the window fades
constexpr std::size_t most_actors = 32;

StageMetrics wide(const Rect& scene, bool card) {
  StageMetrics m;
  const float k = std::clamp(scene.h / 556, 0.5F, 1.7F);
  m.zoom = k;
  m.rail_y = scene.y + 36 * k;
  m.lamp_size = 19 * std::clamp(k, 0.75F, 1.5F);
  m.mouth_y = m.rail_y + 2.5F * m.lamp_size;
  const float bottom = scene.y + scene.h;
  m.words_y[0] = bottom - 90;
  m.arc = 14 * k;
  m.feet_y[0] = m.words_y[0] - 36 - m.arc;
  m.horizon = m.feet_y[0] - 47 * k;
  m.figure = 91 * k;
  m.share_y = bottom - (card ? 10.0F : 6.0F);
  m.note_y = bottom - 29;
  const float inset = card ? 22.0F : 6.0F;
  m.left = scene.x + inset;
  m.right = scene.x + scene.w - inset;
  return m;
}

StageMetrics projector(const Rect& scene) {
  StageMetrics m;
  const float k = std::clamp(scene.h / 760, 0.6F, 1.7F);
  m.zoom = 1.6F * k;
  m.type = {42, 28, 60, 30, 36, 68, 28};
  m.rail_y = scene.y + 35 * k;
  m.lamp_size = 36 * k;
  m.mouth_y = m.rail_y + 2.5F * m.lamp_size;
  const float bottom = scene.y + scene.h;
  m.words_y[0] = bottom - 111;
  m.percent_drop = 48;
  m.large_drop = 66;
  m.arc = 24 * k;
  m.feet_y[0] = m.words_y[0] - 60 - m.arc;
  m.horizon = m.feet_y[0] - 88 * k;
  m.figure = 173 * k;
  m.gap = 20;
  m.longest = 340;
  m.note_y = bottom + 4;
  m.left = scene.x + 8;
  m.right = scene.x + scene.w - 8;
  return m;
}

StageMetrics phone(const Rect& scene, int tiers, bool scrolls) {
  StageMetrics m;
  const float k = std::clamp(scene.h / 300, 0.7F, 1.6F);
  m.zoom = 0.6F * k;
  m.type = {16, 14, 20, 14, 15, 20, 14};
  m.rail_y = scene.y + 14 * k;
  m.lamp_size = 13.5F;
  m.mouth_y = m.rail_y + 30;
  const float bottom = scene.y + scene.h;
  m.tiers = tiers;
  m.percent_drop = 19;
  m.large_drop = 21;
  m.figure = (tiers == 2 ? 53.0F : 72.0F) * k;
  // What lies outside the window stands under the words, where there is something outside.
  const float below = (tiers == 2 ? 34.0F : 60.0F) + (scrolls ? 14.0F : 0.0F);
  for (int tier = 0; tier < tiers; ++tier) {
    m.words_y[tier] = bottom - below - static_cast<float>(tiers - 1 - tier) * 111 * k;
    m.feet_y[tier] = m.words_y[tier] - 17;
  }
  m.horizon = m.feet_y[0] - (tiers == 2 ? 33.0F : 40.0F) * k;
  m.gap = 6;
  m.longest = 150;
  m.note_y = bottom - 7;
  m.left = scene.x + 14;
  m.right = scene.x + scene.w - 14;
  return m;
}

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
  w.end = 0.4F * least;
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

float follow(float scroll, float x, float view, float max) {
  const float margin = view / 4;
  return std::clamp(std::clamp(scroll, x - (view - margin), x - margin), 0.0F, max);
}

}  // namespace

bool is_added(const trace::Token& token) { return token.kind == trace::TokenKind::added; }

namespace {

// On the phone: pages of two tiers, at least 52 px a column; as even as they can be.
struct Pages {
  std::size_t columns = 0, pages = 1;
  int tiers = 1;
};
Pages pages_of(std::size_t words, float width) {
  Pages p;
  const auto most_columns = static_cast<std::size_t>(std::clamp(width / 52, 3.0F, 8.0F));
  p.tiers = words > most_columns ? 2 : 1;
  p.pages = (words + 2 * most_columns - 1) / (2 * most_columns);
  const std::size_t a_page = (words + p.pages - 1) / std::max<std::size_t>(p.pages, 1);
  p.columns = p.tiers == 2 ? (a_page + 1) / 2 : words;
  return p;
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
    const float before = i > 0 ? x[i] - x[i - 1] - w.half[i - 1] : x[i] - m.left + w.half[i];
    const float after = i + 1 < x.size() ? x[i + 1] - x[i] - w.half[i + 1] : m.right - x[i] + w.half[i];
    p.room = std::max(2 * (std::min(before, after) - m.gap), 2 * w.half[i]);
  }
  return pitch;
}

// Where all words stand before anything is scrolled; returns the least distance between two actors.
float put_all(StageLayout& layout, const SceneInput& input, const std::vector<float>& words, const Pages& pages,
              float least) {
  const StageMetrics& m = layout.metrics;
  const std::size_t n = words.size();
  const float view = m.right - m.left;
  if (input.screen != Screen::phone) {
    const Widths w = widths_of(words, 0, n, m.longest, least, m.gap);
    layout.scroll_max = std::max(0.0F, extent(w) - view);
    return put_words(layout, 0, w,
                     places_between(w, m.left, std::max(m.right, m.left + extent(w)), 5 * m.type.word, spaced), 0);
  }
  float pitch = input.scene.w;
  const auto tiers = static_cast<std::size_t>(pages.tiers);
  for (std::size_t first = 0, row = 0; first < n; first += pages.columns, ++row) {
    const std::size_t count = std::min(pages.columns, n - first);
    const float longest = longest_that_fits(words, first, count, m.longest, least, m.gap, view);
    const Widths w = widths_of(words, first, count, longest, least, m.gap);
    const std::size_t page = row / tiers;
    const std::vector<float> x = places_between(w, m.left, m.right, 66, pitched);
    pitch = std::min(pitch, put_words(layout, first, w, x, static_cast<int>(row % tiers)));
    for (std::size_t i = 0; i < count; ++i) layout.places[first + i].x += static_cast<float>(page) * input.scene.w;
  }
  layout.scroll_snap = pages.pages > 1 ? input.scene.w : 0;
  layout.scroll_max = static_cast<float>(pages.pages - 1) * input.scene.w;
  return pitch;
}

float scroll_of(const StageLayout& layout, const SceneInput& input, std::size_t chosen, float time) {
  const StageMetrics& m = layout.metrics;
  const float now = std::clamp(input.scroll, 0.0F, layout.scroll_max);
  if (!input.follow || layout.scroll_max <= 0) return now;
  const float x = layout.places[chosen].x;
  const float wanted = input.screen == Screen::phone ? std::floor(x / input.scene.w) * input.scene.w
                                                     : follow(now, x - m.left, m.right - m.left, layout.scroll_max);
  return now + (std::clamp(wanted, 0.0F, layout.scroll_max) - now) * time;
}

}  // namespace

StageLayout layout_stage(const SceneInput& input, const Measure& measure, float scroll_time) {
  const std::vector<trace::Token>& tokens = words_on_stage(input).tokens;
  const std::size_t n = tokens.size();
  const bool on_phone = input.screen == Screen::phone;
  const Pages pages = on_phone ? pages_of(n, input.scene.w) : Pages{};

  StageLayout layout;
  layout.metrics = on_phone                            ? phone(input.scene, pages.tiers, pages.pages > 1)
                   : input.screen == Screen::projector ? projector(input.scene)
                                                       : wide(input.scene, input.theme == Theme::light);
  StageMetrics& m = layout.metrics;
  layout.places.resize(n);
  if (n == 0) return layout;

  std::vector<float> words(n);
  for (std::size_t i = 0; i < n; ++i) {
    words[i] = is_added(tokens[i]) ? measure(tokens[i].text, Font::mono, m.type.added, 500)
                                   : measure(tokens[i].text, Font::sans, m.type.word, 600);
  }
  const float least = percent_distance(m.type, measure);
  const float least_pitch = put_all(layout, input, words, pages, least);
  const auto chosen = static_cast<std::size_t>(std::clamp(input.row.token, 0, static_cast<int>(n) - 1));
  layout.scroll = scroll_of(layout, input, chosen, scroll_time);

  m.figure = std::min({m.figure, 1.5F * least_pitch, 1.5F * input.scene.w});
  const float middle = (m.left + m.right) / 2;
  for (std::size_t i = 0; i < n; ++i) {
    Place& p = layout.places[i];
    p.x -= layout.scroll;
    const float half = std::max(p.half_width, least / 4);
    const float inside = std::min(p.x - half - m.left, m.right - p.x - half);
    p.opacity = layout.scroll_max > 0 ? std::clamp(1 + (inside + 0.5F) / leaving, 0.0F, 1.0F) : 1;
    const float off_centre = (p.x - middle) / std::max(1.0F, m.right - middle);
    p.foot = m.feet_y[p.tier] + m.arc * std::min(1.0F, off_centre * off_centre);
    p.height = m.figure * (is_added(tokens[i]) ? margin_of_added : 1);
    p.text = is_added(tokens[i])
                 ? ellipsised(tokens[i].text, 2 * p.half_width + 0.5F, Font::mono, m.type.added, 500, measure)
                 : ellipsised(tokens[i].text, 2 * p.half_width + 0.5F, Font::sans, m.type.word, 600, measure);
  }

  // Never more actors than can be drawn: those nearest to the chosen word stay.
  std::vector<std::size_t> seen;
  for (std::size_t i = 0; i < n; ++i) {
    if (layout.places[i].opacity > 0) seen.push_back(i);
  }
  if (seen.size() > most_actors) {
    const float centre = std::clamp(layout.places[chosen].x, m.left, m.right);
    std::stable_sort(seen.begin(), seen.end(), [&](std::size_t a, std::size_t b) {
      return std::abs(layout.places[a].x - centre) < std::abs(layout.places[b].x - centre);
    });
    for (std::size_t i = most_actors; i < seen.size(); ++i) layout.places[seen[i]].opacity = 0;
  }
  return layout;
}

}  // namespace theatre::scenes
