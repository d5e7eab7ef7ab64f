// What a look-up by words and topics doesn't know of its query, in one sentence for the learner.
#pragma once

#include <string>

#include "model/lexicon/lexicon.hpp"
#include "trace/trace.hpp"

namespace theatre::model {

// Of a finished soft look-up; empty where the query fits something and all its words are known.
std::string unmatched(const trace::Trace& trace, const Lexicon& lexicon);

}  // namespace theatre::model
