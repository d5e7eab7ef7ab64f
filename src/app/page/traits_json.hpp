// What the page has to know of a scene, as it goes to it with the state: state.step.traits of docs/page-interface.md.
#pragma once

#include "app/arguments.hpp"
#include "scenes/scene.hpp"

namespace theatre::app {

// `words`: on its stage.
Json traits_json(const scenes::Scene& scene, std::size_t words);

}  // namespace theatre::app
