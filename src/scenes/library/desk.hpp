// What lies on the desk: the query card, the words of the blend with their amounts, and the books it was mixed from.
#pragma once

#include "scenes/kit/light.hpp"
#include "scenes/library/layout.hpp"
#include "scenes/library/look.hpp"
#include "trace/trace.hpp"

namespace theatre::scenes {

struct DeskInput {
  const SceneInput* input = nullptr;
  const trace::Head* head = nullptr;  // nullptr: the trace has none
  const Light* light = nullptr;
  const LibraryLayout* layout = nullptr;
  const LibraryLook* look = nullptr;
  const Palette* palette = nullptr;
  const Measure* measure = nullptr;
  float mixed = 0;  // how far the values have flowed to the desk, 0…1
};

void lay_the_desk(const DeskInput& desk, Picture& picture);

}  // namespace theatre::scenes
