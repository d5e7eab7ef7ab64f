// The feed-forward blocks of the glass box, by stage of reading.
#pragma once

#include <vector>

#include "model/glass_box/program.hpp"

namespace theatre::model {

// After layer 0: a first look at what each word is in this place (noun, verb, adjective, adverb).
std::vector<BlockSpec> first_reading_blocks();
// After layer 1: the final reading, and what it makes of the word (finite verb, relative word, subject …).
std::vector<BlockSpec> second_reading_blocks();
// After layer 2: head nouns, describing adjectives, words that wait for their verb, wanted kinds.
std::vector<BlockSpec> structure_blocks();
// After layer 3.
std::vector<BlockSpec> claims_blocks();
// After layer 4: where my verb begins, small words, and whether the text is short.
std::vector<BlockSpec> link_blocks();

}  // namespace theatre::model
