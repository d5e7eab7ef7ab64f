// The stage as text: complete, for those who can't see or use a canvas; also the whole show where WebGL2 is missing.

import { byId, el, setText } from '../core/dom.mjs';
import { isGuessing } from './guessing.mjs';

const has = (value) => value !== undefined && value !== null && value !== '';

export function setUpMirror(actions) {
  const mirror = byId('mirror');
  const live = byId('live');
  let timer = 0;
  let asked = 0;
  let said = '';
  let shown = false;
  let unfolded = false; // the arithmetic, as the reader left it

  let follow = false; // a number was opened here: the focus goes to its arithmetic

  // A number that can be opened. It is a stop for Tab while the text is the show; a screen reader finds it at any time.
  function number(text, quantity) {
    if (!quantity) return text;
    return el('button', { type: 'button', class: 'number', tabindex: shown ? 0 : -1, onclick: () => read('open', quantity, false) }, text);
  }

  function read(...call) {
    unfolded = true;
    follow = true;
    actions.do(...call);
    actions.refresh();
    fill();
  }

  const summary = (row) => {
    const best = [...row.entries].sort((a, b) => b.percent - a.percent).slice(0, 3).filter((e) => e.percent > 0);
    return `“${row.text}” looks at ${best.map((e) => `${e.text} ${e.percent} %`).join(', ')}. Head: ${row.head?.title ?? row.head?.name ?? actions.state?.headName ?? ''}.`;
  };

  function table(row) {
    return el('table', {},
      el('caption', {}, `How “${row.text}” shares out its attention`),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'word'), el('th', { scope: 'col' }, 'share'))),
      el('tbody', {}, ...row.entries.map((entry) => el('tr', { 'aria-current': entry.token === row.token ? 'true' : null, 'data-token': entry.token },
        el('th', { scope: 'row' }, el('bdi', {}, entry.text)), el('td', {}, number(`${entry.percent} %`, weightOf(row, entry)))))));
  }

  const weightOf = ({ head, token }, entry) => head && { kind: 'weight', layer: head.layer, head: head.head, row: token, col: entry.token };

  function ledger() {
    const open = actions.ask('ledger');
    if (!open) return [];
    const lines = (open.sections ?? []).flatMap((section) => [...(section.lines ?? []).map(ledgerLine), sectionLine(section)]);
    const details = el('details', { open: unfolded }, el('summary', {}, `The arithmetic: ${open.title}`),
      ...(open.opened ? [el('button', { type: 'button', class: 'number', tabindex: shown ? 0 : -1, onclick: () => read('ledgerBack') }, 'Back')] : []),
      el('ol', {}, ...lines.map((line) => el('li', {}, ...line))));
    details.addEventListener('toggle', () => { unfolded = details.open; });
    return [details];
  }

  function ledgerLine({ label, left, right, product, leftFrom, rightFrom, from }) {
    const factors = has(left) ? [' ', number(left, leftFrom), ' × ', number(right, rightFrom)] : [];
    return [label, ...factors, ...(has(product) ? [' = ', number(product, from)] : [])];
  }

  function sectionLine({ label, working, value, note, from }) {
    return [[label, working].filter(has).join(': '), ...(has(value) ? [' = ', number(value, from)] : []), note ? ` (${note})` : ''];
  }

  function fill() {
    asked = 0;
    const { state, row } = actions;
    if (!state) return;
    const hidden = isGuessing(state); // no percents before the learner has guessed
    const stops = () => [...mirror.querySelectorAll('summary, button')];
    const focused = stops().indexOf(document.activeElement); // comes back to where it was
    mirror.replaceChildren(
      ...(document.documentElement.dataset.webgl === 'no' ? [el('p', { role: 'note' }, 'This browser has no WebGL 2, so the stage is shown as text. Every number is still computed.')] : []),
      el('h2', {}, 'The stage in words'),
      el('p', {}, state.text ? `Sentence: ${state.text}` : 'There is no sentence yet.'),
      ...(hidden ? [el('p', {}, state.predict.question)] : []),
      ...(row && !hidden ? [table(row), ...ledger()] : []));
    (follow ? mirror.querySelector('summary') : stops()[focused])?.focus({ preventScroll: !shown });
    follow = false;
    if (!row || hidden) return;
    const text = state.empty ? 'The stage is empty.' : summary(row);
    clearTimeout(timer);
    if (text !== said) timer = setTimeout(() => setText(live, (said = text)), 500);
  }

  const soon = () => { asked ||= requestAnimationFrame(fill); };
  actions.on('state', soon);
  actions.on('trace', soon);

  return {
    toggle(on = !shown) {
      shown = on;
      document.documentElement.dataset.mirror = shown ? 'shown' : 'read';
      mirror.tabIndex = shown ? 0 : -1;
      if (!shown) mirror.removeAttribute('tabindex');
      fill();
      if (shown) mirror.focus({ preventScroll: true });
    },
    get shown() { return shown; },
  };
}
