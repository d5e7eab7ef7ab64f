// Why the winner won, after a guess: the difference of two scores, line by line, each a bar from one axis. Every number opens its
// own arithmetic; a line lights the two words that it is about.

import { byId, el } from '../../core/dom.mjs';

const apart = 120; // ms between one line and the next

export function make(actions) {
  const heading = el('p', { class: 'why-head' });
  const lines = el('ul', { class: 'why-lines' });
  const closing = el('p', { class: 'why-close' });
  const node = el('div', { class: 'why', role: 'group', 'aria-label': 'Why' }, heading, lines, closing);
  let shown = '';

  const words = (parts) => parts.map(({ text, token }) => (token === null ? text : el('b', { dir: 'auto' }, text)));

  function number(text, { from, detail }, name) {
    const open = () => {
      actions.do('open', from);
      actions.refresh();
    };
    const title = [detail, 'Open the arithmetic'].filter(Boolean).join('. ');
    if (!from) return el('span', { class: 'why-number' }, text);
    return el('button', { type: 'button', class: 'why-number', title, 'aria-label': `${name}: ${text}${detail ? `, ${detail}` : ''}. Open the arithmetic`, onclick: open }, text);
  }

  function line(label, { text, value }, source, widest, at, tokens) {
    const name = label.map((part) => part.text).join('');
    const bar = el('i', { class: value < 0 ? 'minus' : 'plus' });
    bar.style.setProperty('--size', widest > 0 ? Math.abs(value) / widest : 0);
    bar.style.setProperty('--wait', `${at * apart}ms`);
    const row = el('li', {}, el('span', { class: 'why-label' }, words(label)), el('span', { class: 'why-bar', 'aria-hidden': 'true' }, bar), number(text, source, name));
    const lift = (on) => actions.emit('lift', on ? tokens : []);
    row.addEventListener('pointerenter', () => lift(true));
    row.addEventListener('pointerleave', () => lift(false));
    row.addEventListener('focusin', () => lift(true));
    row.addEventListener('focusout', () => lift(false));
    return row;
  }

  function update({ predict: { why } }) {
    const key = JSON.stringify(why);
    if (key === shown) return;
    shown = key;
    actions.emit('lift', []);
    const { difference, rest } = why;
    const told = [...why.lines.map((one) => [one.label, one, one, one.words])];
    if (told.length > 0 && rest && !/^[+−]?0?\.0+$/.test(rest.text)) told.push([[{ text: 'the rest', token: null }], rest, rest, []]);
    const widest = Math.max(0, ...told.map(([, { value }]) => Math.abs(value)));
    // Bars grow both ways from the axis, which stands where the largest of either side needs it.
    const below = Math.max(0, ...told.map(([, { value }]) => -value));
    lines.style.setProperty('--axis', widest > 0 ? below / (below + Math.max(0, ...told.map(([, { value }]) => value))) : 0);
    const headed = words(why.heading);
    if (difference) headed.push(' by ', number(difference.text, difference, 'The difference of their scores'), told.length > 0 ? ':' : '.');
    heading.replaceChildren(...headed);
    lines.replaceChildren(...told.map((parts, at) => line(parts[0], parts[1], parts[2], widest, at, parts[3])));
    lines.hidden = told.length === 0;
    closing.replaceChildren(...(why.closing ? [why.closing.text, el('b', {}, why.closing.strong), '.'] : []));
    // Beside the stage the column may be too short for all of it.
    if (byId('lesson-scroll').contains(node)) node.scrollIntoView({ block: 'nearest' });
  }

  return { node, update };
}
