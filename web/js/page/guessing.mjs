// Whether the learner still guesses how a row is shared out: then no part of the page may tell.

const telling = new Set(['word', 'head', 'bars']);

export const isGuessing = (state) => telling.has(state?.predict?.kind) && !state.predict.revealed;
