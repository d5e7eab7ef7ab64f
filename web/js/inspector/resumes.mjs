// What each head was measured at: for each kind of link the head that finds it best, on sentences it was not chosen by;
// and how far the weights of a head that shares its light can be believed.

import { shareBar } from './bars.mjs';
import { badgeOf } from '../page/badge-kinds.mjs';
import { el } from '../core/dom.mjs';
import { refill } from '../core/refill.mjs';
import { reliability } from './reliability.mjs';
import { called, count, percent } from './resume-words.mjs';

export function makeResumes({ actions, choose, seen }) {
  const node = el('div', {});
  let key = '';

  function line(link, heads, state) {
    const { best } = link;
    if (!best) return null;
    const chosen = best.layer === state?.layer && best.head === state?.head;
    const who = called(heads.find((head) => head.layer === best.layer && head.head === best.head) ?? best);
    return el('tr', { 'aria-current': chosen ? 'true' : null },
      el('th', { scope: 'row' }, el('button', {
        type: 'button', class: 'row-button', 'data-key': `link-${link.id}`,
        'aria-label': `${link.title}: choose ${who}`, onclick: () => { choose(best); seen(); },
      }, link.title), el('small', { class: 'on-phone', 'aria-hidden': 'true' }, who)),
      el('td', { class: 'who' }, who),
      el('td', { class: 'bar-cell' }, shareBar(best.share, link.chance)),
      el('td', { class: 'number strong' }, percent(best.share)),
      el('td', { class: 'number' }, count(link.count)),
      el('td', { class: 'number' }, percent(link.chance)));
  }

  return {
    node,
    update() {
      const { state } = actions;
      const now = JSON.stringify([state?.model, state?.layer, state?.head]);
      if (now === key) return;
      key = now;
      const report = actions.ask('resumes');
      const heads = actions.ask('heads') ?? [];
      if (!report?.links?.length) {
        refill(node, el('p', { class: 'prose-small' }, 'The heads of this model have not been measured.'));
        return;
      }
      const names = (state?.models ?? []).find((model) => model.id === report.model)?.title ?? badgeOf(report.badge)?.word ?? '';
      refill(node,
        el('p', { class: 'prose-small' }, `${names}: how often a head’s strongest weight is the right word, counted on ${count(report.sentences.held_out)} sentences that played no part in choosing the head.`),
        el('table', { class: 'measured' },
          el('caption', { class: 'hidden' }, 'Kinds of links and the head that finds each best'),
          el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Link'), el('th', { scope: 'col' }, 'Best head'),
            el('td', { class: 'bar-cell' }), el('th', { scope: 'col', class: 'number' }, 'Right'), el('th', { scope: 'col', class: 'number' }, 'Cases'), el('th', { scope: 'col', class: 'number' }, 'Chance'))),
          el('tbody', {}, report.links.map((link) => line(link, heads, state)))),
        report.sharing && reliability(report.sharing, called(heads.find((head) => head.sharing) ?? {})));
    },
  };
}
