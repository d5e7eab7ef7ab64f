// A matrix as coloured cells. Up to 48 × 48 cells in view are rectangles; beyond that the map is one texture
// with one texel a device pixel, each showing the strongest cell under it, so that nothing is blurred or
// lost.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/tensor.hpp"
#include "ui/kit/brush.hpp"
#include "ui/matrices/axis.hpp"

namespace theatre::ui {

struct HeatMap {
  const core::Matrix* values = nullptr;
  const core::Mask* mask = nullptr;           // cells that may not be looked at; nullptr or empty: none
  const std::vector<int>* columns = nullptr;  // which columns are shown, in order; nullptr: all
  bool weights = false;                       // 0…1 in the weight colours; else signed, symmetric about 0
  float limit = 1;                            // the value at the end of the scale; more is drawn as the end

  int rows() const { return values != nullptr ? static_cast<int>(values->rows()) : 0; }
  int shown_columns() const;
  // The matrix column behind a shown one.
  int column(int shown) const { return columns != nullptr ? (*columns)[static_cast<std::size_t>(shown)] : shown; }
  float value(int row, int shown) const { return (*values)(row, column(shown)); }
  bool masked(int row, int shown) const {
    return mask != nullptr && mask->size() > 0 && row < mask->rows() && shown < mask->cols() && !(*mask)(row, shown);
  }
};

// Largest |value|, at least a hair above 0, so that a matrix of zeros has a scale too.
float limit_of(const core::Matrix& values);

// The colour of a value on a map's scale.
Colour heat_colour(const HeatMap& map, float value, const Palette& colours);

// The texture of one big map; lives as long as it is drawn now and then.
class HeatTexture {
 public:
  HeatTexture() = default;
  ~HeatTexture();
  HeatTexture(const HeatTexture&) = delete;
  HeatTexture& operator=(const HeatTexture&) = delete;

  // Draws the map into `rect`; pixels are made again only when `version`, the view or the colours changed.
  void draw(const Brush& brush, const HeatMap& map, const Axis& rows, const Axis& columns, const Rect& rect,
            std::uint64_t version);

 private:
  struct Key {
    const float* data = nullptr;
    std::uint64_t version = 0;
    Zoom rows, columns;
    float limit = 0;
    const Palette* colours = nullptr;
    int width = 0, height = 0;
  };
  void drop();
  Key key_;
  ImTextureData* texture_ = nullptr;  // deleted once the renderer has let go of it
  std::vector<ImTextureData*> old_;
  void collect();
};

// Has the map something on these axes? A Trace may lack a matrix.
bool fits(const HeatMap& map, const Axis& rows, const Axis& columns);

// Draws the cells into `rect` (the axes' area). `texture` is used when the map is big.
void draw_heat_map(const Brush& brush, const HeatMap& map, const Axis& rows, const Axis& columns, HeatTexture& texture,
                   std::uint64_t version);

// The scale beside a heading: "− ▭ +" or "0 ▭ 1", with the limit's value where there is room. Gives its
// width.
float draw_scale(const Brush& brush, const HeatMap& map, float x, float middle, float room);

}  // namespace theatre::ui
