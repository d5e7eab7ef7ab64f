// The break-it switches: what a learner can change in a model to see what it is there for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/tensor.hpp"
#include "trace/trace.hpp"

namespace theatre::model {

enum class MaskKind { none, causal, padding, custom };

// One row of a head's q or k, put there by hand in place of x · W.
struct Turn {
  int layer = 0;
  int head = 0;
  trace::Side side = trace::Side::query;
  int row = 0;
  std::vector<float> to;  // (d_head)

  bool operator==(const Turn&) const = default;
};

// The defaults are the model as it is meant.
struct Switches {
  float temperature = 1;                       // > 0
  bool scale = true;                           // false: scores are not divided by √d_head
  bool positions = true;                       // false: position dimensions, and masks that leak order, are off
  MaskKind mask = MaskKind::none;              // on top of each head's own mask
  int padding = 0;                             // MaskKind::padding: the last `padding` tokens can't be looked at
  core::Mask custom;                           // MaskKind::custom: (T, T), ignored with a note when the shape differs
  std::vector<std::pair<int, int>> heads_off;  // (layer, head)
  std::optional<Turn> turn;                    // ignored where it doesn't fit the text or the head
  bool same_heads = false;                     // every head of a layer computes what its first head computes

  bool operator==(const Switches& other) const;
};

// Those that are on or off, by the names that links, scripts and workers use.
struct Flag {
  std::string_view name;
  bool Switches::*member;
};
inline constexpr Flag flags[] = {
    {"scale", &Switches::scale}, {"positions", &Switches::positions}, {"sameHeads", &Switches::same_heads}};

// What the switches forbid in a text of T tokens, for every head alike, (T, T); empty when nothing is forbidden. A mask
// that was painted for another length is left out, with a note.
core::Mask switched_mask(const Switches& switches, Eigen::Index tokens, std::vector<std::string>& notes);

}  // namespace theatre::model
