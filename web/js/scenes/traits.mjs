// What the page must know of the scene that is shown: its traits come with the state (docs/page-interface.md), from the table in
// src/scenes/all.cpp. Without a core there are none.

const traitsOf = (state) => state?.step?.traits ?? {};

export const keepsDarkStage = (state) => traitsOf(state).ground === 'dark'; // also in a light page
export const captionsOf = (state) => traitsOf(state).captions ?? null; // of the steps of the strip, where they have names here
export const isPanels = (state) => traitsOf(state).ground === 'panels'; // the numbers are the whole stage
export const cardsOf = (state) => (traitsOf(state).second?.kind === 'cards' ? traitsOf(state).second : null); // the second text is a list
export const textsOf = (state) => ({ first: traitsOf(state).first, second: traitsOf(state).second });
export const ownsTemperature = (state) => Boolean(traitsOf(state).ownTemperature);
export const ownsHeads = (state) => Boolean(traitsOf(state).ownHeads);
export const phoneHeight = (state) => traitsOf(state).phoneHeight ?? null;
export const hasParts = (state) => Boolean(traitsOf(state).parts);
export const askedOf = (state) => traitsOf(state).asked?.replace('{word}', () => state.tokenText);
