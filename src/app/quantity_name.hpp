// The kinds of numbers by name, as scripts and links write them: "weight", "q", "residual".
#pragma once

#include <optional>
#include <string_view>

#include "trace/ledger.hpp"

namespace theatre::app {

std::string_view quantity_name(trace::Quantity::Kind kind);
std::optional<trace::Quantity::Kind> quantity_kind(std::string_view name);

}  // namespace theatre::app
