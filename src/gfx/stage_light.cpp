#include "gfx/stage_light.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::gfx {

namespace {

constexpr float least_light = 0.002F;  // less than one step of 8 bits everywhere

// The lamp that lights most; nullptr when all are off.
const scenes::Lamp* brightest(const scenes::Picture& picture) {
  const scenes::Lamp* best = nullptr;
  for (const scenes::Lamp& lamp : picture.lamps) {
    if (lamp.power > 0 && (best == nullptr || lamp.power > best->power)) best = &lamp;
  }
  return best;
}

// Tiers that a picture lacks lie far below it.
void place_floors(const scenes::Picture& picture, StageLight& light) {
  constexpr float far_below = 1e6F;
  light.tier_top = {picture.floor_y, far_below, far_below, far_below};
  light.tier_nose = {far_below, far_below, far_below, far_below};
  for (std::size_t i = 0; i < std::min<std::size_t>(picture.tiers.size(), most_tiers); ++i) {
    light.tier_top[i] = picture.tiers[i].top;
    light.tier_nose[i] = picture.tiers[i].nose;
  }
  for (const scenes::Rect& r : picture.shaded) {
    if (light.words == most_words) break;
    light.word[static_cast<std::size_t>(light.words++)] = {r.x + r.w / 2, r.y + r.h / 2, r.w / 2, r.h / 2};
  }
}

}  // namespace

float light_of_weight(float weight) { return weight <= 0 ? 0 : std::pow(std::min(weight, 1.0F), 0.7F); }

float to_linear(float srgb) { return srgb <= 0.04045F ? srgb / 12.92F : std::pow((srgb + 0.055F) / 1.055F, 2.4F); }

RingLight ring_light(const scenes::Picture& picture) {
  RingLight light;
  light.listener = {picture.rings.x, picture.rings.y, picture.rings.phase, 0};
  for (const scenes::RingSource& voice : picture.rings.voices) {
    if (light.count == most_rings) break;
    const float strength = light_of_weight(voice.weight);
    if (strength < least_light) continue;
    const float reach = (30 + 300 * std::sqrt(std::min(1.0F, voice.weight))) * picture.zoom;
    light.ring[static_cast<std::size_t>(light.count++)] = {voice.x, voice.y, strength, reach};
  }
  return light;
}

namespace {

// Round an actor the beam ends in an ellipse; where nobody stands it ends in its pool on the floor.
void throw_beam(const scenes::Beam& beam, const scenes::Figure& f, StageLight& light) {
  const float strength = light_of_weight(beam.weight) * beam.gain;
  if (strength < least_light) return;
  const bool body = f.body || beam.around;
  const float rx = (body ? 0.27F : 0.40F) * f.height;
  const float ry = (body ? 0.5F : 0.1F) * f.height;
  const float end_x = f.x;
  const float end_y = body ? f.foot - ry : f.foot;
  const float dx = end_x - beam.from_x;
  const float dy = end_y - beam.from_y;
  const float length = std::max(1.0F, std::hypot(dx, dy));
  const float ux = dx / length;
  const float uy = dy / length;
  // Half the ellipse's width as seen across the beam.
  const float half_width = std::hypot(rx * uy, ry * ux);
  const auto i = static_cast<std::size_t>(light.beams++);
  light.beam_axis[i] = {beam.from_x, beam.from_y, ux, uy};
  light.beam_size[i] = {length, half_width, strength, f.foot};
  light.beam_end[i] = {end_x, end_y, body ? rx : -rx, ry};
}

}  // namespace

StageLight stage_light(const scenes::Picture& picture) {
  StageLight light;
  const auto count = std::min<std::size_t>(picture.figures.size(), most_figures);
  const scenes::Lamp* source = brightest(picture);

  light.figures = static_cast<int>(count);
  light.rim = source == nullptr ? 3.4F : 1 + 2.4F * (1 - std::min(1.0F, source->power));
  if (source != nullptr) light.beam_mouth = 7 * source->size / 19;
  for (std::size_t i = 0; i < count; ++i) {
    const scenes::Figure& f = picture.figures[i];
    light.figure[i] = {f.x, f.foot, f.height, light_of_weight(f.light) * f.gain};
    float to_x = 0;
    float to_y = 1;
    if (source != nullptr) {
      to_x = source->x - f.x;
      to_y = f.foot - 0.5F * f.height - source->y;
      const float length = std::max(1e-3F, std::hypot(to_x, to_y));
      to_x /= length;
      to_y /= length;
    }
    const float look = f.asks + (f.ears ? 2.0F : 0.0F) + (f.pool ? 0.0F : 4.0F);
    light.figure_look[i] = {f.body ? look : -1, f.opacity, to_x, to_y};
  }

  for (const scenes::Beam& beam : picture.beams) {
    if (light.beams == most_figures) break;
    if (beam.figure < 0 || static_cast<std::size_t>(beam.figure) >= count) continue;
    throw_beam(beam, picture.figures[static_cast<std::size_t>(beam.figure)], light);
  }

  if (picture.rim > 0) light.rim = picture.rim;
  place_floors(picture, light);
  const scenes::Rect& table = picture.table.rect;
  light.table = {table.x, table.y, table.x + table.w, table.y + table.h};
  light.table_front = picture.table.front_y;

  for (const scenes::Lamp& lamp : picture.lamps) {
    if (light.lamps == most_lamps) break;
    const auto i = static_cast<std::size_t>(light.lamps++);
    light.lamp[i] = {lamp.x, lamp.y, lamp.rail_y, lamp.size};
    light.lamp_light[i] = {lamp.power, lamp.ghost};
  }
  return light;
}

}  // namespace theatre::gfx
