// Times of a model's forward pass on this machine.
#pragma once

#include <string>

#include "model/model.hpp"

namespace theatre::app {

// A table: words, median and best milliseconds of a forward pass with every intermediate kept.
std::string bench(const model::Model& model);

}  // namespace theatre::app
