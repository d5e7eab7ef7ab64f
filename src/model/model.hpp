// What every model is: text in, one immutable Trace out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// The break-it switches; the defaults are the model as it is meant.
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

  bool operator==(const Switches& other) const;  // false when a custom mask is in play
};

// One head as a menu shows it, known without a forward pass.
struct HeadInfo {
  int layer = 0;
  int index = 0;
  std::string name, title, asks, offers, carries;
};

class Model {
 public:
  virtual ~Model() = default;
  virtual std::string_view id() const = 0;
  virtual std::string_view badge() const = 0;
  virtual const std::vector<HeadInfo>& heads() const = 0;
  // Never fails: any bytes give a Trace; what had to be cut or guessed stands in its notes.
  virtual trace::TracePtr forward(std::string_view text, const Switches& switches) const = 0;
};

std::unique_ptr<Model> make_glass_box();

}  // namespace theatre::model
