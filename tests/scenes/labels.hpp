// What lies on a picture, and whether it lies over something else.
#pragma once

#include <string>

#include "scenes/measure.hpp"
#include "scenes/picture.hpp"

namespace theatre::test {

inline const scenes::Label* find_label(const scenes::Picture& picture, const std::string& id) {
  for (const auto& label : picture.labels) {
    if (label.id == id) return &label;
  }
  return nullptr;
}

inline const scenes::HotSpot* find_spot(const scenes::Picture& picture, const std::string& id) {
  for (const auto& spot : picture.hotspots) {
    if (spot.id == id) return &spot;
  }
  return nullptr;
}

// The ids of the first two labels of which one lies over the other; empty when there are none. Labels that can't be
// seen don't count.
inline std::string first_overlap(const scenes::Picture& picture) {
  struct Corners {
    float left, top, right, bottom;
  };
  const auto corners = [](const scenes::Label& label) {
    const float width = scenes::estimate_width(label.text, label.font, label.size, label.weight);
    const float left = label.align < 0 ? label.x : label.align > 0 ? label.x - width : label.x - width / 2;
    // Of capital letters and descenders, not of the line.
    return Corners{left, label.y - 0.42F * label.size, left + width, label.y + 0.42F * label.size};
  };
  const auto& labels = picture.labels;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t j = i + 1; j < labels.size(); ++j) {
      if (labels[i].opacity <= 0 || labels[j].opacity <= 0 || labels[i].id.rfind("W_O", 0) == 0) continue;
      const Corners a = corners(labels[i]);
      const Corners b = corners(labels[j]);
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) {
        return labels[i].id + " “" + labels[i].text + "” and " + labels[j].id + " “" + labels[j].text + "”";
      }
    }
  }
  return {};
}

}  // namespace theatre::test
