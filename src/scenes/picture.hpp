// What a scene hands to whoever draws: plain shapes in CSS pixels of the canvas, labels and hot spots.
// No clock, no GL, no ImGui in here. A scene is a pure function of (Trace, step, phase, rectangle).
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/ledger.hpp"

namespace theatre::scenes {

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  bool operator==(const Rect&) const = default;
};

struct Point {
  float x = 0, y = 0;
};

struct Colour {
  float r = 0, g = 0, b = 0;  // sRGB, 0…1
};

// Colour roles of the look; whoever draws turns them into the theme's colours.
enum class Role { text, text_2, text_3, control, line, raised, surface, query, key, value, weight, house, minus };

enum class Font { sans, serif, mono };

// Width in CSS pixels of a text in a font; the page measures with the browser, headless with an estimate.
using Measure = std::function<float(std::string_view text, Font font, float size, int weight)>;

struct Label {
  std::string id;  // stable while the thing it names stays on stage, e.g. "word:3", "percent:3"
  std::string text;
  float x = 0, y = 0;  // centre of the line (align centre), or its start / end; y is the line's middle
  float size = 16;     // px
  int weight = 500;
  Font font = Font::sans;
  Role role = Role::text;
  float opacity = 1;
  int align = 0;         // -1 start, 0 centre, 1 end
  bool halo = true;      // false: it lies on something bright of its own, and wants no dark edge
  float angle = 0;       // degrees, clockwise about (x, y): −90 runs up a spine
  bool on_dark = false;  // stands on dark ground in both themes: the dark theme's colours
};

// A named place that can be clicked, focused and asked about. `value` is a number of the Trace.
struct HotSpot {
  std::string id;     // "word:3", "beam:3", "share:3"
  std::string label;  // what a screen reader says: "cat, 71 % of the attention of it"
  double value = 0;
  Rect rect;
  std::string action;  // what a click does: "select" (with the token), "explain", "edit", …; empty = nothing
  int token = -1;
  int layer = -1, head = -1;                  // of the head it is about; -1: the chosen one
  bool selected = false;                      // of a head: the chosen one
  std::optional<trace::Quantity> quantity{};  // what "explain" opens; none = the weight of `token`
  bool operator==(const HotSpot&) const = default;
};

// A figure on the stage (an actor). Heights and places in px; light in [0, 1].
struct Figure {
  float x = 0, foot = 0;  // where it stands
  float height = 95;
  float light = 0;  // attention weight that falls on it (before pow): 0 draws unlit
  float asks = 0;   // 0…1: gold rim of the asking word
  int token = -1;
  float opacity = 1;  // below 1 while it leaves or enters a window that scrolls
  float gain = 1;     // what its light is multiplied by, after pow
  bool ears = false;  // somebody who listens
  bool body = true;   // false: nobody stands there, only the pool of light shows
  bool pool = true;   // false: its light lies elsewhere than at its feet
};

struct Lamp {
  float x = 0, y = 0;  // mouth of the shade
  float rail_y = 0;
  float power = 1;  // 0 = off
  float ghost = 0;  // 0…1: a pale preview (hover)
  float size = 19;  // half the width of the shade
};

struct Beam {
  float from_x = 0, from_y = 0;
  int figure = -1;      // index into Picture::figures
  float weight = 0;     // attention weight, 0…1; 0 draws nothing
  float gain = 1;       // what its light is multiplied by, after pow
  bool around = false;  // it ends as round an actor, also where nobody stands
};

struct Line {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float thickness = 1;
  Role role = Role::line;
  float opacity = 1;
  float fade = 0;  // px over which both ends fade away
};

struct Box {
  Rect rect;
  float radius = 0;
  Role fill = Role::surface;
  float opacity = 1;
  float edge = 0;  // stroke width; 0 = filled
};

// A colour as it is put on, not premultiplied. `light` adds to what lies below instead of covering it.
struct Ink {
  Colour colour;
  float opacity = 1;
  bool light = false;
};

// A piece of wood, leather, paper, shadow or glow in colours of its own: a box with round corners, or a band between
// two cubic Bézier curves.
struct Paint {
  enum class Kind { box, band };
  enum class Shade {
    flat,    // `from` alone
    down,    // from the top (a band: from the start of its curves) to the bottom
    across,  // from the left (a band: from curve a) to the right
    round,   // a cylinder that stands: `from` at its sides, `to` where it catches the light
    radial,  // from the middle to the rim of the ellipse in the box
  };
  Kind kind = Kind::box;
  Rect rect;  // box
  float radius = 0;
  float turn = 0;   // degrees, clockwise about the middle
  float edge = 0;   // stroke width; 0 = filled
  float soft = 0;   // px to either side of the edge in which it fades
  float lean = 0;   // px to the right for each px downwards from its middle
  float taper = 0;  // how much wider for each px downwards, as a part of its width
  Shade shade = Shade::flat;
  Ink from, to;
  std::array<Point, 4> a{}, b{};  // band
};

enum class Backdrop { none, stage, rings };  // rings: a dark room, and on its floor rings of sound

// Rings of sound that spread over the floor from each voice towards a listener.
struct RingSource {
  float x = 0, y = 0;  // on the floor
  float weight = 0;
};
struct Rings {
  float x = 0, y = 0;  // the listener
  float phase = 0;     // wavelengths that they have travelled
  std::vector<RingSource> voices;
};

// A long table across the stage: what stands behind it is hidden below its edge.
struct Table {
  Rect rect;          // without width: there is none
  float front_y = 0;  // where the top ends and the front begins
};

// A floor that ends in a step: from `top` to its nose, below which stands the face of the step.
struct Tier {
  float top = 0, nose = 0;
};

// Widths in px of the strips along the edges of Picture::bounds in which the stage melts into the page; 0 = no strip.
struct Melt {
  float left = 0, top = 0, right = 0, bottom = 0;
};

struct Picture {
  Rect bounds;  // what the backdrop covers, in CSS px of the canvas
  Melt melt;
  Backdrop backdrop = Backdrop::none;
  bool card = false;  // light theme: the dark stage is a card (radius 16) at `card_rect`
  Rect card_rect;
  float floor_y = 0;         // horizon of the stage floor
  std::vector<Tier> tiers;   // from the back to the front, at most 4; none: one floor that goes on below
  std::vector<Rect> shaded;  // words in the way of beams, which are dimmed behind them; at most 32
  float zoom = 1;            // size of the curtain's folds and the floor's planks; 1 at a scene 556 px high
  float drift = 0;           // px that the haze has drifted
  float rim = 0;             // light from behind the figures; 0: as the lamps leave it
  Table table;
  Rings rings;            // of Backdrop::rings
  float scroll = 0;       // what was shown of a stage longer than its window, in px from its start
  float scroll_max = 0;   // 0: everything fits
  float scroll_snap = 0;  // px between the places where scrolling should come to rest; 0: anywhere
  std::vector<Lamp> lamps;
  std::vector<Beam> beams;
  std::vector<Figure> figures;  // at most 96
  std::vector<Paint> paints;    // in this order, over the backdrop and under lines and boxes
  std::vector<Line> lines;
  std::vector<Box> boxes;
  std::vector<Label> labels;
  std::vector<HotSpot> hotspots;
};

}  // namespace theatre::scenes
