// From text to the first residual stream of the glass box: tokens, position dimensions, lexical dimensions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/tensor.hpp"
#include "model/glass_box/compile.hpp"
#include "model/lexicon/lexicon.hpp"
#include "trace/trace.hpp"

namespace theatre::model {

inline constexpr std::size_t kWordLimit = 200;  // words on stage; ⟨start⟩ and ⟨end⟩ come on top

// "one", "position", "position squared", the clock hands, then every lexical feature by its name.
std::vector<std::string> given_dimensions();

// Fills text, tokens and notes of the trace, and returns X (T, d_model) before the first layer.
core::Matrix embed(std::string_view bytes, const Lexicon& lexicon, const CompiledModel& model, bool positions,
                   trace::Trace& trace);

}  // namespace theatre::model
