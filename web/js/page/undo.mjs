// Undo and redo: two buttons, and the keys that everybody knows. What is taken back, the core knows.

import { byId, setAttribute } from '../core/dom.mjs';
import { isFieldsOwn } from '../core/own-undo.mjs';

const names = {
  text: 'the text', second: 'the other text', model: 'the model', guess: 'the guess', heads: 'silenced heads',
  arrow: 'the turned arrow', switches: 'a switch', head: 'the chosen head', word: 'the chosen word',
};

export function setUpUndo(actions) {
  function perform(which) {
    if (!actions.state?.[which]) return;
    actions.do(which);
    actions.refresh();
  }

  for (const which of ['undo', 'redo']) byId(which).addEventListener('click', () => perform(which));

  function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
    if (altKey || ctrlKey === metaKey) return null;
    if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo';
    return key.toLowerCase() === 'y' && ctrlKey && !shiftKey ? 'redo' : null;
  }

  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const which = keyOf(event);
    if (!which || document.querySelector('dialog[open]') || isFieldsOwn(event.target, which)) return;
    event.preventDefault(); // a browser may undo in a field that was left long ago
    perform(which);
  });

  // Not `disabled`: a button that has the focus would lose it with its last step.
  actions.on('state', (state) => {
    for (const which of ['undo', 'redo']) {
      const deed = names[state[which]];
      const word = which === 'undo' ? 'Undo' : 'Redo';
      setAttribute(byId(which), 'aria-disabled', deed ? null : 'true');
      byId(which).title = deed ? `${word}: ${deed}` : `Nothing to ${which}`;
    }
  });
}
