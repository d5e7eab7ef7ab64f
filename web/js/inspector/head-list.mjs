// A few heads with names, one a line: map, title, measured résumé; the chosen one tells what it asks, offers and carries.
// The head that shares its light stands before those that it reads from.

import { el, icon } from '../core/dom.mjs';
import { decode, drawMap, drawnFor, makeQueue, palette } from './heat.mjs';
import { refill } from '../core/refill.mjs';
import { called, measured, shared } from './resume-words.mjs';
import { rove } from '../core/rove.mjs';

// “previous” is measured for previous-word. What else such a head happens to be good at says nothing about its job.
const ownJob = (head) => head.resume?.find(({ link }) => head.name === link || head.name.startsWith(`${link}-`));

// What was measured of it, in words; of one that was not, what it looks for.
const told = (head, job) => {
  if (head.sharing) return shared(head.sharing);
  if (job) return measured(job);
  return head.chosen || !head.asks ? 'never measured' : head.asks;
};

export function makeHeadList({ actions, choose, seen }) {
  const list = el('div', { role: 'radiogroup', 'aria-label': 'Which head is looking', class: 'head-list' });
  const queue = makeQueue();
  rove(list, '.head-row');
  let key = '';
  let drawn = '';

  function row(head) {
    const roles = [['asks', head.asks], ['offers', head.offers], ['carries', head.carries]].filter(([, text]) => text);
    const job = ownJob(head);
    const id = `head-${head.layer}-${head.head}`;
    return el('button', {
      type: 'button', role: 'radio', class: head.off ? 'head-row off' : 'head-row', 'aria-checked': String(head.chosen), tabindex: head.chosen ? 0 : -1,
      'data-key': id, 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-more`,
      onclick: () => { choose(head); seen(); },
    },
    el('canvas', { class: 'map', 'aria-hidden': 'true' }),
    el('span', { class: 'head-title', id: `${id}-title` }, called(head)),
    icon('tick'),
    el('span', { class: 'head-more', id: `${id}-more` },
      el('span', { class: 'head-resume' }, told(head, job)),
      head.chosen && roles.length > 0 && el('span', { class: 'roles' }, ...roles.flatMap(([role, text]) => [el('b', { class: role }, role), el('span', {}, text)]))));
  }

  return {
    node: list,
    update(all, opened) {
      const heads = [...all].sort((a, b) => Boolean(b.sharing) - Boolean(a.sharing)); // the one that shares comes first
      const now = JSON.stringify(heads);
      if (now !== key) {
        key = now;
        drawn = '';
        refill(list, heads.map(row));
      }
      if (opened) list.querySelector('[aria-checked="true"]')?.scrollIntoView({ block: 'center' });
      const wanted = drawnFor(actions.state);
      if (wanted === drawn) return;
      drawn = wanted;
      queue([() => {
        const maps = actions.ask('maps', { side: 24 });
        if (!maps) return;
        const colours = palette(list);
        const canvases = [...list.querySelectorAll('canvas')];
        queue(heads.map((head, i) => () => {
          const map = maps.heads.find((m) => m.layer === head.layer && m.head === head.head);
          if (map && canvases[i]) drawMap(canvases[i], decode(map.map), maps.side, colours);
        }));
      }]);
    },
  };
}
