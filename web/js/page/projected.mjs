// The projector's one line: the question, or the step's title, with the asking word in gold.

import { byId, el } from '../core/dom.mjs';
import { askedOf } from '../scenes/traits.mjs';

export function setUpProjected(actions) {
  const place = byId('projected');
  let last = '';
  actions.on('state', (state) => {
    const asked = state.tokenText ? askedOf(state) ?? '' : state.step?.title ?? '';
    const question = state.predict?.question ?? asked;
    const key = `${question}|${state.tokenText}`;
    if (key === last) return;
    last = key;
    place.toggleAttribute('data-long', question.length > 40);
    const quoted = `“${state.tokenText}”`;
    const at = state.tokenText ? question.indexOf(quoted) : -1;
    place.replaceChildren(...(at < 0 ? [question]
      : [question.slice(0, at), '“', el('span', { class: 'asks' }, state.tokenText), '”', question.slice(at + quoted.length)]));
  });
}
