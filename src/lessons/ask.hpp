// The question of a step, asked of what the learner has in front of them: where its words are gone, it asks about the
// words that are there, with options that are computed.
#pragma once

#include <optional>

#include "lessons/lesson.hpp"

namespace theatre::lessons {

// The word of the head's queries that a question is about, or the lamp goes to, where nobody has chosen one: a pronoun
// (he, she, it, they …), else the main verb, else the first content word, else any. One whose light rests on a token
// that the model adds comes last, and `not_this` is passed over. Without a head (nullptr) of the first text; -1 = none.
int word_to_ask(const trace::Trace& trace, const trace::Head* head, int not_this = -1);

// Where the lamp hangs meanwhile: the main verb, else a content word, another than the one that is asked about.
int word_beside(const trace::Trace& trace, const trace::Head* head, int asked);

// None: the step's own question stands, word for word. Otherwise the question as it has to be asked now, its words by
// their places ("#3"); one without options says in a sentence why there is nothing to guess. `lit`: the word whose
// light is to be seen already, which is not asked about.
std::optional<Predict> ask(const Predict& predict, const Situation& situation, int lit = -1);

}  // namespace theatre::lessons
