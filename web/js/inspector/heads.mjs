// The chooser of heads: a list where heads have names, a grid of live maps where training found them.

import { el } from '../core/dom.mjs';
import { makeHeadGrid } from './head-grid.mjs';
import { makeHeadList } from './head-list.mjs';
import { drawnFor } from './heat.mjs';

const named = /\p{L}/u; // “5.11” is a place, “verb-subject” a name

export function makeHeads(context) {
  const node = el('div', {});
  let shown = null;
  let key = '';
  const parts = {};
  return {
    node,
    update(opened) {
      const { state } = context.actions;
      const now = `${drawnFor(state)} ${state?.layer}.${state?.head}`;
      if (now === key && !opened) return;
      key = now;
      const heads = context.actions.ask('heads') ?? [];
      const kind = heads.some((head) => named.test(head.name)) ? 'list' : 'grid';
      parts[kind] ??= kind === 'grid' ? makeHeadGrid(context) : makeHeadList(context);
      if (shown !== kind) {
        shown = kind;
        node.replaceChildren(parts[kind].node);
      }
      parts[kind].update(heads, opened);
    },
  };
}
