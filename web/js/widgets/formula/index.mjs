// softmax(QKᵀ/√d_k)V as MathML, with the symbol of the running step lit.

import { byId, setAttribute } from '../../core/dom.mjs';
import { isPanels } from '../../scenes/traits.mjs';

const space = 'http://www.w3.org/1998/Math/MathML';

function m(tag, attributes, ...children) {
  const node = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// data-steps: the steps in which a part is lit.
function build() {
  const q = m('mi', { class: 'query', 'data-steps': 'qkv' }, 'Q');
  const k = m('msup', { class: 'key', 'data-steps': 'qkv' }, m('mi', {}, 'K'), m('mi', { class: 'upright' }, 'T'));
  const root = m('msqrt', {}, m('msub', {}, m('mi', {}, 'd'), m('mi', {}, 'k')));
  return m('math', { display: 'block', 'aria-label': 'softmax of Q K transposed over the square root of d k, times V' },
    m('mi', { class: 'upright part', 'data-steps': 'softmax' }, 'softmax'),
    m('mo', { class: 'fence open', stretchy: 'false', form: 'prefix' }, '('),
    m('mfrac', {}, m('mrow', { class: 'part small', 'data-steps': 'qkt' }, q, k), m('mrow', { class: 'part small', 'data-steps': 'scale' }, root)),
    m('mo', { class: 'fence close', stretchy: 'false', form: 'postfix' }, ')'),
    m('mi', { class: 'part value', 'data-steps': 'qkv mix' }, 'V'));
}

export function setUpFormula(actions) {
  const place = byId('formula');
  let parts = [];
  actions.on('state', (state) => {
    place.hidden = !isPanels(state);
    if (place.hidden) return;
    if (!parts.length) {
      place.append(build());
      parts = [...place.querySelectorAll('[data-steps]')];
    }
    for (const part of parts) setAttribute(part, 'data-lit', part.dataset.steps.split(' ').includes(state.stage) ? '' : null);
  });
}
