// What lies on a picture, and whether it lies over something else.
#pragma once

#include <algorithm>
#include <string>

#include "scenes/kit/measure.hpp"
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

struct Corners {
  float left, top, right, bottom;
  bool over(const Corners& b) const { return left < b.right && b.left < right && top < b.bottom && b.top < bottom; }
};

// Of capital letters and descenders, not of the line.
inline Corners corners_of(const scenes::Label& label) {
  const float width = scenes::estimate_width(label.text, label.font, label.size, label.weight);
  const float left = label.align < 0 ? label.x : label.align > 0 ? label.x - width : label.x - width / 2;
  return {left, label.y - 0.42F * label.size, left + width, label.y + 0.42F * label.size};
}

// The ids of the first two labels of which one lies over the other; empty when there are none. Labels that can't be
// seen don't count.
inline std::string first_overlap(const scenes::Picture& picture) {
  const auto& labels = picture.labels;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t j = i + 1; j < labels.size(); ++j) {
      if (labels[i].opacity <= 0 || labels[j].opacity <= 0 || labels[i].id.rfind("W_O", 0) == 0) continue;
      if (corners_of(labels[i]).over(corners_of(labels[j]))) {
        return labels[i].id + " “" + labels[i].text + "” and " + labels[j].id + " “" + labels[j].text + "”";
      }
    }
  }
  return {};
}

// The id of the first label that lies over something painted, shadows and glows left out; empty when there is none.
inline std::string first_over_paint(const scenes::Picture& picture) {
  for (const scenes::Paint& paint : picture.paints) {
    if (paint.soft > 0 || paint.from.light) continue;
    Corners box{paint.rect.x, paint.rect.y, paint.rect.x + paint.rect.w, paint.rect.y + paint.rect.h};
    if (paint.kind == scenes::Paint::Kind::band) {
      box = {paint.a[0].x, paint.a[0].y, paint.a[0].x, paint.a[0].y};
      for (const auto* curve : {&paint.a, &paint.b}) {
        for (const scenes::Point& p : *curve) {
          box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x), std::max(box.bottom, p.y)};
        }
      }
    }
    for (const scenes::Label& label : picture.labels) {
      if (label.opacity > 0 && corners_of(label).over(box)) return label.id + " “" + label.text + "”";
    }
  }
  return {};
}

}  // namespace theatre::test
