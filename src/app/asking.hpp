// The question of a step while the learner changes what it is about: it is asked anew of the words that are there, and
// a verdict is taken back when its numbers are no longer those on the stage.
#pragma once

#include "app/state.hpp"
#include "lessons/condition.hpp"

namespace theatre::app {

// What a new Trace came of, as far as a question minds.
enum class Cause { nothing, step, text, dial };

// `lamp_free`: it hangs where nobody has put it. It gives way to the question then: in the dark it hangs over the word
// that is asked about, and in the light over another, whose light may be seen. `situation` is of `state` and its Trace.
void ask_anew(State& state, const lessons::Step& step, const lessons::Situation& situation, Cause cause,
              bool lamp_free);

// Are the texts those that the step came with? One without a text of its own has none.
bool has_own_texts(const State& state, const lessons::Step& step);

}  // namespace theatre::app
