// In place of imstb_truetype.h where ImGui's glyphs are drawn by the browser (src/ui/kit/fonts_web.cpp): no font file
// is ever read, so that 15 KB of code that reads them need not be downloaded. Says of every file that it is no font.
#pragma once

struct stbtt_fontinfo {};

inline int stbtt_GetFontOffsetForIndex(const unsigned char*, int) { return -1; }
inline int stbtt_InitFont(stbtt_fontinfo*, const unsigned char*, int) { return 0; }
inline float stbtt_ScaleForPixelHeight(const stbtt_fontinfo*, float) { return 0; }
inline float stbtt_ScaleForMappingEmToPixels(const stbtt_fontinfo*, float) { return 0; }
inline int stbtt_FindGlyphIndex(const stbtt_fontinfo*, int) { return 0; }
inline void stbtt_GetFontVMetrics(const stbtt_fontinfo*, int* ascent, int* descent, int* gap) {
  *ascent = *descent = *gap = 0;
}
inline void stbtt_GetGlyphHMetrics(const stbtt_fontinfo*, int, int* advance, int* bearing) { *advance = *bearing = 0; }
inline void stbtt_GetGlyphBitmapBox(const stbtt_fontinfo*, int, float, float, int* x0, int* y0, int* x1, int* y1) {
  *x0 = *y0 = *x1 = *y1 = 0;
}
inline void stbtt_GetGlyphBitmapBoxSubpixel(const stbtt_fontinfo* font, int glyph, float sx, float sy, float, float,
                                            int* x0, int* y0, int* x1, int* y1) {
  stbtt_GetGlyphBitmapBox(font, glyph, sx, sy, x0, y0, x1, y1);
}
inline void stbtt_MakeGlyphBitmapSubpixelPrefilter(const stbtt_fontinfo*, unsigned char*, int, int, int, float, float,
                                                   float, float, int, int, float* x, float* y, int) {
  *x = *y = 0;
}
