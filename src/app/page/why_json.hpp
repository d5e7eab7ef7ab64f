// Why the winner of a question won, as it goes to the page: state.predict.why of docs/page-interface.md.
#pragma once

#include "app/arguments.hpp"

namespace theatre::app {

class Theatre;

// Null before the answer is revealed, and where the question is not about words of a row.
Json why_json(const Theatre& theatre);

}  // namespace theatre::app
