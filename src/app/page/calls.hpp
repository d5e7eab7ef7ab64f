// The page's calls, by topic. Everything that comes from outside is validated where it is read; names and meanings are
// documented in docs/page-interface.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "app/arguments.hpp"
#include "app/theatre.hpp"
#include "core/result.hpp"

namespace theatre::app {

using Reply = core::Result<std::string>;  // JSON text

struct Call {
  std::string_view name;
  Reply (*perform)(Theatre& theatre, const Json& arguments);
};

std::span<const Call> course_calls();  // the way through it, guesses, challenges, links, undo
std::span<const Call> text_calls();    // texts, words and heads
std::span<const Call> switch_calls();  // what can be changed in a model
std::span<const Call> model_calls();   // models, their heads, what was measured of them
std::span<const Call> number_calls();  // traces, rows, ledgers
std::span<const Call> stage_calls();   // time, the canvas, the pointer

// What most actions answer with: the state after them.
inline Reply done(Theatre::Done failure, Theatre& theatre) {
  if (failure) return std::move(*failure);
  return theatre.state_text();
}

inline Reply nothing() { return std::string("null"); }

}  // namespace theatre::app
