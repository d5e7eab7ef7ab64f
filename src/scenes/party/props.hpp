// What stands in the room of the party beside its figures: a loudspeaker, a bar, bulbs on a string. Props are
// furniture: they carry no number, and their light is the weight of the voice they belong to.
#pragma once

#include <string_view>
#include <vector>

#include "scenes/picture.hpp"

namespace theatre::scenes {

// Who speaks, as far as a title's own words tell it: music comes from a loudspeaker, a bartender stands behind a bar,
// and people in the plural are two. Anyone else is one figure.
enum class Prop { figure, pair, speaker, bar };
Prop prop_of(std::string_view title);

// Paints of both kinds apart, so that all props together take two draw calls; boxes lie over bands.
struct PropPaints {
  std::vector<Paint> bands, boxes;
};

// The box that a prop takes up in a slot of width `room` about (x, foot), beside or in place of a figure `height` px
// high. It is never higher than the figure, and never wider than the room. No width: there is no room for it.
Rect prop_box(Prop prop, float x, float foot, float height, float room);

// `light`: 0 … 1, what its voice's weight shines with.
void paint_speaker(PropPaints& out, const Rect& box, float light);
void paint_bar(PropPaints& out, const Rect& box, float light);

// A string of small bulbs in equal arcs from left to right, hung up at `y`.
void paint_bulbs(PropPaints& out, float left, float right, float y, int arcs, float zoom);

}  // namespace theatre::scenes
