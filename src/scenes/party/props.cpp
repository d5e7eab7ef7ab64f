#include "scenes/party/props.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "scenes/kit/paint_kit.hpp"
#include "scenes/theme.hpp"

namespace theatre::scenes {

namespace {

using Shade = Paint::Shade;

constexpr Colour black{0, 0, 0};
constexpr Colour warm = rgb(0xFFD9A0);

struct WordRole {
  std::string_view word;
  Prop prop;
};
constexpr std::array<WordRole, 36> known = {{
    {"music", Prop::speaker},
    {"song", Prop::speaker},
    {"songs", Prop::speaker},
    {"band", Prop::speaker},
    {"dj", Prop::speaker},
    {"disco", Prop::speaker},
    {"jukebox", Prop::speaker},
    {"orchestra", Prop::speaker},
    {"radio", Prop::speaker},
    {"loudspeaker", Prop::speaker},
    {"loudspeakers", Prop::speaker},
    {"techno", Prop::speaker},
    {"bar", Prop::bar},
    {"bartender", Prop::bar},
    {"barman", Prop::bar},
    {"barmaid", Prop::bar},
    {"barkeeper", Prop::bar},
    {"barista", Prop::bar},
    {"waiter", Prop::bar},
    {"waitress", Prop::bar},
    {"strangers", Prop::pair},
    {"others", Prop::pair},
    {"people", Prop::pair},
    {"crowd", Prop::pair},
    {"guests", Prop::pair},
    {"friends", Prop::pair},
    {"neighbours", Prop::pair},
    {"neighbors", Prop::pair},
    {"colleagues", Prop::pair},
    {"couple", Prop::pair},
    {"group", Prop::pair},
    {"children", Prop::pair},
    {"kids", Prop::pair},
    {"everyone", Prop::pair},
    {"everybody", Prop::pair},
    {"parents", Prop::pair},
}};

// As dark as it stands there, lit by so much.
Ink lit(const Colour& at_rest, float light, float share) {
  return {mixed(at_rest, warm, std::min(0.75F, share * light))};
}

void disc(PropPaints& out, float x, float y, float r, const Ink& ink, float edge = 0) {
  Paint p = flat_box({x - r, y - r, 2 * r, 2 * r}, r, ink);
  p.edge = edge;
  out.boxes.push_back(p);
}

}  // namespace

Prop prop_of(std::string_view title) {
  std::string word;
  for (std::size_t i = 0; i <= title.size(); ++i) {
    const char c = i < title.size() ? title[i] : ' ';
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital || (c >= 'a' && c <= 'z')) {
      word += capital ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    for (const WordRole& role : known) {
      if (role.word == word) return role.prop;
    }
    word.clear();
  }
  return Prop::figure;
}

Rect prop_box(Prop prop, float x, float foot, float height, float room) {
  const float width = prop == Prop::bar ? 1.28F : prop == Prop::speaker ? 0.66F : prop == Prop::pair ? 0.84F : 0.41F;
  const float high = prop == Prop::bar ? 0.52F : prop == Prop::speaker ? 0.96F : 1.0F;
  const float w = width * height;
  if (w > room || height < 18) return {};
  // A bar stands before the one who serves.
  const float down = prop == Prop::bar ? std::min(4.0F, 0.03F * height) : 0;
  return {x - w / 2, foot + down - high * height, w, high * height};
}

void paint_speaker(PropPaints& out, const Rect& b, float light) {
  const float deep = 0.13F * b.w, up = 0.08F * b.h;
  const Rect front{b.x, b.y + up, b.w - deep, b.h - up};
  const float right = front.x + front.w, foot = front.y + front.h;
  out.bands.push_back(board({b.x + deep, b.y}, {b.x + b.w, b.y}, {right, front.y}, {b.x, front.y},
                            lit(rgb(0x45444D), light, 0.5F), lit(rgb(0x3A3941), light, 0.5F)));
  out.bands.push_back(board({right, front.y}, {b.x + b.w, b.y}, {b.x + b.w, foot - up}, {right, foot},
                            lit(rgb(0x17161B), light, 0.3F), lit(rgb(0x121115), light, 0.2F)));
  out.boxes.push_back(soft_box({b.x + 1, foot - 3, front.w, 6}, 2, 5, {black, 0.45F}));
  out.boxes.push_back(
      shaded_box(front, 1.5F, Shade::down, lit(rgb(0x2C2C33), light, 0.5F), lit(rgb(0x1D1D22), light, 0.4F)));
  const float x = front.x + front.w / 2;
  const auto cone = [&](float y, float r) {
    disc(out, x, y, r, {rgb(0x101014)});
    disc(out, x, y, r, lit(rgb(0x6E6D78), light, 0.8F), std::max(1.0F, 0.09F * r));
    disc(out, x, y, 0.62F * r, lit(rgb(0x1B1B20), light, 0.4F));
    disc(out, x, y, 0.3F * r, lit(rgb(0x4A4953), light, 0.8F));
  };
  cone(front.y + 0.27F * front.h, 0.18F * front.w);
  cone(front.y + 0.68F * front.h, 0.35F * front.w);
}

void paint_bar(PropPaints& out, const Rect& b, float light) {
  const float top = 0.23F * b.h, slant = 0.09F * b.w;
  const float edge = std::max(2.0F, 0.11F * b.h);
  const float in = 0.035F * b.w;
  const float y = b.y + top;
  out.bands.push_back(board({b.x + slant, b.y}, {b.x + b.w - slant, b.y}, {b.x + b.w, y}, {b.x, y},
                            lit(rgb(0x4A3524), light, 0.35F), lit(rgb(0x735138), light, 0.35F)));
  const auto front = [&](float from, float to, const Ink& above, const Ink& below) {
    const float wide = b.w - 2 * in;
    const float low = 0.018F * b.w;  // narrower at the foot
    const auto at = [&](float part, float less) { return b.x + in + less + part * (wide - 2 * less); };
    out.bands.push_back(board({at(from, 0), y + edge - 1}, {at(to, 0), y + edge - 1}, {at(to, low), b.y + b.h},
                              {at(from, low), b.y + b.h}, above, below));
  };
  front(0, 1, {rgb(0x0F0B09)}, {rgb(0x0B0807)});
  for (int plank = 0; plank < 4; ++plank) {
    const auto from = static_cast<float>(plank) / 4;
    front(from + 0.006F, from + 0.244F, lit(rgb(0x33261F), light, 0.3F), lit(rgb(0x1D1613), light, 0.12F));
  }
  out.boxes.push_back(flat_box({b.x, y, b.w, edge}, 1, lit(rgb(0x3C2B20), light, 0.3F)));
  out.boxes.push_back(flat_box({b.x + 1, y, b.w - 2, 1}, 0, lit(rgb(0x8D6A4C), light, 0.4F)));
  const float glass = 0.3F * b.h;
  if (glass < 8) return;
  for (const float part : {0.18F, 0.32F}) {
    const float w = 0.56F * glass, h = part < 0.2F ? glass : 0.86F * glass;
    const Rect r{b.x + part * b.w - w / 2, b.y + 0.6F * top - h, w, h};
    out.boxes.push_back(flat_box(r, 1.5F, {rgb(0xB9B4AD), 0.22F}));
    out.boxes.push_back(
        flat_box({r.x + 1, r.y + 0.42F * h, w - 2, 0.55F * h}, 1, {mixed(rgb(0x8A5E34), warm, 0.5F * light), 0.8F}));
  }
}

void paint_bulbs(PropPaints& out, float left, float right, float y, int arcs, float zoom) {
  constexpr int between = 5;  // from bulb to bulb, of an arc
  const float span = (right - left) / static_cast<float>(arcs);
  const float sag = std::min(16 * zoom, 0.07F * span);
  for (int n = 0; n < arcs; ++n) {
    const float x = left + static_cast<float>(n) * span;
    const auto hang = [&](float down) {
      return std::array<Point, 4>{Point{x, y + down},
                                  {x + span / 3, y + down + sag * 4 / 3},
                                  {x + 2 * span / 3, y + down + sag * 4 / 3},
                                  {x + span, y + down}};
    };
    Paint wire;
    wire.kind = Paint::Kind::band;
    wire.a = hang(-0.6F);
    wire.b = hang(0.6F);
    wire.from = {rgb(0x4C4B57), 0.9F};
    out.bands.push_back(wire);
    for (int k = n == 0 ? 0 : 1; k <= between; ++k) {
      const float t = static_cast<float>(k) / between;
      const float bx = x + t * span, by = y + 4 * sag * t * (1 - t) + 2 * zoom;
      const float glow = 13 * zoom;
      out.boxes.push_back(shaded_box({bx - glow, by - glow, 2 * glow, 2 * glow}, 0, Shade::radial,
                                     {rgb(0xC88A45), 0.22F, true}, {rgb(0xC88A45), 0, true}));
      disc(out, bx, by, 2.6F * zoom, {rgb(0xA9834F)});
      disc(out, bx, by, 1.2F * zoom, {rgb(0xD9B987)});
    }
  }
}

}  // namespace theatre::scenes
