// Which query may look at which key.
#include "core/mask.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace theatre::core {
namespace {

constexpr std::array<std::pair<MaskRule, std::string_view>, 6> kNames{{
    {MaskRule::all, "all"},
    {MaskRule::causal, "causal"},
    {MaskRule::strict_causal, "strict causal"},
    {MaskRule::anti_causal, "anti-causal"},
    {MaskRule::strict_anti_causal, "strict anti-causal"},
    {MaskRule::others, "others"},
}};

bool rule_allows(MaskRule rule, Eigen::Index i, Eigen::Index j) {
  switch (rule) {
    case MaskRule::all:
      return true;
    case MaskRule::causal:
      return j <= i;
    case MaskRule::strict_causal:
      return j < i;
    case MaskRule::anti_causal:
      return j >= i;
    case MaskRule::strict_anti_causal:
      return j > i;
    case MaskRule::others:
      return j != i;
  }
  return true;
}

}  // namespace

std::string_view mask_name(MaskRule rule) {
  for (const auto& [known, name] : kNames) {
    if (known == rule) return name;
  }
  return {};
}

std::optional<MaskRule> mask_from_name(std::string_view name) {
  for (const auto& [rule, known] : kNames) {
    if (known == name) return rule;
  }
  return std::nullopt;
}

Mask make_mask(MaskRule rule, Eigen::Index queries, Eigen::Index keys) {
  Mask mask(queries, keys);
  for (Eigen::Index i = 0; i < queries; ++i) {
    for (Eigen::Index j = 0; j < keys; ++j) mask(i, j) = rule_allows(rule, i, j);
  }
  return mask;
}

Mask padding_mask(Eigen::Index queries, Eigen::Index keys, Eigen::Index padding) {
  Mask mask = Mask::Constant(queries, keys, true);
  mask.rightCols(std::clamp<Eigen::Index>(padding, 0, keys)).setConstant(false);
  return mask;
}

Mask combine(const Mask& a, const Mask& b) {
  if (a.size() == 0) return b;
  if (b.size() == 0) return a;
  assert(a.rows() == b.rows() && a.cols() == b.cols());
  return a && b;
}

bool allows(const Mask& mask, Eigen::Index i, Eigen::Index j) { return mask.size() == 0 || mask(i, j); }

}  // namespace theatre::core
