#include "app/head_called.hpp"

#include "model/measured/resume_table.hpp"

namespace theatre::app {

const trace::Head* head_called(const trace::Trace& trace, std::string_view name) {
  if (const auto* head = trace::find_head(trace, name)) return head;
  const auto* table = model::resume_table(trace.model);
  const auto* best = table != nullptr ? table->best_head(name) : nullptr;
  // No label says what it is to share its light as the reader does: whom a pronoun means comes nearest.
  if (table != nullptr && name == model::kSharer) best = table->best_head("pronoun-antecedent");
  return best != nullptr ? trace::find_head(trace, best->layer, best->head) : nullptr;
}

}  // namespace theatre::app
