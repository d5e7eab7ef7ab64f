// How far a head's weights can be believed: for weights of each size, how often the word that got one is a partner.

import { el, svg } from '../core/dom.mjs';
import { count, percent } from './resume-words.mjs';

const fewest = 30; // cases below which a share says little

const range = (t) => `${10 * t}–${10 * t + 10}\u00a0%`;

// A bar as long as partners are frequent, and this row's piece of the diagonal on which both would be equal.
const bar = (tenth, t) => svg('svg', { class: tenth.count < fewest ? 'believed few' : 'believed', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
  svg('rect', { class: 'track', y: 2, width: 100, height: 6 }),
  svg('rect', { class: 'weight', y: 2, width: 100 * tenth.partners, height: 6 }),
  svg('line', { x1: 10 * t, y1: 0, x2: 10 * t + 10, y2: 10, 'vector-effect': 'non-scaling-stroke' }));

// The size of weight that says most: in the middle, where there are cases enough.
function example(reliability) {
  const enough = reliability.map((tenth, t) => ({ ...tenth, t })).filter((tenth) => tenth.count >= fewest);
  return enough.find(({ t }) => t === 4) ?? enough[Math.floor(enough.length / 2)];
}

export function reliability(sharing, who) {
  const middle = example(sharing.reliability);
  const words = (2 ** sharing.entropy).toFixed(1);
  const line = (tenth, t) => el('tr', {},
    el('th', { scope: 'row' }, range(t)),
    el('td', { class: 'believed-cell' }, tenth.count > 0 && bar(tenth, t)),
    el('td', { class: 'number strong' }, tenth.count > 0 ? percent(tenth.partners) : '–'),
    el('td', { class: 'number' }, count(tenth.count)));
  return el('section', { class: 'reliability' },
    el('h2', {}, `What a weight of “${who}” says`),
    el('p', { class: 'prose-small' },
      `A weight is a share of the light, not the chance that a word is a partner: where it says ${range(middle.t)}, that word is one in ${percent(middle.partners)} of ${count(middle.count)} cases.`),
    el('table', { class: 'measured' },
      el('caption', { class: 'hidden' }, 'For weights of each size: how often the word that got one is a partner'),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Weight'), el('td', { class: 'believed-cell' }), el('th', { scope: 'col', class: 'number' }, 'A partner'), el('th', { scope: 'col', class: 'number' }, 'Cases'))),
      el('tbody', {}, sharing.reliability.map(line))),
    el('p', { class: 'prose-small' },
      `On the slanting line both would be equal; the strongest weights are ${Math.round(100 * sharing.calibration_error)} points away from it on average. `
      + `${percent(sharing.on_partners)} of the light falls on partners, and the strongest word is one in ${percent(sharing.strongest)} of ${count(sharing.words)} words. `
      + `A word shares its light as if evenly among ${words} others. A partner is a word that a label links with the asking one, in either direction.`));
}
