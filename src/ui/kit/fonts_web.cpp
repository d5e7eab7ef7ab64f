// Glyphs drawn by the browser: an ImFontLoader whose outlines, shaping, fallbacks and emoji are those of a
// 2-D canvas with the page's fonts. Families come from the page's CSS variables --sans and --mono.
#include <emscripten.h>

#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/kit/fonts.hpp"

// clang-format off
// Family 0 sans, 1 mono. Measures `text` at `size` device px; out[0…6]: advance, left, top, right and bottom
// of the ink relative to the origin on the baseline (whole px), ascent and descent of the font.
EM_JS(void, theatre_glyph_measure, (const char* text, int family, int weight, float size, float* out), {
  let glyphs = Module.theatreGlyphs;
  if (!glyphs) {
    const css = (name, otherwise) => {
      if (typeof document === 'undefined') return otherwise;
      return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || otherwise;
    };
    glyphs = Module.theatreGlyphs = {
      families: [
        css('--sans', "'Inter Variable', Inter, system-ui, sans-serif"),
        css('--mono', "'JetBrains Mono', ui-monospace, monospace")],
      context: null,
    };
    let canvas = null;
    if (typeof OffscreenCanvas !== 'undefined') canvas = new OffscreenCanvas(256, 64);
    else if (typeof document !== 'undefined') canvas = document.createElement('canvas');
    if (canvas) glyphs.context = canvas.getContext('2d', { willReadFrequently: true });
  }
  const string = UTF8ToString(text);
  const at = out >> 2;
  if (!glyphs.context) {  // no canvas at all (a test under node): plausible sizes, no ink
    HEAPF32[at] = 0.55 * size * Array.from(string).length;
    HEAPF32[at + 1] = HEAPF32[at + 2] = HEAPF32[at + 3] = HEAPF32[at + 4] = 0;
    HEAPF32[at + 5] = 0.95 * size;
    HEAPF32[at + 6] = 0.25 * size;
    return;
  }
  const font = weight + ' ' + size + 'px ' + glyphs.families[family];
  const context = glyphs.context;
  context.font = font;
  glyphs.font = font;
  glyphs.rtl = /^[^A-Za-z\u00c0-\u058f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(string);
  context.direction = glyphs.rtl ? 'rtl' : 'ltr';
  context.textAlign = 'left';
  const box = context.measureText(string);
  HEAPF32[at] = box.width;
  HEAPF32[at + 1] = Math.floor(-box.actualBoundingBoxLeft);
  HEAPF32[at + 2] = Math.floor(-box.actualBoundingBoxAscent);
  HEAPF32[at + 3] = Math.ceil(box.actualBoundingBoxRight);
  HEAPF32[at + 4] = Math.ceil(box.actualBoundingBoxDescent);
  HEAPF32[at + 5] = box.fontBoundingBoxAscent;
  HEAPF32[at + 6] = box.fontBoundingBoxDescent;
});

// Draws the text that was measured last, white, with its origin at (x, y) of a w × h picture; fills `pixels` (RGBA)
// and says whether the glyph brings its own colours (emoji).
EM_JS(int, theatre_glyph_draw, (const char* text, int x, int y, int w, int h, unsigned char* pixels), {
  const glyphs = Module.theatreGlyphs;
  const context = glyphs.context;
  if (!context) return 0;
  const canvas = context.canvas;
  if (canvas.width < w || canvas.height < h) {
    canvas.width = Math.max(canvas.width, w);
    canvas.height = Math.max(canvas.height, h);
  }
  context.clearRect(0, 0, w, h);
  context.font = glyphs.font;
  context.direction = glyphs.rtl ? 'rtl' : 'ltr';
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = '#fff';
  context.fillText(UTF8ToString(text), x, y);
  const data = context.getImageData(0, 0, w, h).data;
  let coloured = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 64 && Math.min(data[i], data[i + 1], data[i + 2]) < 224) { coloured = 1; break; }
  }
  if (!coloured) for (let i = 0; i < data.length; i += 4) data[i] = data[i + 1] = data[i + 2] = 255;
  HEAPU8.set(data, pixels);
  return coloured;
});
// clang-format on

namespace theatre::ui {
namespace {

enum Family { sans, mono };

// Copied by ImGui into the font's configuration.
struct Source {
  const Runs* runs;
  Family family;
  int weight;
};

struct Measured {
  float advance, left, top, right, bottom, ascent, descent;
};

const Source& source_of(const ImFontConfig* config) { return *static_cast<const Source*>(config->FontData); }

float raster_density(const ImFontConfig* config, const ImFontBaked* baked) {
  return config->RasterizerDensity * baked->RasterizerDensity;
}

Measured measure(const ImFontConfig* config, const ImFontBaked* baked, const char* text) {
  const Source& source = source_of(config);
  Measured out{};
  theatre_glyph_measure(text, source.family, source.weight, baked->Size * raster_density(config, baked), &out.advance);
  return out;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool init_baked(ImFontAtlas*, ImFontConfig* config, ImFontBaked* baked, void*) {
  const Measured m = measure(config, baked, "H");
  const float density = raster_density(config, baked);
  baked->Ascent = std::ceil(m.ascent / density);
  baked->Descent = -std::ceil(m.descent / density);
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, ImWchar code, ImFontGlyph* glyph,
                float* advance_only) {
  const Source& source = source_of(config);
  char single[5] = {};
  const std::string* run = source.runs->text(code);
  if (run == nullptr) ImTextCharToUtf8(single, code);
  const char* text = run != nullptr ? run->c_str() : single;

  const float density = raster_density(config, baked);
  const Measured m = measure(config, baked, text);
  // Columns of figures stay sharp when each figure is a whole number of device pixels wide.
  const float advance = (source.family == mono ? std::round(m.advance) : m.advance) / density;
  if (advance_only != nullptr) {
    *advance_only = advance;
    return true;
  }
  glyph->Codepoint = code;
  glyph->AdvanceX = advance;
  if (m.right <= m.left || m.bottom <= m.top) return true;  // a space

  constexpr int margin = 1;  // antialiasing may reach one pixel beyond the measured ink
  const int w = static_cast<int>(m.right - m.left) + 2 * margin;
  const int h = static_cast<int>(m.bottom - m.top) + 2 * margin;
  const int origin_x = margin - static_cast<int>(m.left);
  const int origin_y = margin - static_cast<int>(m.top);
  // A run wider than the atlas can be is not drawn rather than asserted on.
  if (w > atlas->TexMaxWidth / 2 || h > atlas->TexMaxHeight / 2) return true;
  const ImFontAtlasRectId pack_id = ImFontAtlasPackAddRect(atlas, w, h);
  if (pack_id == ImFontAtlasRectId_Invalid) return true;
  ImTextureRect* place = ImFontAtlasPackGetRect(atlas, pack_id);

  ImVector<unsigned char>& pixels = atlas->Builder->TempBuffer;
  pixels.resize(w * h * 4);
  std::memset(pixels.Data, 0, static_cast<std::size_t>(pixels.Size));
  glyph->Colored = theatre_glyph_draw(text, origin_x, origin_y, w, h, pixels.Data) != 0 ? 1U : 0U;
  const float ascent = std::round(baked->Ascent);
  glyph->X0 = static_cast<float>(-origin_x) / density;
  glyph->Y0 = static_cast<float>(-origin_y) / density + ascent;
  glyph->X1 = static_cast<float>(w - origin_x) / density;
  glyph->Y1 = static_cast<float>(h - origin_y) / density + ascent;
  glyph->Visible = 1;
  glyph->PackId = pack_id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, glyph, place, pixels.Data, ImTextureFormat_RGBA32, w * 4);
  return true;
}

const ImFontLoader& browser_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader l;
    l.Name = "browser canvas";
    l.FontSrcContainsGlyph = contains_glyph;
    l.FontBakedInit = init_baked;
    l.FontBakedLoadGlyph = load_glyph;
    return l;
  }();
  return loader;
}

}  // namespace

bool add_faces(ImFontAtlas& atlas, const Runs& runs, std::array<ImFont*, face_count>& faces) {
  struct Entry {
    Face face;
    const char* name;
    Family family;
    int weight;
  };
  constexpr Entry entries[] = {
      {Face::regular, "sans 400", sans, 400},     {Face::medium, "sans 500", sans, 500},
      {Face::strong, "sans 600", sans, 600},      {Face::mono, "mono 500", mono, 500},
      {Face::mono_strong, "mono 700", mono, 700},
  };
  for (const Entry& entry : entries) {
    Source source{&runs, entry.family, entry.weight};
    ImFontConfig config;
    config.FontLoader = &browser_loader();
    config.FontData = &source;
    config.FontDataSize = sizeof(source);
    config.FontDataOwnedByAtlas = false;  // ImGui takes a copy
    config.SizePixels = 15;
    std::snprintf(config.Name, sizeof(config.Name), "%s", entry.name);
    faces[static_cast<std::size_t>(entry.face)] = atlas.AddFont(&config);
  }
  return true;
}

}  // namespace theatre::ui
