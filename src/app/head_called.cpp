#include "app/head_called.hpp"

#include "model/measured/resume_table.hpp"

namespace theatre::app {

const trace::Head* head_called(const trace::Trace& trace, std::string_view name) {
  if (const auto* head = trace::find_head(trace, name)) return head;
  const auto* table = model::resume_table(trace.model);
  const auto* best = table != nullptr ? table->best_head(name) : nullptr;
  return best != nullptr ? trace::find_head(trace, best->layer, best->head) : nullptr;
}

}  // namespace theatre::app
