// Masks by name, as scripts, lessons and the page write them: "none", "causal", "padding:3".
#pragma once

#include <string>
#include <string_view>

#include "model/model.hpp"

namespace theatre::app {

std::string mask_name(const model::Switches& switches);

// Sets the mask of `switches`; false, and nothing changed, when there is no such mask.
bool read_mask(std::string_view name, model::Switches& switches);

}  // namespace theatre::app
