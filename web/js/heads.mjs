// The chooser of heads: a list where heads have names, a grid of live maps where training found them.

import { el } from './dom.mjs';
import { makeHeadGrid } from './head-grid.mjs';
import { makeHeadList } from './head-list.mjs';

export function makeHeads(context) {
  const node = el('div', {});
  let shown = null;
  const parts = {};
  return {
    node,
    update(opened) {
      const heads = context.actions.ask('heads') ?? [];
      const kind = heads.some((head) => head.asks) ? 'list' : 'grid';
      parts[kind] ??= kind === 'grid' ? makeHeadGrid(context) : makeHeadList(context);
      if (shown !== kind) {
        shown = kind;
        node.replaceChildren(parts[kind].node);
      }
      parts[kind].update(heads, opened);
    },
  };
}
