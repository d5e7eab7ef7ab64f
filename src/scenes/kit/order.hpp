// Orders of the few things on a stage: one function for all of them, where each sort would be compiled anew.
#pragma once

#include <cstddef>
#include <vector>

namespace theatre::scenes {

// The places of `keys` from the smallest key to the largest; of equal ones the earlier first.
std::vector<std::size_t> ascending(const std::vector<float>& keys);

}  // namespace theatre::scenes
