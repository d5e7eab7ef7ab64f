#include "scenes/kit/order.hpp"

namespace theatre::scenes {

std::vector<std::size_t> ascending(const std::vector<float>& keys) {
  std::vector<std::size_t> order(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::size_t at = i;
    for (; at > 0 && keys[order[at - 1]] > keys[i]; --at) order[at] = order[at - 1];
    order[at] = i;
  }
  return order;
}

}  // namespace theatre::scenes
