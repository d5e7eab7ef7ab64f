#include "app/quantity_name.hpp"

#include <utility>

namespace theatre::app {
namespace {

using Kind = trace::Quantity::Kind;

constexpr std::pair<std::string_view, Kind> kinds[] = {{"embedding", Kind::embedding},
                                                       {"residual", Kind::residual},
                                                       {"hidden", Kind::hidden},
                                                       {"q", Kind::q},
                                                       {"k", Kind::k},
                                                       {"v", Kind::v},
                                                       {"product", Kind::product},
                                                       {"score", Kind::score},
                                                       {"weight", Kind::weight},
                                                       {"output", Kind::output},
                                                       {"contribution", Kind::contribution},
                                                       {"q-before", Kind::q_before},
                                                       {"k-before", Kind::k_before},
                                                       {"series", Kind::series},
                                                       {"part", Kind::part}};

}  // namespace

std::string_view quantity_name(Kind kind) {
  for (const auto& [name, known] : kinds) {
    if (known == kind) return name;
  }
  return "weight";
}

std::optional<Kind> quantity_kind(std::string_view name) {
  for (const auto& [known, kind] : kinds) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

}  // namespace theatre::app
