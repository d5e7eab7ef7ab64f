// Questions and switches as JSON: to a worker and back, from scripts, and in the state of the page. The one place where
// a switch gets its name.
#pragma once

#include <optional>
#include <string_view>

#include "app/arguments.hpp"
#include "core/result.hpp"
#include "model/model.hpp"

namespace theatre::app {

// {temperature, scale, positions, mask, headsOff, sameHeads}, and {custom} where the mask was painted: its rows as text
// of 0 and 1. A turned arrow is not among them.
Json switches_json(const model::Switches& switches);
// Sets one of these; fails with one sentence where the value doesn't fit, or there is no such switch.
std::optional<core::Failure> read_switch(std::string_view name, const Json& value, model::Switches& switches);

Json question_json(const model::Question& question);
// Believes nothing; what doesn't fit is as if it weren't there.
model::Question read_question(const Json& given);

}  // namespace theatre::app
