// Where the models fail: sentences they are known to get wrong, each a way to see it on the stage.

import { el, icon } from '../core/dom.mjs';

// MiniLM's head for pronouns hardly hears the word that decides; docs/minilm.md.
const trophy = ['The trophy did not fit in the suitcase because it was too big.', 'The trophy did not fit in the suitcase because it was too small.'];

export function makeFailures({ actions, failures, hide }) {
  const node = el('div', {}, el('p', { class: 'prose-small' }, 'A model is only as honest as the list of what it gets wrong. Choose a sentence and look.'));
  let filled = false;

  function show(model, sentence, head, word) {
    hide();
    if (actions.state?.model !== model) actions.do('setModel', model);
    actions.do('setText', sentence, 'first');
    actions.do('select', head);
    const token = (actions.ask('row')?.entries ?? []).find((entry) => entry.text === word)?.token;
    if (token !== undefined) actions.do('select', { token });
    actions.refresh();
  }

  const failure = (f) => el('li', {}, el('button', { type: 'button', class: 'pick', onclick: () => show('glass-box', f.sentence, { name: f.head }, f.word) },
    f.sentence, el('small', {}, `“${f.word}” looks at “${f.got}”, not at “${f.expected}”. ${f.why}`)));

  const heading = (shape, title) => el('h2', { class: 'with-shape' }, icon(shape, 'kind-shape'), title);

  const trained = (shown) => [
    heading('pretrained', 'MiniLM'),
    el('ul', {}, trophy.map((sentence) => el('li', {}, shown
      ? el('button', { type: 'button', class: 'pick', onclick: () => show('minilm', sentence, { layer: 5, head: 11 }, 'it') }, sentence)
      : el('p', { class: 'pick plain' }, sentence)))),
    el('p', { class: 'prose-small' }, 'One word turns the meaning round, and the weights of “it” hardly change. Head 5.11 finds likely nouns; it does not understand.')];

  const built = (list) => (list.length ? [heading('hand-built', 'The glass box'), el('ul', {}, list.map(failure))] : []);

  let key = '';
  let list = [];
  return {
    node,
    async update() {
      if (!filled) {
        filled = true;
        list = await failures();
      }
      const ready = (actions.state?.models ?? []).find((model) => model.id === 'minilm')?.state === 'ready';
      const first = actions.state?.model === 'minilm';
      const now = `${ready} ${first} ${list.length}`;
      if (now === key) return;
      key = now;
      const parts = first ? [trained(ready), built(list)] : [built(list), trained(ready)];
      node.replaceChildren(node.firstChild, ...parts.flat());
    },
  };
}
