// The stage as text: complete, for those who can't see or use a canvas; also the whole show where WebGL2 is missing.

import { byId, el, setText } from './dom.mjs';

export function setUpMirror(actions) {
  const mirror = byId('mirror');
  const live = byId('live');
  let timer = 0;
  let asked = 0;
  let said = '';
  let shown = false;
  let unfolded = false; // the arithmetic, as the reader left it

  const summary = (row) => {
    const best = [...row.entries].sort((a, b) => b.percent - a.percent).slice(0, 3).filter((e) => e.percent > 0);
    return `“${row.text}” looks at ${best.map((e) => `${e.text} ${e.percent} %`).join(', ')}. Head: ${row.head?.title ?? row.head?.name ?? actions.state?.headName ?? ''}.`;
  };

  function table(row) {
    return el('table', {},
      el('caption', {}, `How “${row.text}” shares out its attention`),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'word'), el('th', { scope: 'col' }, 'share'))),
      el('tbody', {}, ...row.entries.map((entry) => el('tr', { 'aria-current': entry.token === row.token ? 'true' : null, 'data-token': entry.token },
        el('th', { scope: 'row' }, el('bdi', {}, entry.text)), el('td', {}, `${entry.percent} %`)))));
  }

  function ledger() {
    const open = actions.ask('ledger');
    if (!open) return [];
    const lines = (open.sections ?? []).flatMap((section) => [...(section.lines ?? []).map(ledgerLine), sectionLine(section)]);
    const details = el('details', { open: unfolded }, el('summary', {}, `The arithmetic: ${open.title}`), el('ol', {}, ...lines.map((line) => el('li', {}, line))));
    details.addEventListener('toggle', () => { unfolded = details.open; });
    return [details];
  }

  function fill() {
    asked = 0;
    const { state, row } = actions;
    if (!state) return;
    const hidden = ['word', 'head'].includes(state.predict?.kind) && !state.predict.revealed; // no percents before the learner has guessed
    mirror.replaceChildren(
      ...(document.documentElement.dataset.webgl === 'no' ? [el('p', { role: 'note' }, 'This browser has no WebGL 2, so the stage is shown as text. Every number is still computed.')] : []),
      el('h2', {}, 'The stage in words'),
      el('p', {}, state.text ? `Sentence: ${state.text}` : 'There is no sentence yet.'),
      ...(hidden ? [el('p', {}, state.predict.question)] : []),
      ...(row && !hidden ? [table(row), ...ledger()] : []));
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
    },
    get shown() { return shown; },
  };
}

const has = (value) => value !== undefined && value !== null && value !== '';

function ledgerLine({ label, left, right, product }) {
  const factors = [left, right].filter(has).join(' × ');
  return [label, factors, has(product) ? `= ${product}` : ''].filter(Boolean).join(' ');
}

function sectionLine({ label, working, value, note }) {
  return `${[label, working].filter(has).join(': ')}${has(value) ? ` = ${value}` : ''}${note ? ` (${note})` : ''}`;
}
