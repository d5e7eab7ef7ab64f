// The words on a stage: those that a head's weights fall on, and the one that asks, which may be of another text.
#pragma once

#include "scenes/scene_input.hpp"

namespace theatre::scenes {

// The words that the row's head looks at; where the Trace has no such head, the first text.
const trace::Text& words_on_stage(const SceneInput& input);

// The row's word; nullptr where there is none.
const trace::Token* asking_word(const SceneInput& input);

// Its place among the words on the stage; -1 where it is not one of them.
int asking_place(const SceneInput& input);

// For analogies of a single text that looks at itself: a head that doesn't, or keeps its weights alone, is no head of
// theirs, and the row's word is one of the first text.
SceneInput of_one_text(SceneInput input);

}  // namespace theatre::scenes
