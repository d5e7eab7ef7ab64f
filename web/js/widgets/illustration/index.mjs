// A row that somebody drew to make a point, and beside it the same row as it is computed now.

import { badgeOf } from '../../page/badge-kinds.mjs';
import { shareBar } from '../../inspector/bars.mjs';
import { el, icon } from '../../core/dom.mjs';
import { refill } from '../../core/refill.mjs';

const percent = (number) => `${number}\u00a0%`;

export function make() {
  const title = el('span', { class: 'dim' });
  const body = el('div');
  const node = el('details', { class: 'drawn', open: innerWidth >= 720 },
    el('summary', {}, icon('illustration', 'kind-shape'), el('b', {}, 'Illustration'), ' ', title), body);
  let shown = '';

  const row = ({ label, drawn, live }) => el('tr', {},
    el('th', { scope: 'row' }, el('bdi', {}, label)),
    el('td', { class: 'twin', 'aria-hidden': 'true' }, shareBar((drawn ?? 0) / 100, null, 'sketch'), shareBar((live ?? 0) / 100)),
    el('td', {}, drawn === null ? '' : percent(drawn)),
    el('td', { class: live === null ? 'dim' : 'live' }, live === null ? 'gone' : percent(live)));

  function update(state) {
    const { illustration, models, badge, model } = state;
    const source = models?.find(({ id }) => id === model)?.title.replace(/^The /, 'the ') ?? 'the model';
    const kind = badgeOf(badge?.kind)?.word.toLowerCase();
    const key = JSON.stringify([illustration, source, kind]);
    if (key === shown) return;
    shown = key;
    const { words, rest, rowPresent, row: asks } = illustration;
    refill(title, `· ${illustration.title}`);
    const all = rowPresent && rest > 0 ? [...words, { label: 'the others', drawn: null, live: rest }] : words;
    refill(body,
      el('table', {},
        el('thead', {}, el('tr', {}, el('td', { colspan: 2 }), el('th', { scope: 'col' }, 'drawn'), el('th', { scope: 'col', class: 'live' }, 'computed'))),
        el('tbody', {}, all.map(row))),
      el('p', {}, rowPresent
        ? `The drawn row is made up. The other is computed now, by ${source} (${kind}).`
        : `The drawn row is made up. “${asks}” is gone from your sentence, so there is no row to compute.`));
  }

  return { node, update };
}
