// Text of the panels. In the page every glyph is drawn by the browser's own 2-D canvas with the page's fonts,
// so that it is sharp at every pixel ratio and in every script; natively ImGui's built-in font stands in.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "imgui.h"
#include "ui/kit/runs.hpp"

namespace theatre::ui {

enum class Face { regular, medium, strong, mono, mono_strong };
inline constexpr std::size_t face_count = 5;

// How a line of text is set. `align`: -1 starts at x, 0 is centred on it, 1 ends there.
struct TextStyle {
  Face face = Face::regular;
  float size = 14;  // CSS px
  ImU32 colour = 0;
  int align = -1;
};

class Fonts {
 public:
  // Adds the faces to the font atlas of the current ImGui context, which must live as long as this object.
  // The pixel ratio comes from io.DisplayFramebufferScale and may change at any time.
  Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  // The page's fonts have arrived or changed: everything drawn so far is drawn again.
  void forget() { stale_ = true; }

  // Once a frame, before ImGui::NewFrame: keeps the memory for drawn words bounded.
  void begin_frame();

  float width(std::string_view text, Face face, float size);
  // Draws one line whose baseline is at y; gives its width. Positions snap to device pixels.
  float draw(ImDrawList& list, float x, float y, std::string_view text, const TextStyle& style);
  // The same, reading upwards: x is the baseline, the text starts at y (align -1) and rises.
  float draw_up(ImDrawList& list, float x, float y, std::string_view text, const TextStyle& style);
  // `text` if it fits into `room`, else its beginning and an ellipsis.
  std::string fit(std::string_view text, Face face, float size, float room);

  // Baseline of a line whose middle (of the capital letters) is at y.
  static float baseline(float middle, float size) { return middle + 0.36F * size; }

 private:
  template <class Place>
  float each_glyph(std::string_view text, Face face, float size, Place&& place);

  Runs runs_;
  bool whole_runs_ = false;
  bool stale_ = false;
  std::array<ImFont*, face_count> faces_{};
};

// Made by fonts_web.cpp or fonts_headless.cpp: fills `faces`; true when runs may be drawn as one glyph.
// `runs` must outlive the atlas.
bool add_faces(ImFontAtlas& atlas, const Runs& runs, std::array<ImFont*, face_count>& faces);

}  // namespace theatre::ui
