// Words, percents and hot spots over the canvas. One element for each id, kept while the thing is on stage, moved by transform only.

import { byId, el, setAttribute } from '../core/dom.mjs';
import { setUpPointing } from './pointing.mjs';
import { cardsOf, keepsDarkStage } from '../scenes/traits.mjs';

const families = { sans: 'var(--sans)', serif: 'var(--serif)', mono: 'var(--mono)' };
const roles = new Map(['text', 'text_2', 'text_3', 'control', 'line', 'raised', 'surface', 'query', 'key', 'value', 'weight', 'plus', 'minus', 'house']
  .map((role) => [role, `var(--${role.replace('_', '-')})`]));
const shifts = { '-1': '0', 0: '-50%', 1: '-100%' };
const round = (v) => Math.round(v * 100) / 100;

// Elements by id: those no longer named go back to a pool and are used again.
function makePool(parent, make) {
  const used = new Map();
  const spare = [];
  return {
    used,
    update(items, set) {
      const seen = new Set();
      for (const item of items) {
        if (seen.has(item.id)) continue;
        seen.add(item.id);
        let entry = used.get(item.id);
        if (!entry) {
          entry = { node: spare.pop() ?? make(), last: {} };
          entry.last = {};
          entry.node.removeAttribute('style');
          used.set(item.id, entry);
          parent.append(entry.node);
        }
        set(entry, item);
      }
      for (const [id, entry] of used) {
        if (seen.has(id)) continue;
        used.delete(id);
        if (entry.node.contains(document.activeElement)) document.activeElement.blur();
        entry.node.remove();
        spare.push(entry.node);
      }
    },
  };
}

// Writes a style only when it differs from what was written last.
function style(entry, name, value) {
  if (entry.last[name] === value) return;
  entry.last[name] = value;
  entry.node.style.setProperty(name, value);
}

export function setUpOverlay(actions, editCard) {
  const overlay = byId('overlay');
  const spots = byId('spots');
  const labels = makePool(byId('labels'), () => el('span', { dir: 'auto' }));
  const buttons = makePool(spots, () => el('button', { type: 'button', tabindex: '-1' }));
  const pointing = setUpPointing(actions, (id) => [labels, buttons].flatMap((pool) => pool.used.get(id)?.node ?? []));
  let current = []; // hot spots of the picture, in its order
  let focusId = null;

  function showLabel(entry, label, moving) {
    const { node, last } = entry;
    if (last.text !== label.text) node.textContent = last.text = label.text;
    // Sizes swap at the end of a move: nothing jumps on the way.
    const keepSize = moving && last.size !== undefined;
    const size = keepSize ? last.size : label.size;
    last.size = size;
    style(entry, 'font', `${label.weight ?? 500} ${size}px/1.2 ${families[label.font] ?? families.sans}`);
    style(entry, 'color', roles.get(label.role) ?? roles.get('text'));
    style(entry, 'opacity', String(label.opacity ?? 1));
    style(entry, 'transform', `translate(${round(label.x)}px, ${round(label.y)}px) ${label.angle ? `rotate(${label.angle}deg) ` : ''}translate(${shifts[label.align ?? 0] ?? '-50%'}, -50%)`);
    if (last.onDark !== label.onDark) setAttribute(node, 'data-tokens', (last.onDark = label.onDark) ? 'dark' : null);
    const halo = label.halo ?? keepsDarkStage(actions.state);
    if (last.halo !== halo) node.classList.toggle('halo', (last.halo = halo));
  }

  function showSpot(entry, spot) {
    const { node, last } = entry;
    style(entry, 'transform', `translate(${round(spot.x)}px, ${round(spot.y)}px)`);
    style(entry, 'width', `${round(spot.w)}px`);
    style(entry, 'height', `${round(spot.h)}px`);
    if (last.id !== spot.id) {
      last.id = spot.id;
      node.dataset.spot = spot.id;
      node.tabIndex = -1;
    }
    setAttribute(node, 'aria-label', spot.label);
    setAttribute(node, 'aria-pressed', spot.selected === undefined ? null : String(Boolean(spot.selected)));
    node.toggleAttribute('data-still', !spot.action);
    node.toggleAttribute('data-panel', Boolean(spot.panel));
  }

  function rove() {
    const chosen = current.find((spot) => spot.id === focusId) ?? current.find((spot) => spot.selected) ?? current[0];
    for (const [id, { node }] of buttons.used) setAttribute(node, 'tabindex', id === chosen?.id ? '0' : '-1');
  }

  // A card is written on a line of its own: a second click, or F2, goes to it. Its hot spot is called “book:3” or “voice:3”.
  let clicked = null;
  function edit(id) {
    const [kind, card] = (id ?? '').split(':');
    if (kind !== cardsOf(actions.state)?.one || !card) return false;
    editCard(Number(card));
    return true;
  }

  const spotOf = (target) => target.closest?.('[data-spot]')?.dataset.spot ?? null;

  spots.addEventListener('click', (event) => {
    const id = spotOf(event.target);
    if (event.detail === 2 && edit(clicked)) return; // what was clicked first may have moved away
    clicked = id;
    const spot = current.find((s) => s.id === id);
    if (!spot?.action) return;
    if (spot.action === 'edit') return byId('sentence').select();
    actions.do('activate', id);
    actions.refresh();
  });
  spots.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    actions.ask('hover', spotOf(event.target));
    pointing.mark(spotOf(event.target));
  });
  spots.addEventListener('pointerout', (event) => {
    if (event.pointerType !== 'mouse' || spotOf(event.relatedTarget ?? spots)) return;
    actions.ask('hover', null);
    pointing.mark(null);
  });
  spots.addEventListener('focusin', (event) => {
    focusId = spotOf(event.target);
    pointing.mark(focusId);
    rove();
  });
  spots.addEventListener('focusout', () => {
    focusId = null;
    pointing.mark(null);
  });
  spots.addEventListener('keydown', (event) => {
    if (event.key === 'F2' && edit(focusId)) return event.preventDefault();
    const to = inMatrix(focusId, event.key) ?? inOrder(event.key);
    if (!to) return;
    event.preventDefault();
    focus(to);
  });

  // In a matrix the arrow keys go from cell to cell; above and below it on to what stands before and after it.
  function inMatrix(id, key) {
    const [kind, matrix, row, column] = (id ?? '').split(':');
    const [down, across] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key] ?? [];
    if (kind !== 'cell' || down === undefined) return null;
    const beside = `cell:${matrix}:${Number(row) + down}:${Number(column) + across}`;
    if (buttons.used.has(beside)) return beside;
    if (across) return id;
    const others = down > 0 ? current : [...current].reverse();
    const at = others.findIndex((spot) => spot.id === id);
    return others.slice(at).find((spot) => !spot.id.startsWith(`cell:${matrix}:`))?.id ?? id;
  }

  function inOrder(key) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const at = current.findIndex((spot) => spot.id === focusId);
    return step && at >= 0 ? current[(at + step + current.length) % current.length].id : null;
  }

  const focus = (id) => buttons.used.get(id)?.node.focus({ preventScroll: true });

  actions.on('picture', (picture) => {
    labels.update(picture.labels ?? [], (entry, label) => showLabel(entry, label, picture.moving));
    current = picture.hotspots ?? [];
    buttons.update(current, showSpot);
    rove();
  });

  actions.on('state', (state) => {
    setAttribute(overlay, 'data-tokens', keepsDarkStage(state) ? 'dark' : null);
    // The focus goes along with the lamp when a word of the stage has it.
    if (focusId?.startsWith('word:') && state.token >= 0 && focusId !== `word:${state.token}`) {
      queueMicrotask(() => focus(`word:${state.token}`));
    }
  });
}
