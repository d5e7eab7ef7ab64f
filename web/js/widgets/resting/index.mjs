// A plain note while a trained head leaves its light on tokens that the model adds: what that means, and what it doesn't.

import { byId, setText } from '../../core/dom.mjs';
import { isGuessing } from '../../page/guessing.mjs';

const much = 50; // percent of the row

export function setUpResting(actions) {
  const note = byId('resting');
  let closed = false;

  function show() {
    const { state, row } = actions;
    const hidden = isGuessing(state);
    const added = state?.badge?.kind === 'pretrained' && !closed && !hidden ? (row?.entries ?? []).filter(({ kind }) => kind === 'added') : [];
    const share = added.reduce((sum, { percent }) => sum + percent, 0);
    note.hidden = share < much;
    if (!note.hidden) setText(byId('resting-text'), `${share}\u00a0% rests on ${[...new Set(added.map(({ text }) => text))].join(' and ')}, where a head leaves weight it has no use for: a row must add up to 100\u00a0%. It means “nothing for me here”, not “this is important”.`);
  }

  byId('resting-close').addEventListener('click', () => {
    closed = true;
    show();
  });
  actions.on('state', show);
  actions.on('trace', show);
}
