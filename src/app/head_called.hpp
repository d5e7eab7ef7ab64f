// The head that a stable name means in any model's Trace.
#pragma once

#include <string_view>

#include "trace/trace.hpp"

namespace theatre::app {

// By its name, or by model and place ("minilm:5.11"); where the trace's heads have other names, the head whose measured
// résumé on the tuned half is best at the job of that name. nullptr when there is none.
const trace::Head* head_called(const trace::Trace& trace, std::string_view name);

}  // namespace theatre::app
