#include "model/attend.hpp"

#include <utility>

#include "core/attention.hpp"
#include "model/turn.hpp"

namespace theatre::model {

trace::Head head_of(const HeadInfo& info) {
  trace::Head head;
  head.layer = info.layer;
  head.index = info.index;
  head.name = info.name;
  head.title = info.title;
  head.asks = info.asks;
  head.offers = info.offers;
  head.carries = info.carries;
  return head;
}

void attend(trace::Head& head, bool scale, const std::optional<Turn>& turn) {
  apply(turn, head);
  core::Attention pass = core::attention(head.q, head.k, head.v, head.mask, {scale, head.temperature});
  head.scale = pass.scale;
  head.products = std::move(pass.products);
  head.scores = std::move(pass.scores);
  head.weights = std::move(pass.weights);
  head.output = std::move(pass.output);
}

}  // namespace theatre::model
