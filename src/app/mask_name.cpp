#include "app/mask_name.hpp"

#include <algorithm>
#include <cctype>

namespace theatre::app {

std::string mask_name(const model::Switches& switches) {
  switch (switches.mask) {
    case model::MaskKind::causal:
      return "causal";
    case model::MaskKind::padding:
      return "padding:" + std::to_string(switches.padding);
    case model::MaskKind::custom:
      return "custom";
    case model::MaskKind::none:
      break;
  }
  return "none";
}

bool read_mask(std::string_view name, model::Switches& switches) {
  if (name == "none" || name == "causal") {
    switches.mask = name == "none" ? model::MaskKind::none : model::MaskKind::causal;
    return true;
  }
  constexpr std::string_view padding = "padding:";
  if (name.substr(0, padding.size()) != padding) return false;
  const std::string count(name.substr(padding.size()));
  const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  if (count.empty() || count.size() > 4 || !std::all_of(count.begin(), count.end(), digit)) return false;
  switches.mask = model::MaskKind::padding;
  switches.padding = std::stoi(count);
  return true;
}

}  // namespace theatre::app
