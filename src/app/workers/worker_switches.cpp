#include "app/workers/worker_switches.hpp"

#include <algorithm>

namespace theatre::app {

model::Switches worker_switches(float temperature, int flags, int mask, int padding, const std::uint8_t* custom,
                                int side, const std::int32_t* off, int offs, const float* turn, int turn_size) {
  model::Switches switches;
  switches.temperature = temperature;
  switches.scale = (flags & without_scale) == 0;
  switches.positions = (flags & without_positions) == 0;
  switches.same_heads = (flags & with_same_heads) != 0;
  switches.mask = static_cast<model::MaskKind>(std::clamp(mask, 0, 3));
  switches.padding = padding;
  if (custom != nullptr && side > 0) {
    switches.custom.resize(side, side);
    for (Eigen::Index i = 0; i < switches.custom.size(); ++i) switches.custom.data()[i] = custom[i] != 0;
  }
  for (int i = 0; i < offs; ++i) switches.heads_off.emplace_back(off[2 * i], off[2 * i + 1]);
  constexpr int turn_head = 4;  // numbers before the row itself
  if (turn_size > turn_head) {
    model::Turn& to = switches.turn.emplace();
    to.layer = static_cast<int>(turn[0]);
    to.head = static_cast<int>(turn[1]);
    to.side = turn[2] == 0 ? trace::Side::query : trace::Side::key;
    to.row = static_cast<int>(turn[3]);
    to.to.assign(turn + turn_head, turn + turn_size);
  }
  return switches;
}

}  // namespace theatre::app
