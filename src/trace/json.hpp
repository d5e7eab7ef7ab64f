// A Trace as the JSON object that `attend --json` prints and `window.theatre.trace()` returns.
#pragma once

#include <string>

#include "trace/trace.hpp"

namespace theatre::trace {

struct JsonOptions {
  int layer = -1;         // only heads of this layer; -1 = all
  int head = -1;          // only heads of this index within their layer; -1 = all
  std::string head_name;  // only the head of this name; empty = all
};

// One line. Rows are queries, columns keys; a masked score is null. Numbers have as few digits as lead back
// to the same float (9 at most). What only some models have stands there only for them: several texts and whose rows
// and columns a head has, q and k before positions turned them, curves.
std::string to_json(const Trace& trace, const JsonOptions& options = {});

}  // namespace theatre::trace
