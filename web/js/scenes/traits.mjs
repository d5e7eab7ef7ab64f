// What the page must know of a scene: whether it keeps the dark stage in a light page, and whether the panels are its whole stage.

const dark = new Set(['spotlight', 'party', 'panel']);
const lines = new Set(['library', 'party']);
const panelsOnly = new Set(['five-steps', 'matrices', 'steps']);

export const keepsDarkStage = (scene) => dark.has(scene);
export const hasLines = (scene) => lines.has(scene); // the second text is a list: a book or a voice on each line
export const isPanels = (state) => Boolean(state?.step) && (panelsOnly.has(state.step.scene) || (!state.step.scene && state.step.panel === 'steps'));
