// The slider from the stage to the matrix: it plays once by itself, then it is the learner's.

import { byId, el, setText } from '../../core/dom.mjs';
import { wantsLessMotion } from '../../core/abilities.mjs';

export const style = 'css/scenes/morph.css';

const playing = 900; // ms
const eased = (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2);
const places = ['the stage', 'on the way from the stage to the matrix', 'the matrix'];

export function setUp(actions) {
  const slider = el('input', { type: 'range', min: 0, max: 1, step: 0.01, value: 0, id: 'morph-range', 'aria-label': 'From the stage to the matrix' });
  const note = el('span', { class: 'hidden', 'aria-live': 'polite' });
  const box = el('div', { class: 'morph', hidden: true }, slider, el('span', {}, 'stage'), el('span', {}, 'matrix'), note);
  byId('scene-parts').append(box);
  let shown = ''; // the step that has played
  let frame = 0;

  function place(value) {
    slider.value = value;
    const name = places[value <= 0 ? 0 : value >= 1 ? 2 : 1];
    slider.setAttribute('aria-valuetext', name);
  }

  function turn(value) {
    place(value);
    actions.do('dial', value);
    actions.refresh();
  }

  function stop() {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  function play() {
    stop();
    const began = performance.now();
    const tick = (now) => {
      const t = Math.min(1, Math.max(0, (now - began) / playing));
      turn(eased(t));
      frame = t < 1 ? requestAnimationFrame(tick) : 0;
    };
    frame = requestAnimationFrame(tick);
  }

  slider.addEventListener('input', () => {
    stop();
    const value = Number(slider.value);
    turn(wantsLessMotion() ? Math.round(2 * value) / 2 : value); // three still pictures
    setText(note, slider.getAttribute('aria-valuetext'));
  });
  slider.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    stop();
    const by = wantsLessMotion() ? 0.5 : 0.1;
    turn(Math.min(1, Math.max(0, Math.round((Number(slider.value) + step * by) * 10) / 10)));
  });

  return {
    show(state) {
      box.hidden = false;
      slider.step = wantsLessMotion() ? 0.5 : 0.01;
      const step = `${state.lesson?.id}/${state.step?.id}`;
      if (shown === step && !frame) place(state.dial ?? 0);
      if (shown === step) return;
      shown = step;
      if (wantsLessMotion()) turn(0);
      else play();
    },
    leave() {
      stop();
      shown = '';
      box.hidden = true;
    },
  };
}
