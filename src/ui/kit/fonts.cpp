#include "ui/kit/fonts.hpp"

#include <cmath>

#include "imgui_internal.h"

namespace theatre::ui {
namespace {

float density() { return ImGui::GetCurrentContext()->FontRasterizerDensity; }

float snap(float x) {
  const float d = density();
  return std::round(x * d) / d;
}

bool is_mono(Face face) { return face == Face::mono || face == Face::mono_strong; }

// Length in bytes of the code point at `text[0]`, and its value.
int decode(std::string_view text, unsigned& code) {
  const int bytes = ImTextCharFromUtf8(&code, text.data(), text.data() + text.size());
  return bytes > 0 ? bytes : 1;
}

void quad(ImDrawList& list, const ImVec2 (&corner)[4], const ImFontGlyph& glyph, ImU32 colour) {
  const ImVec2 uv[4] = {{glyph.U0, glyph.V0}, {glyph.U1, glyph.V0}, {glyph.U1, glyph.V1}, {glyph.U0, glyph.V1}};
  list.PrimReserve(6, 4);
  list.PrimQuadUV(corner[0], corner[1], corner[2], corner[3], uv[0], uv[1], uv[2], uv[3],
                  glyph.Colored != 0 ? colour | ~IM_COL32_A_MASK : colour);
}

}  // namespace

Fonts::Fonts() { whole_runs_ = add_faces(*ImGui::GetIO().Fonts, runs_, faces_); }

void Fonts::begin_frame() {
  if (!runs_.full() && !stale_) return;
  stale_ = false;
  runs_.clear();
  for (ImFont* face : faces_) ImFontAtlasFontDiscardBakes(ImGui::GetIO().Fonts, face, 0);
}

// Calls place(x of the origin, y offset from the baseline to ImGui's line top, glyph); gives the advance.
template <class Place>
float Fonts::each_glyph(std::string_view text, Face face, float size, Place&& place) {
  if (text.empty()) return 0;
  ImFont* font = faces_[static_cast<std::size_t>(face)];
  ImFontBaked* baked = font->GetFontBaked(size, density());
  const float scale = size / baked->Size;
  float x = 0;
  const auto put = [&](unsigned code) {
    const ImFontGlyph* glyph = baked->FindGlyph(static_cast<ImWchar>(code));
    place(x, -std::round(baked->Ascent) * scale, scale, *glyph);
    x += glyph->AdvanceX * scale;
  };
  const unsigned run = whole_runs_ && !is_mono(face) ? runs_.code(text) : 0;
  if (run != 0) {
    put(run);
  } else {
    while (!text.empty()) {
      unsigned code = 0;
      const int bytes = decode(text, code);
      put(code);
      text.remove_prefix(static_cast<std::size_t>(bytes));
    }
  }
  return x;
}

float Fonts::width(std::string_view text, Face face, float size) {
  return each_glyph(text, face, size, [](float, float, float, const ImFontGlyph&) {});
}

float Fonts::draw(ImDrawList& list, float x, float y, std::string_view text, const TextStyle& style) {
  if (style.align >= 0) {
    const float w = width(text, style.face, style.size);
    x -= style.align == 0 ? w / 2 : w;
  }
  x = snap(x);
  y = snap(y);
  return each_glyph(text, style.face, style.size, [&](float dx, float top, float scale, const ImFontGlyph& g) {
    if (g.Visible == 0) return;
    const float x0 = x + dx + g.X0 * scale;
    const float x1 = x + dx + g.X1 * scale;
    const float y0 = y + top + g.Y0 * scale;
    const float y1 = y + top + g.Y1 * scale;
    quad(list, {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, g, style.colour);
  });
}

float Fonts::draw_up(ImDrawList& list, float x, float y, std::string_view text, const TextStyle& style) {
  if (style.align >= 0) {
    const float w = width(text, style.face, style.size);
    y += style.align == 0 ? w / 2 : w;
  }
  x = snap(x);
  y = snap(y);
  return each_glyph(text, style.face, style.size, [&](float dx, float top, float scale, const ImFontGlyph& g) {
    if (g.Visible == 0) return;
    const float u0 = y - dx - g.X0 * scale;
    const float u1 = y - dx - g.X1 * scale;
    const float v0 = x + top + g.Y0 * scale;
    const float v1 = x + top + g.Y1 * scale;
    quad(list, {{v0, u0}, {v0, u1}, {v1, u1}, {v1, u0}}, g, style.colour);
  });
}

std::string Fonts::fit(std::string_view text, Face face, float size, float room) {
  const float full = width(text, face, size);
  if (full <= room) return std::string(text);
  // A first guess in proportion, then shorter until it fits: a few measurements, not one a letter.
  std::size_t bytes = static_cast<std::size_t>(std::max(0.0F, room / full) * static_cast<float>(text.size()));
  while (true) {
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    std::string cut(text.substr(0, bytes));
    while (!cut.empty() && cut.back() == ' ') cut.pop_back();
    cut += "…";
    if (bytes == 0 || width(cut, face, size) <= room) return cut;
    --bytes;
  }
}

}  // namespace theatre::ui
