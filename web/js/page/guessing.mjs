// Whether the learner still guesses how a row is shared out: then no part of the page may tell. A question about a sentence of their
// own is no reason to hide what other words do.

const telling = new Set(['word', 'head', 'bars']);

export const isGuessing = (state) => telling.has(state?.predict?.kind) && !state.predict.revealed && !state.predict.lit;
