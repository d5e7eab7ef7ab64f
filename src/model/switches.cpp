// When two settings of the switches are the same.
#include "model/model.hpp"

namespace theatre::model {

bool Switches::operator==(const Switches& other) const {
  if (mask == MaskKind::custom || other.mask == MaskKind::custom) return false;
  return temperature == other.temperature && scale == other.scale && positions == other.positions &&
         mask == other.mask && padding == other.padding && heads_off == other.heads_off &&
         same_heads == other.same_heads && turn == other.turn;
}

}  // namespace theatre::model
