// When two settings of the switches are the same, and the mask that they mean.
#include "model/switches.hpp"

#include "core/mask.hpp"

namespace theatre::model {
namespace {

bool same(const core::Mask& a, const core::Mask& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && (a == b).all();
}

}  // namespace

bool Switches::operator==(const Switches& other) const {
  return temperature == other.temperature && scale == other.scale && positions == other.positions &&
         mask == other.mask && padding == other.padding && heads_off == other.heads_off &&
         same_heads == other.same_heads && turn == other.turn &&
         (mask != MaskKind::custom || same(custom, other.custom));
}

core::Mask switched_mask(const Switches& switches, Eigen::Index tokens, std::vector<std::string>& notes) {
  switch (switches.mask) {
    case MaskKind::none:
      return {};
    case MaskKind::causal:
      return core::make_mask(core::MaskRule::causal, tokens, tokens);
    case MaskKind::padding:
      return core::padding_mask(tokens, tokens, switches.padding);
    case MaskKind::custom:
      break;
  }
  if (switches.custom.rows() == tokens && switches.custom.cols() == tokens) return switches.custom;
  notes.push_back("The painted mask has another size than this text, so it is not used.");
  return {};
}

}  // namespace theatre::model
