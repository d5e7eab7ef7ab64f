// Keys of the theatre. Never while a field has the focus, never with Ctrl, Alt or Meta: those belong to the browser.

import { byId } from '../core/dom.mjs';
import { closePopover } from '../core/popover.mjs';

const typing = 'input, textarea, select, [contenteditable]';

// Letters mean nothing to a slider: R reveals from there as well.
const onBar = ({ target, key }) => target.type === 'range' && key.toLowerCase() === 'r';

export function setUpKeys(actions, parts) {
  const { lesson, strip, badge, layout, menu, sentence, mirror } = parts;

  function moveLamp(by) {
    const row = actions.row;
    const state = actions.state;
    if (!row?.entries?.length || !state) return;
    const tokens = row.entries.map((entry) => entry.token);
    const at = tokens.indexOf(state.token);
    const next = tokens[Math.max(0, Math.min(tokens.length - 1, at + by))];
    if (next !== state.token) choose(next);
  }

  function choose(token) {
    actions.do('select', { token });
    actions.refresh();
  }

  function chooseWord(number) {
    const words = (actions.row?.entries ?? []).filter((entry) => !entry.kind || entry.kind === 'word');
    if (words[number - 1]) choose(words[number - 1].token);
  }

  function escape() {
    if (closePopover()) return true;
    if (lesson.leaveEnding()) return true;
    if (mirror.shown && document.documentElement.dataset.webgl !== 'no') {
      mirror.toggle();
      return true;
    }
    if (actions.state?.panel) {
      strip.toggleNumbers();
      return true;
    }
    return layout.leaveProjector();
  }

  const keys = {
    ArrowLeft: () => moveLamp(-1),
    ArrowRight: () => moveLamp(1),
    '[': () => badge.step(-1),
    ']': () => badge.step(1),
    r: () => { actions.do('reveal'); actions.refresh(); },
    '.': () => lesson.move('next'),
    ',': () => lesson.move('back'),
    PageDown: () => lesson.move('next'),
    PageUp: () => lesson.move('back'),
    n: () => strip.toggleNumbers(),
    t: () => mirror.toggle(),
    p: () => layout.toggleProjector(),
    '?': () => menu.help(),
    '/': () => sentence.focus(),
    ' ': () => strip.togglePlay(),
  };

  // Shift and an arrow key turn q where it is shown as an arrow, with Alt k: the panel on the canvas does it.
  function turn({ code, altKey }) {
    const press = (type, held) => byId('stage').dispatchEvent(new KeyboardEvent(type, { code, shiftKey: held, altKey: held && altKey }));
    press('keydown', true);
    press('keyup', false);
  }

  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
    const turns = event.shiftKey && event.key.startsWith('Arrow') && actions.state?.arrows;
    if (event.altKey && !turns) return;
    if (document.querySelector('dialog[open]') || (event.target.closest?.(typing) && !onBar(event))) return;
    if (event.key === 'Escape') {
      if (escape()) event.preventDefault();
      return;
    }
    if (turns) {
      turn(event);
      event.preventDefault();
      return;
    }
    const inside = event.target.closest?.('.popover, .mirror, .lesson-scroll');
    if (inside && /^(Arrow|Page)/.test(event.key) && event.target !== byId('lesson-title')) return;
    if (event.key === ' ' && event.target.closest?.('button, summary, a')) return; // Space presses the focused button
    if (/^[1-9]$/.test(event.key)) chooseWord(Number(event.key));
    else if (keys[event.key] ?? keys[event.key.toLowerCase()]) (keys[event.key] ?? keys[event.key.toLowerCase()])();
    else return;
    event.preventDefault();
  });
}
