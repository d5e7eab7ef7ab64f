// softmax(QKᵀ/√d_k)V with the symbol of the running step lit. Drawn with plain boxes, which every engine lays out alike;
// readers get the same as MathML.

import { byId, el, setAttribute } from '../../core/dom.mjs';
import { isPanels } from '../../scenes/traits.mjs';

const space = 'http://www.w3.org/1998/Math/MathML';

function m(tag, ...children) {
  const node = document.createElementNS(space, tag);
  node.append(...children);
  return node;
}

// Never seen, so nothing of it depends on how an engine lays MathML out.
function spoken() {
  const math = m('math',
    m('mi', 'softmax'), m('mo', '('),
    m('mfrac', m('mrow', m('mi', 'Q'), m('msup', m('mi', 'K'), m('mi', 'T'))), m('msqrt', m('msub', m('mi', 'd'), m('mi', 'k')))),
    m('mo', ')'), m('mi', 'V'));
  math.setAttribute('aria-label', 'softmax of Q K transposed over the square root of d k, times V');
  return el('span', { class: 'hidden' }, math);
}

// data-steps: the steps in which a part is lit.
function drawn() {
  const part = (name, steps, ...children) => el('span', { class: name, 'data-steps': steps }, ...children);
  return el('span', { class: 'drawn-formula', 'aria-hidden': 'true' },
    part('part softmax', 'softmax', 'softmax'),
    el('span', { class: 'fence open' }),
    el('span', { class: 'over-under' },
      part('part over', 'qkt', part('query', 'qkv', el('i', {}, 'Q')), part('key', 'qkv', el('i', {}, 'K'), el('sup', {}, 'T'))),
      part('part under', 'scale', el('span', { class: 'radical' }, el('i', {}, 'd'), el('sub', {}, 'k')))),
    el('span', { class: 'fence close' }),
    part('part value', 'qkv mix', el('i', {}, 'V')));
}

export function setUpFormula(actions) {
  const place = byId('formula');
  let parts = [];
  actions.on('state', (state) => {
    place.hidden = !isPanels(state);
    if (place.hidden) return;
    if (!parts.length) {
      place.append(spoken(), drawn());
      parts = [...place.querySelectorAll('[data-steps]')];
    }
    for (const part of parts) setAttribute(part, 'data-lit', part.dataset.steps.split(' ').includes(state.stage) ? '' : null);
  });
}
