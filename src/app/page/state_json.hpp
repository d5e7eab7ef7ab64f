// What the page reads: state, rows, labels and ledgers as JSON text. Their members are listed in
// docs/page-interface.md.
#pragma once

#include <span>
#include <string>

#include "app/arguments.hpp"
#include "core/result.hpp"
#include "scenes/picture.hpp"
#include "trace/ledger.hpp"

namespace theatre::app {

class Theatre;
struct Statistics;

std::string state_json(const Theatre& theatre);
std::string row_json(const Theatre& theatre);        // the chosen word's row of the chosen head
std::string lessons_json(const Theatre& theatre);    // ids and titles, in course order
std::string challenge_json(const Theatre& theatre);  // null when the step has none
std::string ledger_json(const Theatre& theatre);     // the open ledger
std::string place_json(const Theatre& theatre);      // {lesson, step}
// Labels and hot spots; those of the panels take no pointer on the page.
std::string picture_json(const scenes::Picture& picture, std::span<const scenes::HotSpot> panels, int chosen_token);
std::string hotspots_json(std::span<const scenes::HotSpot> named);
std::string statistics_json(const Statistics& statistics);

// {kind: "weight", layer, head, row, col, step} as window.theatre names a number.
core::Result<trace::Quantity> quantity_from_json(const Json& given);

}  // namespace theatre::app
