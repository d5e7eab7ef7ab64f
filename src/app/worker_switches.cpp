#include "app/worker_switches.hpp"

#include <algorithm>

namespace theatre::app {

model::Switches worker_switches(float temperature, int flags, int mask, int padding, const std::uint8_t* custom, int side,
                                const std::int32_t* off, int offs) {
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
  return switches;
}

}  // namespace theatre::app
