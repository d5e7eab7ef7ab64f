// A State as the part of an address behind the #, and back: lesson=spotlight&step=guess&text=The+dog&token=2. An
// address may come from anyone: each part is checked, and what doesn't fit is left out. docs/page-interface.md lists
// the parts.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "app/state.hpp"

namespace theatre::app {

// What a link says of the Trace on the stage, which a State alone doesn't know.
struct Shown {
  std::string_view model;  // whose heads and words are counted; empty = the one that everybody has
  bool head = true;        // it has heads
  int strongest = -1;      // the word looked at most: looked at anyhow, so it need not be said
};

std::string make_link(const State& state, const lessons::Course& course, const Shown& shown);

// The parts of an address by name; of a part that is there twice the first.
using LinkParts = std::map<std::string, std::string, std::less<>>;
LinkParts link_parts(std::string_view hash);

// What an address asks for. The guess is not in it: whoever opens it makes their own.
struct Opened {
  State state;
  std::string model;                                 // that it counts words and heads in; empty = none named
  bool place = false;                                // it names a lesson that is there
  bool head = false, token = false, column = false;  // it names them: state.view has them
};
Opened read_link(const LinkParts& parts, const lessons::Course& course, const State& now);

inline constexpr std::size_t most_linked_text = 4000;    // UTF-16 units, as browsers count
inline constexpr Eigen::Index most_linked_mask = 16384;  // pairs of words of a custom mask
inline constexpr std::size_t most_linked_arrow = 256;    // numbers of a turned arrow
inline constexpr float coldest_linked = 1e-3F, warmest_linked = 1e3F;

}  // namespace theatre::app
