// What one row of weights would be if something were different.
#include "trace/what_if.hpp"

#include "core/softmax.hpp"

namespace theatre::trace {

RowVector weights_if_scores_times(const Head& head, int row, float factor) {
  const core::Mask mask = head.mask.size() == 0 ? core::Mask() : core::Mask(head.mask.row(row));
  return core::softmax(head.scores.row(row), mask, head.temperature / factor).row(0);
}

Head if_scores_times(const Head& head, float factor) {
  Head out = head;
  out.temperature = head.temperature / factor;
  out.weights = core::softmax(head.scores, head.mask, out.temperature);
  out.output = out.weights * head.v;
  return out;
}

}  // namespace theatre::trace
