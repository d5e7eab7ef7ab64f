// “Which head links this word to that one?” Two words; the heads that do it most come first, and each can be chosen.

import { shareBar } from './bars.mjs';
import { el } from '../core/dom.mjs';
import { isGuessing } from '../page/guessing.mjs';
import { refill } from '../core/refill.mjs';
import { called } from './resume-words.mjs';

export function makeHeadSearch({ actions, choose, seen }) {
  const from = el('select', { class: 'word asks', 'aria-label': 'The word that asks' });
  const to = el('select', { class: 'word offers', 'aria-label': 'The word it looks at' });
  const results = el('ol', { class: 'found' });
  const said = el('p', { class: 'hidden', 'aria-live': 'polite' });
  const form = el('p', { class: 'find-form' }, el('span', {}, 'Which head links'), el('span', { class: 'pair' }, from, 'to', to, '?'));
  const node = el('div', {}, form, results, said);
  let tokens = '';
  let word = null; // the chosen word that the pickers were set for
  let wanted = null; // {from, to}
  let key = '';

  for (const [name, picker] of [['from', from], ['to', to]]) {
    picker.addEventListener('change', () => {
      wanted[name] = Number(picker.value);
      update();
    });
  }

  const lookedAt = (row) => [...row.entries].filter((entry) => entry.kind !== 'added').sort((a, b) => b.weight - a.weight)[0]?.token ?? 0;

  function options(picker, entries) {
    const counted = new Map();
    const total = new Map();
    for (const { text } of entries) total.set(text, (total.get(text) ?? 0) + 1);
    picker.replaceChildren(...entries.map(({ token, text }) => {
      const nth = (counted.get(text) ?? 0) + 1;
      counted.set(text, nth);
      return el('option', { value: token }, total.get(text) > 1 ? `${text} (${nth})` : text);
    }));
  }

  function result(head, chosen) {
    return el('li', {}, el('button', {
      type: 'button', class: 'found-head', 'data-key': `found-${head.layer}.${head.head}`, 'aria-current': chosen ? 'true' : null,
      onclick: () => {
        choose(head);
        actions.do('select', { token: wanted.from });
        actions.refresh();
        seen();
      },
    },
    el('span', { class: 'found-title' }, called(head)), ' ',
    head.largest && el('span', { class: 'found-most' }, 'its strongest'), ' ',
    el('span', { class: 'found-percent' }, `${head.percent}\u00a0%`),
    shareBar(head.weight)));
  }

  function update() {
    const { state, row } = actions;
    if (!row?.entries?.length) {
      form.hidden = true;
      refill(results, el('li', { class: 'empty' }, 'Type a sentence first.'));
      return;
    }
    form.hidden = false;
    const words = row.entries.map((entry) => entry.text).join('\n');
    if (words !== tokens || state.token !== word) {
      if (words !== tokens) {
        options(from, row.entries);
        options(to, row.entries);
      }
      tokens = words;
      word = state.token;
      wanted = wanted && words === tokens && wanted.from === row.token ? wanted : { from: row.token, to: lookedAt(row) };
      wanted.to = Math.min(wanted.to, row.entries.length - 1);
      from.value = wanted.from;
      to.value = wanted.to;
    }
    const hidden = isGuessing(state);
    const found = hidden ? null : actions.ask('find', { ...wanted });
    const now = JSON.stringify([hidden, found, state.layer, state.head]);
    if (now === key) return;
    key = now;
    if (hidden) {
      refill(results, el('li', { class: 'empty' }, 'Make your guess first; then the heads show their shares.'));
      return;
    }
    const heads = found?.heads ?? [];
    refill(results, heads.length ? heads.map((head) => result(head, head.layer === state.layer && head.head === state.head)) : el('li', { class: 'empty' }, 'No head links these two words.'));
    const best = heads[0];
    said.textContent = best ? `${called(best)} links them most, ${best.percent} %.` : '';
  }

  return { node, update };
}
