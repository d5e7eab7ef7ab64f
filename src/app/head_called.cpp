#include "app/head_called.hpp"

#include <charconv>
#include <string>

#include "model/measured/resume_table.hpp"

namespace theatre::app {
namespace {

// "minilm:5.11": the head of one model by its place, layer and head from 0; nullptr where it says something else.
const trace::Head* head_at(const trace::Trace& trace, std::string_view name) {
  const std::string of_model = trace.model + ":";
  if (name.substr(0, of_model.size()) != of_model) return nullptr;
  const char* const end = name.data() + name.size();
  int layer = -1, head = -1;
  const auto dot = std::from_chars(name.data() + of_model.size(), end, layer);
  if (dot.ec != std::errc{} || dot.ptr == end || *dot.ptr != '.') return nullptr;
  const auto last = std::from_chars(dot.ptr + 1, end, head);
  return last.ec == std::errc{} && last.ptr == end ? trace::find_head(trace, layer, head) : nullptr;
}

}  // namespace

const trace::Head* head_called(const trace::Trace& trace, std::string_view name) {
  if (const auto* head = trace::find_head(trace, name)) return head;
  if (const auto* head = head_at(trace, name)) return head;
  const auto* table = model::resume_table(trace.model);
  const auto* best = table != nullptr ? table->best_head(name) : nullptr;
  // No label says what it is to share its light as the reader does: whom a pronoun means comes nearest.
  if (table != nullptr && name == model::kSharer) best = table->best_head("pronoun-antecedent");
  return best != nullptr ? trace::find_head(trace, best->layer, best->head) : nullptr;
}

}  // namespace theatre::app
