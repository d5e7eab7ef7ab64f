// The library: a query card, books whose spines are keys and whose contents are values, and a desk with the blend that
// is read. How far a book slides out and glows is its weight.
#pragma once

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// For the Trace of a look-up: one row (`input.row.token`) asks, every other token is a book, `source` its contents.
// Hot spots: "book:i", "percent:i", "ribbon:i", "entry:i" (their value and what "explain" opens is the number shown:
// the weight; before softmax the product or score), "blend:c" (a word of the blend: output channel c), "query" (action
// "edit"). Labels: "title:i", "title:i:2", "percent:i", "score:i", "query:…", "blend:c", "amount:c", "entry:i", …
Picture library(const SceneInput& input);

}  // namespace theatre::scenes
