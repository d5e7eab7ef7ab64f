// Play, the six steps of attention, the Numbers button.

import { byId, el, setAttribute, setText, svg } from '../core/dom.mjs';
import { captionsOf, isPanels } from '../scenes/traits.mjs';
import { isGuessing } from './guessing.mjs';
import { drawThumbnail } from './thumbnails.mjs';

const stages = [
  { id: 'embed', caption: 'look up', label: 'Embed', spoken: 'Embed' },
  { id: 'qkv', caption: 'three roles', label: 'Q K V', spoken: 'Step 1, Q K V' },
  { id: 'qkt', caption: 'compare', label: 'Q K', above: 'T', spoken: 'Step 2, Q K transposed' },
  { id: 'scale', caption: 'scale', label: '÷ ', root: ['d', 'k'], spoken: 'Step 3, divided by the root of d k' },
  { id: 'softmax', caption: 'share out', label: 'softmax', spoken: 'Step 4, softmax' },
  { id: 'mix', caption: 'mix', label: '· V', spoken: 'Step 5, times V' },
];

function nameOf({ label, above, root }) {
  const name = el('span', { class: 'step-name', 'aria-hidden': 'true' }, label);
  if (above) name.append(el('sup', {}, above));
  if (root) {
    const sign = svg('svg', { viewBox: '0 0 12 19', 'aria-hidden': 'true' },
      svg('path', { d: 'M1 10.5 3.2 9.300 7 18 11.700.75', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' }));
    name.append(' ', el('span', { class: 'root' }, sign, el('span', {}, root[0], el('sub', {}, root[1]))));
  }
  return name;
}

export function setUpStrip(actions) {
  const list = byId('steps');
  const items = stages.map((stage, index) => {
    const thumb = svg('svg', { class: 'thumb', 'aria-hidden': 'true', viewBox: '0 0 80 34' });
    const button = el('button', { type: 'button', class: 'step', onclick: () => show(stage.id) },
      thumb, el('span', { class: index === 0 ? 'dot plain' : 'dot', 'aria-hidden': 'true' }, index === 0 ? '' : String(index)), nameOf(stage));
    const caption = el('span', { class: 'step-caption', 'aria-hidden': 'true' }, stage.caption);
    const spoken = el('span', { class: 'hidden' }, `${stage.spoken}: ${stage.caption}`);
    button.append(caption, spoken);
    const item = el('li', {}, button);
    list.append(item);
    return { stage, thumb, button, item, caption, spoken };
  });

  function show(stage) {
    actions.do('stage', stage);
    actions.refresh();
  }

  function togglePlay() {
    actions.do(actions.state?.playing ? 'pause' : 'play');
    actions.refresh();
  }

  function toggleNumbers() {
    if (isPanels(actions.state)) return; // the numbers are the stage here
    actions.do('panel', actions.state?.panel ? null : 'numbers');
    actions.refresh();
  }

  byId('play').addEventListener('click', togglePlay);
  byId('numbers').addEventListener('click', toggleNumbers);
  byId('sheet-close').addEventListener('click', () => {
    toggleNumbers();
    byId('numbers').focus();
  });
  // A tap beside the phone's sheet shuts it.
  document.addEventListener('pointerdown', (event) => {
    if (document.documentElement.dataset.numbers === 'open' && event.target === document.documentElement) toggleNumbers();
  });

  actions.on('state', (state) => {
    const now = stages.findIndex((stage) => stage.id === state.stage);
    const captionAt = (index) => captionsOf(state)?.[index] ?? stages[index].caption;
    items.forEach(({ item, button, stage, caption, spoken }, index) => {
      setText(caption, captionAt(index));
      setText(spoken, `${stage.spoken}: ${captionAt(index)}`);
      setAttribute(item, 'data-when', index < now ? 'done' : index === now ? 'now' : 'ahead');
      setAttribute(button, 'aria-current', index === now ? 'step' : null);
    });
    const shown = stages[now];
    byId('strip-now').replaceChildren(...(shown ? [el('b', {}, `${now > 0 ? `${now} ` : ''}${plainName(shown)}`), captionAt(now)] : []));
    setAttribute(byId('play'), 'aria-label', state.playing ? 'Pause' : 'Play');
    byId('play-icon').setAttribute('href', state.playing ? '#i-pause' : '#i-play');
    setAttribute(byId('numbers'), 'aria-pressed', String(Boolean(state.panel) || isPanels(state)));
    setAttribute(byId('numbers'), 'aria-disabled', isPanels(state) ? 'true' : null);
    byId('numbers').title = isPanels(state) ? 'Here the numbers are the stage' : '';
    for (const button of [byId('play'), byId('numbers'), ...items.map((i) => i.button)]) button.disabled = !state.model && !actions.row;
  });

  // While the learner guesses, the steps that would tell have no picture; those that the question starts from keep theirs.
  const telling = ['qkt', 'scale', 'softmax', 'mix'];
  const tells = (stage, state) => isGuessing(state) && telling.includes(stage) && (telling.indexOf(stage) > 1 || telling.indexOf(state.stage) > 1);
  let hidden = '';

  function paint() {
    const { row, state } = actions;
    for (const { stage, thumb } of items) drawThumbnail(thumb, stage.id, tells(stage.id, state) ? null : row);
  }

  actions.on('trace', paint);
  actions.on('state', (state) => {
    const now = items.map(({ stage }) => Number(tells(stage.id, state))).join('');
    if (now === hidden) return;
    hidden = now;
    paint();
  });

  return { togglePlay, toggleNumbers };
}

function plainName({ label, above, root }) {
  return `${label.trim()}${above ? 'ᵀ' : ''}${root ? ' √d_k' : ''}`;
}
