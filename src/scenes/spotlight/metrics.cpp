#include "scenes/spotlight/metrics.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::scenes {
namespace {

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

StageMetrics phone(const Rect& scene) {
  StageMetrics m;
  const float k = std::clamp(scene.h / 300, 0.7F, 1.6F);
  m.zoom = 0.6F * k;
  m.type = {16, 14, 20, 14, 15, 20, 14};
  m.rail_y = scene.y + 14 * k;
  m.lamp_size = 13.5F;
  m.mouth_y = m.rail_y + 30;
  const float bottom = scene.y + scene.h;
  m.percent_drop = 19;
  m.large_drop = 21;
  m.figure = 72 * k;
  m.words_y[0] = bottom - 60;
  m.feet_y[0] = m.words_y[0] - 17;
  m.horizon = m.feet_y[0] - 40 * k;
  m.gap = 6;
  m.longest = 150;
  m.note_y = bottom - 7;
  m.left = scene.x + 14;
  m.right = scene.x + scene.w - 14;
  return m;
}

// What several tiers have to share out between the lamp and the lowest line.
struct Storeys {
  float end = 0;          // below the last percent
  float word_drop = 27;   // from the feet to the words' middle
  float below = 10;       // from the percents' middle to what may come next
  float air = 0;          // from the lamp to the first head
  float apart = 8;        // from a tier's last line to the next one's heads
  float figure = 84;      // at most
  float most_apart = 48;  // where actors are as tall as they may be
};

// Actors as tall as the room allows; what is left over goes between the tiers and under the lamp.
void stack(StageMetrics& m, const Storeys& s) {
  const auto n = static_cast<float>(m.tiers);
  const float block = s.word_drop + m.percent_drop + s.below;
  const float last = s.end - block;
  const float height = last - m.mouth_y;
  const float free = height - s.air - (n - 1) * (block + s.apart);
  m.figure = std::clamp(free / n, 12.0F, s.figure);
  const float left_over = std::max(0.0F, free - n * m.figure);
  const float apart = s.apart + std::min(s.most_apart, left_over / n);
  const float pitch = m.figure + block + apart;
  for (int tier = 0; tier < m.tiers; ++tier) {
    const auto t = static_cast<std::size_t>(tier);
    m.feet_y[t] = last - static_cast<float>(m.tiers - 1 - tier) * pitch;
    m.words_y[t] = m.feet_y[t] + s.word_drop;
  }
  m.arc = 0;
  m.horizon = m.top(0);
  m.added = 0.7F;
}

void wide_tiers(StageMetrics& m, const Rect& scene, bool scrolls) {
  const float k = std::clamp(scene.h / 556, 0.6F, 1.5F);
  constexpr StageType types[] = {
      {20, 14, 23, 15, 18, 22, 14}, {18, 14, 20, 15, 17, 19, 14}, {17, 14, 18, 14, 16, 17, 14}};
  m.type = types[std::clamp(m.tiers - 2, 0, 2)];
  m.rail_y = scene.y + 20 * k;
  m.mouth_y = m.rail_y + 2.5F * m.lamp_size;
  m.percent_drop = m.large_drop = std::round(1.26F * m.type.word);
  m.longest = 150;
  m.gap = 9;
  m.least_share = 0.03F;
  m.note_y = m.share_y - 18;
  Storeys s;
  s.end = m.share_y - (scrolls ? 26.0F : 14.0F);
  s.word_drop = std::round((m.tiers == 4 ? 1.3F : 1.5F) * m.type.word);
  s.air = 0.17F * (s.end - m.mouth_y);
  s.apart = m.tiers == 4 ? 4.0F : 9.0F;
  s.figure = 84 * k;
  stack(m, s);
  for (int tier = 0; tier < m.tiers; ++tier) {
    m.inset[static_cast<std::size_t>(tier)] = 12.0F * static_cast<float>(m.tiers - 1 - tier);
  }
}

void projector_tiers(StageMetrics& m, const Rect& scene) {
  const float k = std::clamp(scene.h / 760, 0.6F, 1.5F);
  const float word = std::max(24.0F, (m.tiers == 2 ? 40.0F : m.tiers == 3 ? 34.0F : 30.0F) * k);
  const auto part = [&](float of) { return std::max(24.0F, std::round(of * word)); };
  m.type = {word, part(0.75F), part(1.15F), part(0.8F), part(0.9F), part(1.1F), part(0.7F)};
  m.rail_y = scene.y + 12 * k;
  m.lamp_size = 30 * k;
  m.mouth_y = m.rail_y + 2.5F * m.lamp_size;
  m.percent_drop = m.large_drop = std::round(1.22F * word);
  m.least_share = 0.03F;
  Storeys s;
  s.end = scene.y + scene.h - 4;
  s.word_drop = std::round(1.4F * word);
  s.below = 0.55F * m.type.large;
  s.air = 0.15F * (s.end - m.mouth_y);
  s.apart = 8 * k;
  s.figure = 130 * k;
  stack(m, s);
  for (int tier = 0; tier < m.tiers; ++tier) {
    m.inset[static_cast<std::size_t>(tier)] = 24.0F * static_cast<float>(m.tiers - 1 - tier);
  }
}

void phone_tiers(StageMetrics& m, const Rect& scene, bool scrolls) {
  if (m.tiers > 2) m.type = {15, 14, 17, 14, 14, 17, 14};
  m.least_share = 0.05F;
  m.percent_drop = m.tiers > 2 ? 16.0F : 18.0F;
  m.large_drop = m.percent_drop + (m.tiers > 2 ? 1.0F : 2.0F);
  m.rail_y = scene.y + 12;
  m.mouth_y = m.rail_y + 30;
  Storeys s;
  // What lies outside the window stands under the words, where there is something outside.
  s.end = scene.y + scene.h - (scrolls ? 18.0F : 4.0F);
  s.word_drop = m.tiers > 2 ? 15.0F : 18.0F;
  s.below = 8;
  s.air = 20;
  s.apart = 3;
  s.figure = m.tiers > 2 ? 56.0F : 64.0F;
  s.most_apart = 20;
  stack(m, s);
}

}  // namespace

float StageMetrics::top(int tier) const { return feet_y[static_cast<std::size_t>(tier)] - 0.37F * figure; }

// Just before the feet: pools end there.
float StageMetrics::nose(int tier) const {
  return feet_y[static_cast<std::size_t>(tier)] + std::max(4.0F, 0.14F * figure);
}

StageMetrics stage_metrics(const SceneInput& input, int tiers, bool scrolls) {
  const bool on_phone = input.screen == Screen::phone;
  const bool in_hall = input.screen == Screen::projector;
  StageMetrics m = on_phone  ? phone(input.scene)
                   : in_hall ? projector(input.scene)
                             : wide(input.scene, input.theme == Theme::light);
  m.tiers = std::clamp(tiers, 1, most_stage_tiers);
  if (m.tiers == 1) return m;
  if (on_phone) phone_tiers(m, input.scene, scrolls);
  if (in_hall) projector_tiers(m, input.scene);
  if (!on_phone && !in_hall) wide_tiers(m, input.scene, scrolls);
  return m;
}

std::size_t words_a_tier(const SceneInput& input) {
  const float width = input.scene.w;
  if (input.screen == Screen::phone) return static_cast<std::size_t>(std::clamp(width / 52, 3.0F, 8.0F));
  if (input.screen == Screen::projector) return static_cast<std::size_t>(std::clamp(width / 132, 5.0F, 13.0F));
  return static_cast<std::size_t>(std::clamp(width / 94, 5.0F, 13.0F));
}

float phone_height_for(std::size_t words, float height) {
  constexpr std::size_t narrowest = 6;  // words in a tier at 360 px
  constexpr float each = 70;
  const std::size_t tiers = std::clamp<std::size_t>((words + narrowest - 1) / narrowest, 2, most_stage_tiers);
  return height + each * static_cast<float>(tiers - 2);
}

}  // namespace theatre::scenes
