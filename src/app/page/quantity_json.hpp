// A number's name as JSON: {kind, layer, head, row, col, step}; window.theatre and the page open it by that.
#pragma once

#include "app/arguments.hpp"
#include "trace/ledger.hpp"

namespace theatre::app {

Json quantity_json(const trace::Quantity& quantity);

}  // namespace theatre::app
