// All heads of a model as live maps: a row for each layer. Below them, in words, what the one in question was measured at.

import { shareBar } from './bars.mjs';
import { el, setAttribute, setText } from '../core/dom.mjs';
import { decode, drawMap, drawnFor, makeQueue, palette } from './heat.mjs';
import { shortly, spoken } from './resume-words.mjs';
import { rove, stopAt } from '../core/rove.mjs';

export function makeHeadGrid({ actions, choose, hide }) {
  const grid = el('div', { class: 'head-grid', role: 'radiogroup', 'aria-label': 'Which head is looking. A row for each layer.' });
  const scroll = el('div', { class: 'head-grid-scroll' }, grid);
  const preview = el('canvas', { class: 'map', 'aria-hidden': 'true' });
  const title = el('span', {});
  const jobs = el('ul', { class: 'jobs' });
  const go = el('button', { type: 'button', class: 'button small on-phone', onclick: hide }, 'Show on the stage');
  const detail = el('div', { class: 'head-detail' }, preview, el('div', {}, el('h2', {}, title, el('small', {}, 'how often its strongest weight is the right word')), jobs), go);
  const legend = el('p', { class: 'legend' }, el('span', {}, 'Rows ask, columns are looked at.'),
    el('span', { class: 'scale' }, 'weight 0', el('i', { class: 'heat', 'aria-hidden': 'true' }), '1'));
  const node = el('div', {}, legend, scroll, detail);
  const queue = makeQueue();
  let heads = [];
  let maps = null;
  let colours = null;
  let cells = new Map(); // “layer.head” → its button
  let drawn = '';
  let asked = null; // hovered or focused

  const id = (head) => `${head.layer}.${head.head}`;
  const mapOf = (head) => maps?.heads.find((m) => m.layer === head.layer && m.head === head.head);
  rove(grid, '.head-cell', () => columns());
  const columns = () => 1 + Math.max(0, ...heads.map((head) => head.head));

  function build() {
    cells = new Map(heads.map((head) => [id(head), el('button', {
      type: 'button', role: 'radio', class: 'head-cell', 'data-head': id(head), onclick: () => choose(head),
    }, el('canvas', { class: 'map', 'aria-hidden': 'true' }))]));
    const wide = columns();
    grid.dataset.columns = wide;
    const parts = [el('span', { class: 'corner', 'aria-hidden': 'true' })];
    for (let h = 0; h < wide; h += 1) parts.push(el('span', { class: 'column-name', 'aria-hidden': 'true' }, String(h)));
    let layer = -1;
    for (const head of heads) {
      if (head.layer !== layer) parts.push(el('span', { class: 'row-name', 'aria-hidden': 'true' }, String(layer = head.layer)));
      parts.push(cells.get(id(head)));
    }
    grid.replaceChildren(...parts);
  }

  function mark() {
    const list = [...cells.values()];
    const inside = list.indexOf(document.activeElement);
    heads.forEach((head) => {
      const cell = cells.get(id(head));
      setAttribute(cell, 'aria-checked', String(head.chosen));
      setAttribute(cell, 'aria-label', spoken(head));
      cell.classList.toggle('off', Boolean(head.off));
    });
    stopAt(list, inside >= 0 ? inside : Math.max(0, heads.findIndex((head) => head.chosen)));
  }

  function describe() {
    const head = heads.find((one) => id(one) === asked) ?? heads.find((one) => one.chosen) ?? heads[0];
    if (!head) return;
    setText(title, `Layer ${head.layer}, head ${head.head}${head.off ? ' (off)' : ''}`);
    const resume = head.resume ?? [];
    jobs.replaceChildren(...(resume.length
      ? resume.map((job) => el('li', {}, el('b', {}, job.title), shareBar(job.share, job.chance), el('span', {}, shortly(job))))
      : [el('li', {}, 'At nothing it was measured at is it better than chance.')]));
    const map = mapOf(head);
    if (map && colours) drawMap(preview, decode(map.map), maps.side, colours);
  }

  function fetchMaps() {
    maps = actions.ask('maps', { side: 24 });
    if (!maps) return;
    colours = palette(grid);
    queue([describe, ...maps.heads.map((map) => () => {
      const canvas = cells.get(id(map))?.firstChild;
      if (canvas) drawMap(canvas, decode(map.map), maps.side, colours);
    })]);
  }

  // Hover and focus only ask; a click or Enter chooses.
  const ask = (event) => {
    asked = event.target.closest?.('.head-cell')?.dataset.head ?? null;
    describe();
  };
  grid.addEventListener('pointerover', ask);
  grid.addEventListener('pointerleave', () => { asked = document.activeElement?.dataset?.head ?? null; describe(); });
  grid.addEventListener('focusin', (event) => { if (event.target.matches(':focus-visible')) ask(event); });

  return {
    node,
    update(fresh) {
      const shape = fresh.map(id).join();
      const rebuilt = shape !== heads.map(id).join();
      heads = fresh;
      if (rebuilt) {
        build();
        drawn = '';
      }
      mark();
      const wanted = drawnFor(actions.state);
      if (wanted !== drawn) {
        drawn = wanted;
        queue([fetchMaps]); // in a frame of its own
      }
      describe();
    },
  };
}
