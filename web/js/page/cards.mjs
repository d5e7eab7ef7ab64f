// The second text where it is a list: books of a shelf, voices of a room, one on each line, in a sheet over the stage.

import { byId, setText } from '../core/dom.mjs';
import { putInto, watchField } from '../core/own-undo.mjs';
import { closePopover, makePopover } from '../core/popover.mjs';
import { cardsOf } from '../scenes/traits.mjs';

const typing = 150; // ms

export function setUpCards(actions, content) {
  const field = byId('lines');
  const button = byId('edit-lines');
  const sheet = byId('lines-sheet');
  let own = ''; // the step's
  let sent = null;
  let timer = 0;
  watchField(field);

  const popover = makePopover(button, sheet, { onOpen: () => setTimeout(() => field.focus({ preventScroll: true })) });

  function send() {
    clearTimeout(timer);
    timer = 0;
    if (field.value === sent) return;
    sent = field.value;
    actions.ask('setText', sent, 'second');
    actions.refresh();
  }

  field.addEventListener('input', (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(send, typing);
  });
  field.addEventListener('compositionend', () => { timer = setTimeout(send, typing); });
  field.addEventListener('blur', send);
  sheet.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    send();
    closePopover();
  });
  byId('lines-done').addEventListener('click', () => closePopover());
  byId('lines-again').addEventListener('click', () => {
    putInto(field, own);
    send();
    field.focus();
  });

  actions.on('state', (state) => {
    const name = cardsOf(state);
    byId('lines-place').hidden = !name;
    if (!name) {
      if (!sheet.hidden) closePopover();
      return;
    }
    own = content(state.lesson?.id, state.step?.id)?.second ?? own;
    const text = state.second ?? '';
    if (!timer && text !== sent) {
      sent = text;
      putInto(field, text);
    }
    const count = text.split('\n').filter((line) => line.trim()).length;
    setText(byId('edit-lines-text'), `Edit ${name.many}`);
    button.setAttribute('aria-label', `Edit ${name.many}, now ${count} ${count === 1 ? name.one : name.many}`);
    setText(byId('lines-label'), name.label);
    setText(byId('lines-hint'), name.hint);
    byId('lines-again').disabled = text === own;
  });

  // Opens the sheet with the cursor behind the line of one card, counted from 1; empty lines are none.
  return function edit(card) {
    if (byId('lines-place').hidden) return;
    popover.show();
    let at = 0;
    let left = card;
    for (const line of field.value.split('\n')) {
      if (line.trim()) left -= 1;
      if (left === 0) {
        at += line.length;
        break;
      }
      at += line.length + 1;
    }
    field.focus({ preventScroll: true });
    field.setSelectionRange(at, at);
    field.scrollTop = (field.value.slice(0, at).split('\n').length - 4) * Number.parseFloat(getComputedStyle(field).lineHeight);
  };
}
