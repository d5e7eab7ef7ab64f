// The smallest complete example: five friends, four numbers each, one head. Every number of it fits on one screen.
#pragma once

#include <memory>

#include "model/model.hpp"

namespace theatre::model {

// Knows the five words of “She went to the market” and gives each the numbers in friends_numbers.hpp, found by a search
// so that the row of “went” comes out as a well-known example's. W_Q, W_K, W_V and W_O are the identity: Q = K = V = E.
// Any other text: the five words all the same, and a note that says so. Id "friends", badge "hand-built".
std::unique_ptr<Model> make_friends();

}  // namespace theatre::model
