#include "scenes/kit/light.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenes/kit/words.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {

namespace {

// (1, size); zero where the row is of other words.
trace::RowVector row_of(const trace::Trace& trace, const AttentionRow& row, Eigen::Index size) {
  const trace::Head* head = trace::find_head(trace, row.layer, row.head);
  if (head == nullptr || row.token < 0 || row.token >= head->weights.rows() || head->weights.cols() != size) {
    return trace::RowVector::Zero(size);
  }
  return head->weights.row(row.token);
}

// Each word's own stretch of the reveal: 0.4 of it long, begun in the order of the weights.
std::vector<float> reveal_of(const trace::RowVector& row, float reveal) {
  const auto n = static_cast<std::size_t>(row.size());
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return row(a) < row(b); });
  std::vector<float> revealed(n);
  for (std::size_t rank = 0; rank < n; ++rank) {
    const float begins = n > 1 ? 0.6F * static_cast<float>(rank) / static_cast<float>(n - 1) : 0.6F;
    revealed[order[rank]] = ease_in_out(std::clamp((reveal - begins) / 0.4F, 0.0F, 1.0F));
  }
  return revealed;
}

}  // namespace

float ease_in_out(float t) {
  const float u = 2 * t - 2;
  return t < 0.5F ? 4 * t * t * t : 1 + u * u * u / 2;
}

Light light_of(const SceneInput& input) {
  Light light;
  const auto size = static_cast<Eigen::Index>(words_on_stage(input).size());
  light.truth = row_of(*input.trace, input.row, size);
  light.shown = light.truth;
  light.classed = light.truth;
  if (input.previous && input.move < 1) {
    const trace::RowVector before = row_of(*input.trace, *input.previous, size);
    const float t = ease_in_out(std::clamp(input.move, 0.0F, 1.0F));
    light.shown = (1 - t) * before + t * light.truth;
    light.classed = before;
  }
  light.percents = trace::percents(light.shown);
  light.revealed = reveal_of(light.truth, std::clamp(input.reveal, 0.0F, 1.0F));
  return light;
}

}  // namespace theatre::scenes
