// The smallest model that writes, for tests: one layer, two heads, numbers drawn from a seed. What it says means
// nothing, and is always the same.
#pragma once

#include <memory>

#include "model/model.hpp"

namespace theatre::model {

inline constexpr int echo_words = 8;  // that it goes on with

// Id "echo", badge "hand-built". The first pass reads the text; each further one adds a word, the likeliest but for the
// one that stands there already, and carries the new rows alone.
std::unique_ptr<Model> make_echo();

}  // namespace theatre::model
