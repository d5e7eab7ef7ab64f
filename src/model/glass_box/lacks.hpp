// What the glass box doesn't know of a text, in one sentence for the learner: words that its lexicon lacks, or no verb.
#pragma once

#include <string>

#include "trace/trace.hpp"

namespace theatre::model {

// Of a finished pass; empty where nothing is lacking.
std::string what_it_lacks(const trace::Trace& trace);

}  // namespace theatre::model
