// The sentence boxes: real text fields. The learner's text is theirs; it is sent on, at most once a frame, and never altered here
// but for the line breaks of a paste, which become spaces.

import { inSite } from '../core/address.mjs';
import { byId, el, setText } from '../core/dom.mjs';
import { putInto, watchField } from '../core/own-undo.mjs';
import { arrowsWithin, makePopover } from '../core/popover.mjs';
import { cardsOf, textsOf } from '../scenes/traits.mjs';

let sentences = null; // good ones to try, fetched when the menu is first opened

export function setUpSentence(actions, content) {
  const first = setUpField(actions, byId('sentence'), 'first');
  const second = setUpField(actions, byId('second'), 'second');
  const again = byId('again');
  const menu = byId('try-menu');
  let stepText = null; // the step's own sentence, as it was when the step opened
  let stepKey = '';

  const surprise = el('button', { type: 'button', class: 'pick surprise', onclick: () => choose(another()) }, 'Surprise me');
  const popover = makePopover(byId('try'), menu, { onOpen: fill });
  arrowsWithin(menu, '.pick');

  async function fill() {
    if (menu.childElementCount > 0) return;
    try {
      sentences ??= await fetch(inSite('data/sentences.json')).then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error('no sentences'))));
    } catch (error) {
      console.warn(error);
      popover.hide();
      actions.emit('error', 'The sentences could not be loaded. Please try again.');
      return;
    }
    menu.replaceChildren(el('h2', {}, 'Try'), surprise, ...sentences.map((text) =>
      el('button', { type: 'button', class: 'pick', onclick: () => choose(text) }, text)));
  }

  // Any but the one that is there.
  function another() {
    const others = sentences.filter((text) => text !== actions.state?.text);
    return others[Math.floor(Math.random() * others.length)];
  }

  function choose(text) {
    popover.hide();
    first.replace(text);
  }

  const putBack = el('button', { type: 'button', class: 'put-back', onclick: () => { actions.do('set', { turn: null }); actions.refresh(); } }, 'Put it back');

  function showNote(text, turned) {
    const note = byId('note');
    if (note.dataset.said === `${turned}${text}`) return;
    note.dataset.said = `${turned}${text}`;
    note.replaceChildren(text, ...(turned ? [' ', putBack] : []));
  }

  again.addEventListener('click', () => {
    if (stepText === null) return;
    first.replace(stepText);
    byId('sentence').focus();
  });

  actions.on('state', (state) => {
    const key = `${state.lesson?.id}/${state.step?.id}`;
    if (key !== stepKey) {
      stepKey = key;
      stepText = content(state.lesson?.id, state.step?.id)?.text ?? state.text;
    }
    again.hidden = stepText === null || stepText === '' || state.text === stepText;
    first.follow(state.text);
    const cards = cardsOf(state);
    const two = !cards && (Boolean(state.second) || typeof content(state.lesson?.id, state.step?.id)?.second === 'string');
    byId('box-second').hidden = !two;
    if (two) second.follow(state.second ?? '');
    const texts = textsOf(state);
    byId('try').hidden = Boolean(cards); // they are sentences, and no questions to a shelf
    setText(byId('sentence-label'), texts.first?.label ?? 'Your sentence');
    byId('sentence-label').classList.toggle('asks', Boolean(texts.first?.asks));
    if (two) setText(byId('second-label'), texts.second?.label ?? 'The other text');
    showNote(state.empty ? (cards ? '' : 'Type a sentence to light the stage.') : (state.turned ? state.notes.at(-1) : state.notes?.[0]) ?? '', Boolean(state.turned));
  });

  return { focus: () => byId('sentence').select() };
}

function setUpField(actions, field, which) {
  let composing = false;
  let frame = 0;
  let sent = '';
  watchField(field);

  function send() {
    frame = 0;
    if (field.value === sent) return;
    sent = field.value;
    actions.ask('setText', sent, which);
    actions.refresh();
  }

  function soon() {
    if (!composing && !frame) frame = requestAnimationFrame(send);
  }

  field.addEventListener('compositionstart', () => { composing = true; });
  field.addEventListener('compositionend', () => {
    composing = false;
    soon();
  });
  field.addEventListener('input', soon);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) event.preventDefault(); // one line; nothing to commit
    if (event.key === 'Escape') field.blur();
  });
  field.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/[\r\n]/.test(text)) return;
    event.preventDefault();
    insert(field, text.replace(/\s*[\r\n]+\s*/g, ' '));
  });
  field.addEventListener('blur', () => { field.scrollLeft = 0; });

  return {
    // The core's text, unless the learner is in the middle of writing.
    follow(text) {
      if (composing || frame || text === sent || typeof text !== 'string') return;
      sent = text;
      putInto(field, text);
    },
    replace(text) {
      field.focus({ preventScroll: true });
      field.select();
      insert(field, text);
    },
  };
}

// Through the browser's own editing, so that undo takes it back.
function insert(field, text) {
  if (document.execCommand?.('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
