#include "ui/matrices/heat_map.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "imgui_internal.h"
#include "ui/kit/number_style.hpp"

namespace theatre::ui {
namespace {

constexpr int most_rectangles = 48;  // on each side

Colour stop(const std::array<Colour, 5>& stops, float t) {
  const float x = std::clamp(t, 0.0F, 1.0F) * 4.0F;
  const int i = std::min(3, static_cast<int>(x));
  return mix(stops[static_cast<std::size_t>(i)], stops[static_cast<std::size_t>(i) + 1], x - static_cast<float>(i));
}

ImU32 cell_ink(const HeatMap& map, int row, int column, const Palette& colours) {
  return ink(map.masked(row, column) ? colours.surface : heat_colour(map, map.value(row, column), colours));
}

void draw_rectangles(const Brush& brush, const HeatMap& map, const Axis& rows, const Axis& columns) {
  const float w = columns.cell();
  const float h = rows.cell();
  const float smaller = std::min(w, h);
  const float gap = smaller >= 5 ? 0.5F : 0.0F;  // half a pixel on each side
  const float radius = smaller >= 9 ? 2.0F : 0.0F;
  const ImU32 hatch = ink(brush.colours.line);
  for (int r = rows.first(); r <= rows.last(); ++r) {
    // Edges on whole pixels: gaps of even width, no shimmer.
    const float y0 = std::round(rows.at(r)) + gap;
    const float y1 = std::round(rows.at(r + 1)) - gap;
    for (int c = columns.first(); c <= columns.last(); ++c) {
      const float x0 = std::round(columns.at(c)) + gap;
      const float x1 = std::round(columns.at(c + 1)) - gap;
      if (x1 <= x0 || y1 <= y0) continue;
      const ImU32 colour = cell_ink(map, r, c, brush.colours);
      brush.list.AddRectFilled({x0, y0}, {x1, y1}, colour, radius);
      if (map.masked(r, c) && smaller >= 6) brush.list.AddLine({x0 + 2, y1 - 2}, {x1 - 2, y0 + 2}, hatch);
    }
  }
}

}  // namespace

int HeatMap::shown_columns() const {
  if (columns != nullptr) return static_cast<int>(columns->size());
  return values != nullptr ? static_cast<int>(values->cols()) : 0;
}

float limit_of(const core::Matrix& values) {
  float limit = 1e-6F;
  for (Eigen::Index i = 0; i < values.size(); ++i) {
    const float v = std::fabs(values.data()[i]);
    if (std::isfinite(v)) limit = std::max(limit, v);
  }
  return limit;
}

Colour heat_colour(const HeatMap& map, float value, const Palette& colours) {
  if (std::isnan(value)) value = 0;
  const float t = value / map.limit;
  return map.weights ? stop(colours.weight_map, t) : stop(colours.signed_map, 0.5F + 0.5F * t);
}

HeatTexture::~HeatTexture() {
  // The context may be gone already; then its renderer is gone too.
  drop();
  for (ImTextureData* texture : old_) {
    if (ImGui::GetCurrentContext() != nullptr) ImGui::UnregisterUserTexture(texture);
    IM_DELETE(texture);
  }
}

void HeatTexture::drop() {
  if (texture_ == nullptr) return;
  if (texture_->Status != ImTextureStatus_Destroyed) texture_->SetStatus(ImTextureStatus_WantDestroy);
  texture_->UnusedFrames = 1;
  old_.push_back(texture_);
  texture_ = nullptr;
}

void HeatTexture::collect() {
  std::erase_if(old_, [](ImTextureData* texture) {
    if (texture->Status != ImTextureStatus_Destroyed) return false;
    ImGui::UnregisterUserTexture(texture);
    IM_DELETE(texture);
    return true;
  });
}

void HeatTexture::draw(const Brush& brush, const HeatMap& map, const Axis& rows, const Axis& columns, const Rect& rect,
                       std::uint64_t version) {
  collect();
  const float density = ImGui::GetCurrentContext()->FontRasterizerDensity;
  const int width = std::clamp(static_cast<int>(std::lround(rect.w * density)), 1, 4096);
  const int height = std::clamp(static_cast<int>(std::lround(rect.h * density)), 1, 4096);
  const auto same = [](const Zoom& a, const Zoom& b) { return a.factor == b.factor && a.offset == b.offset; };
  const bool fresh = texture_ != nullptr && key_.data == map.values->data() && key_.version == version &&
                     same(key_.rows, rows.zoom) && same(key_.columns, columns.zoom) && key_.limit == map.limit &&
                     key_.colours == &brush.colours && key_.width == width && key_.height == height;
  if (!fresh) {
    key_ = {map.values->data(), version, rows.zoom, columns.zoom, map.limit, &brush.colours, width, height};
    if (texture_ != nullptr && (texture_->Width != width || texture_->Height != height)) drop();
    const bool is_new = texture_ == nullptr;
    if (is_new) {
      texture_ = IM_NEW(ImTextureData)();
      texture_->Create(ImTextureFormat_RGBA32, width, height);
      texture_->SetStatus(ImTextureStatus_WantCreate);
      ImGui::RegisterUserTexture(texture_);
    }
    // The items under each pixel, once for each axis.
    const auto spans = [](const Axis& axis, int pixels) {
      std::vector<std::pair<int, int>> out(static_cast<std::size_t>(pixels));
      const float step = axis.length / static_cast<float>(pixels);
      for (int i = 0; i < pixels; ++i) {
        const float a = axis.begin + static_cast<float>(i) * step;
        out[static_cast<std::size_t>(i)] = {std::max(0, axis.hit(a + 0.02F * step)),
                                            std::max(0, axis.hit(a + 0.98F * step))};
      }
      return out;
    };
    const auto across = spans(columns, width);
    const auto down = spans(rows, height);
    auto* pixel = static_cast<ImU32*>(texture_->GetPixels());
    for (const auto& [r0, r1] : down) {
      for (const auto& [c0, c1] : across) {
        float strongest = 0;
        bool open = false;
        for (int r = r0; r <= r1; ++r) {
          for (int c = c0; c <= c1; ++c) {
            if (map.masked(r, c)) continue;
            const float v = map.value(r, c);
            if (!open || std::fabs(v) > std::fabs(strongest)) strongest = v;
            open = true;
          }
        }
        *pixel++ = ink(open ? heat_colour(map, strongest, brush.colours) : brush.colours.surface);
      }
    }
    if (!is_new && texture_->Status == ImTextureStatus_OK) {
      const ImTextureRect all{0, 0, static_cast<unsigned short>(width), static_cast<unsigned short>(height)};
      texture_->UpdateRect = all;
      texture_->Updates.resize(0);
      texture_->Updates.push_back(all);
      texture_->SetStatus(ImTextureStatus_WantUpdates);
    }
  }
  // After a lost GL context the renderer has forgotten it.
  if (texture_->Status == ImTextureStatus_Destroyed) texture_->SetStatus(ImTextureStatus_WantCreate);
  brush.list.AddImage(texture_->GetTexRef(), top_left(rect), bottom_right(rect));
}

bool fits(const HeatMap& map, const Axis& rows, const Axis& columns) {
  return map.rows() > 0 && map.shown_columns() > 0 && map.rows() == rows.count && map.shown_columns() == columns.count;
}

void draw_heat_map(const Brush& brush, const HeatMap& map, const Axis& rows, const Axis& columns, HeatTexture& texture,
                   std::uint64_t version) {
  if (!fits(map, rows, columns)) return;
  const Rect rect{columns.begin, rows.begin, columns.length, rows.length};
  const int across = columns.last() - columns.first() + 1;
  const int down = rows.last() - rows.first() + 1;
  if (across > most_rectangles || down > most_rectangles) {
    texture.draw(brush, map, rows, columns, rect, version);
    return;
  }
  const bool zoomed = rows.zoom.factor > 1 || columns.zoom.factor > 1;
  if (zoomed) brush.list.PushClipRect(top_left(rect), bottom_right(rect), true);
  draw_rectangles(brush, map, rows, columns);
  if (zoomed) brush.list.PopClipRect();
}

float draw_scale(const Brush& brush, const HeatMap& map, float x, float middle, float room) {
  const std::string limit = short_number(map.limit, map.limit < 10 ? 1 : 0);
  std::string low = map.weights ? "0" : "−" + limit;
  std::string high = map.weights ? "1" : "+" + limit;
  constexpr float gaps = 10;
  const auto ends = [&] {
    return brush.fonts.width(low, Face::regular, 14) + brush.fonts.width(high, Face::regular, 14) + gaps;
  };
  constexpr float widest = 36;
  constexpr float narrowest = 20;
  if (!map.weights && ends() + widest > room) {
    low = "−";
    high = "+";
  }
  const float bar = std::floor(std::min(widest, room - ends()));
  if (bar < narrowest) return 0;
  const Colour quiet = brush.colours.text_3;
  const float start = x;
  x += brush.text(x, middle, low, Face::regular, 14, quiet) + 4;
  x = std::round(x);
  const float top = std::round(middle - 5);
  // Five even stops are four linear pieces.
  const auto& stops = map.weights ? brush.colours.weight_map : brush.colours.signed_map;
  for (std::size_t i = 0; i < 4; ++i) {
    const float x0 = x + bar * static_cast<float>(i) / 4;
    const ImU32 a = ink(stops[i]);
    const ImU32 b = ink(stops[i + 1]);
    brush.list.AddRectFilledMultiColor({x0, top}, {x0 + bar / 4, top + 10}, a, b, b, a);
  }
  brush.edge({x - 1, top - 1, bar + 2, 12}, brush.colours.control, 3, 1, 0.5F);
  x += bar + 5;
  x += brush.text(x, middle, high, Face::regular, 14, quiet);
  return x - start;
}

}  // namespace theatre::ui
