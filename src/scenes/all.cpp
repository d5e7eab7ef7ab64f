// The table of scenes: one line for each. Every scene is a folder of this name with a scene.cpp, which defines it.
#include <algorithm>
#include <array>

#include "scenes/scene.hpp"

// clang-format off
#define THEATRE_SCENES(scene) \
  scene(spotlight)            \
  scene(five_steps)           \
  scene(party)                \
  scene(library)              \
  scene(panel)                \
  scene(friends)              \
  scene(morph)
// clang-format on

namespace theatre::scenes {

#define THEATRE_DECLARE(name) Scene name##_scene();
THEATRE_SCENES(THEATRE_DECLARE)
#undef THEATRE_DECLARE

std::span<const Scene> all_scenes() {
#define THEATRE_ENTRY(name) name##_scene(),
  static const std::array table{THEATRE_SCENES(THEATRE_ENTRY)};
#undef THEATRE_ENTRY
  return table;
}

const Scene* find_scene(std::string_view id) {
  const auto scenes = all_scenes();
  const auto found = std::find_if(scenes.begin(), scenes.end(), [&](const Scene& scene) { return scene.id == id; });
  return found != scenes.end() ? &*found : nullptr;
}

std::vector<std::string_view> scene_ids() {
  std::vector<std::string_view> ids;
  for (const Scene& scene : all_scenes()) ids.push_back(scene.id);
  return ids;
}

}  // namespace theatre::scenes
