// Natively there is no browser to draw glyphs: ImGui's built-in font stands in for every face.
#include "ui/kit/fonts.hpp"

namespace theatre::ui {

bool add_faces(ImFontAtlas& atlas, const Runs&, std::array<ImFont*, face_count>& faces) {
  faces.fill(atlas.AddFontDefault());
  return false;
}

}  // namespace theatre::ui
