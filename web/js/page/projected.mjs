// The projector's one line: the question, or the step's title, with the asking word in gold.

import { byId, el } from '../core/dom.mjs';

const asks = {
  spotlight: (word) => `Where does “${word}” look?`,
  party: (wish) => `You listen for “${wish}”`,
  library: (query) => `You ask for “${query}”`,
};

export function setUpProjected(actions) {
  const place = byId('projected');
  let last = '';
  actions.on('state', (state) => {
    const asked = state.tokenText ? (asks[state.step?.scene] ?? asks.spotlight)(state.tokenText) : state.step?.title ?? '';
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
