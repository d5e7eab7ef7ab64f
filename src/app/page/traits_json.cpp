#include "app/page/traits_json.hpp"

namespace theatre::app {
namespace {

const char* ground_name(scenes::Ground ground) {
  switch (ground) {
    case scenes::Ground::paper:
      return "paper";
    case scenes::Ground::dark:
      return "dark";
    case scenes::Ground::panels:
      break;
  }
  return "panels";
}

Json second_json(const scenes::SecondText& second) {
  if (second.kind == scenes::SecondText::Kind::sentence) return {{"kind", "sentence"}, {"label", second.label}};
  return {
      {"kind", "cards"}, {"label", second.label}, {"one", second.one}, {"many", second.many}, {"hint", second.hint}};
}

}  // namespace

Json traits_json(const scenes::Scene& scene, std::size_t words) {
  const float height =
      scene.phone_height_for != nullptr ? scene.phone_height_for(words, scene.phone_height) : scene.phone_height;
  return {{"ground", ground_name(scene.ground)},
          {"first", {{"label", scene.first.label}, {"asks", scene.first.asks}}},
          {"second", second_json(scene.second)},
          {"asked", scene.asked},
          {"captions", scene.captions.front().empty() ? Json(nullptr) : Json(scene.captions)},
          {"moves", scene.after_change.seconds > 0},
          {"plot", scene.plot},
          {"ownTemperature", scene.own_temperature},
          {"ownHeads", scene.own_heads},
          {"phoneHeight", height},
          {"parts", scene.parts}};
}

}  // namespace theatre::app
