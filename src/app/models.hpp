// The models a learner can choose, and how far the one that has to be fetched has come.
#pragma once

#include <string>

namespace theatre::app {

// Of MiniLM; the glass box is always there.
struct Fetched {
  enum class State { available, loading, ready, failed };
  State state = State::available;
  double bytes = 0, received = 0;  // of the download
  std::string error;               // one sentence; empty = none
};

const char* state_name(Fetched::State state);

inline constexpr const char* glass_box_id = "glass-box";
inline constexpr const char* minilm_id = "minilm";

}  // namespace theatre::app
