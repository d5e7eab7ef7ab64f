// Where the models fail: sentences they are known to get wrong, each a way to see it on the stage.

import { el, icon } from '../core/dom.mjs';

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

  const told = ({ word, got, expected, why }) => el('small', {}, `“${word}” looks at “${got}”, not at “${expected}”. ${why}`);
  const item = (f, here) => el('li', {}, here
    ? el('button', { type: 'button', class: 'pick', onclick: () => show(f.model, f.sentence, { name: f.head }, f.word) }, f.sentence, f.got && told(f))
    : el('p', { class: 'pick plain' }, f.sentence, f.got && told(f)));

  // Of one model; what has no wrong answer of its own says at the end what its sentences have in common.
  function group({ title, badge, state }, list) {
    if (!list.length) return [];
    const common = list.find(({ got }) => !got)?.why;
    return [
      el('h2', { class: 'with-shape' }, icon(badge, 'kind-shape'), title),
      el('ul', {}, list.map((f) => item(f, state === 'ready'))),
      common && el('p', { class: 'prose-small' }, common)].filter(Boolean);
  }

  let key = '';
  let list = [];
  return {
    node,
    async update() {
      if (!filled) {
        filled = true;
        list = await failures();
      }
      const models = [...(actions.state?.models ?? [])].sort((a, b) => b.chosen - a.chosen);
      const now = JSON.stringify([models.map(({ id, state }) => [id, state]), list.length]);
      if (now === key) return;
      key = now;
      const parts = models.map((model) => group(model, list.filter((f) => f.model === model.id)));
      node.replaceChildren(node.firstChild, ...parts.flat());
    },
  };
}
