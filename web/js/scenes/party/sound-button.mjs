// The party's sound: off until somebody asks for it. What makes the sound is fetched then.

import { byId, el, setAttribute, svg } from '../../core/dom.mjs';
import { isGuessing } from '../../page/guessing.mjs';

const early = ['embed', 'qkv', 'qkt', 'scale']; // before there are weights, every voice is equally loud

export function setUpSound(actions) {
  const waves = svg('path', { d: 'M10.5 5.5a3.5 3.5 0 0 1 0 5M12.5 3.5a6.3 6.3 0 0 1 0 9', class: 'sound-waves' });
  const button = el('button', { type: 'button', class: 'round sound', hidden: true, 'aria-pressed': 'false', title: 'Sound: each voice as loud as its weight', 'aria-label': 'Sound: each voice as loud as its weight' },
    svg('svg', { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true' }, svg('path', { d: 'M2 6v4h2.5L8 13V3L4.5 6z', fill: 'currentColor' }), waves));
  byId('strip').append(button);
  let ear = null;
  let spots = [];

  // Where each voice stands, from −0.9 on the left to 0.9 on the right. Asked for when there is sound to place: to know the
  // stage's width in every frame would make the browser lay out the page in every frame.
  function sides() {
    const width = byId('stage').clientWidth || 1;
    return new Map(spots.filter(({ id }) => id.startsWith('voice:'))
      .map(({ token, x, w }) => [token, Math.max(-0.9, Math.min(0.9, (2 * (x + w / 2)) / width - 1))]));
  }

  function tell() {
    const { state, row } = actions;
    if (!ear || !row || row.token !== 0) return;
    const voices = row.entries.slice(1);
    const places = sides();
    const equal = early.includes(state.stage) || isGuessing(state);
    ear.hear(voices.map((entry) => ({
      loudness: equal ? 1 / Math.max(1, voices.length) : entry.weight ?? entry.percent / 100, side: places.get(entry.token) ?? 0,
    })));
  }

  function off() {
    ear?.close();
    ear = null;
    setAttribute(button, 'aria-pressed', 'false');
  }

  button.addEventListener('click', async () => {
    if (ear) return off();
    const { openEar } = await import('./sound.mjs');
    ear = openEar();
    setAttribute(button, 'aria-pressed', 'true');
    tell();
  });

  const look = () => { spots = actions.picture?.hotspots ?? []; };
  look();
  actions.on('picture', look);
  actions.on('trace', tell);

  return {
    show() {
      button.hidden = !('AudioContext' in window);
      tell();
    },
    leave() {
      button.hidden = true;
      off();
    },
  };
}
