// Which query may look at which key.
#pragma once

#include <optional>
#include <string_view>

#include "core/tensor.hpp"

namespace theatre::core {

// Rules that depend on the places of query i and key j alone.
enum class MaskRule {
  all,                 // everything
  causal,              // itself and what came before: j <= i (Vaswani et al. 2017, §3.2.3)
  strict_causal,       // only what came before: j < i
  anti_causal,         // itself and what comes after: j >= i
  strict_anti_causal,  // only what comes after: j > i
  others,              // everything but itself: j != i
};

// "all", "causal", "strict causal", "anti-causal", "strict anti-causal", "others".
std::string_view mask_name(MaskRule rule);
std::optional<MaskRule> mask_from_name(std::string_view name);

// (queries, keys). MaskRule::all gives a mask that is true everywhere.
Mask make_mask(MaskRule rule, Eigen::Index queries, Eigen::Index keys);

// (queries, keys): the last `padding` keys are filler that nobody may look at. padding is cut to [0, keys].
Mask padding_mask(Eigen::Index queries, Eigen::Index keys, Eigen::Index padding);

// A key is allowed where both masks allow it. An empty mask allows everything; two empty ones give an empty
// one.
Mask combine(const Mask& a, const Mask& b);

// Does the mask let query i look at key j? An empty mask always does.
bool allows(const Mask& mask, Eigen::Index i, Eigen::Index j);

}  // namespace theatre::core
