// The library's two controls: hard or soft look-up, and the thermostat.

import { byId, el, setText } from '../../core/dom.mjs';

export const style = 'css/scenes/library.css';

const lowest = 0.02;
const highest = 2;
const toSlider = (t) => Math.round((200 * Math.log(t / lowest)) / Math.log(highest / lowest));
const toTemperature = (v) => Number((lowest * (highest / lowest) ** (v / 200)).toPrecision(2));
const notes = {
  hard: 'Hard look-up opens a book only when its title is exactly your question.',
  soft: 'Soft look-up opens every book a little: the better the match, the more.',
};

export function setUp(actions) {
  const place = el('div', { class: 'look-up', id: 'look-up', hidden: true });
  byId('scene-parts').append(place);
  const set = (change) => {
    actions.do('set', change);
    actions.refresh();
  };

  const radio = (value, text) => {
    const input = el('input', { type: 'radio', name: 'look-up', value, onchange: () => set({ hard: value === 'hard' }) });
    return { input, node: el('label', { class: 'segment' }, input, el('span', {}, text)) };
  };
  const hard = radio('hard', 'Hard look-up');
  const soft = radio('soft', 'Soft look-up');
  const note = el('p', { class: 'look-up-note', 'aria-live': 'polite' });

  const output = el('output', { for: 'thermostat' });
  const slider = el('input', { type: 'range', id: 'thermostat', min: 0, max: 200, step: 1 });
  let frame = 0;
  slider.addEventListener('input', () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      set({ temperature: toTemperature(Number(slider.value)) });
    });
  });
  const thermostat = el('div', { class: 'thermostat' }, el('label', { for: 'thermostat' }, 'Thermostat'), output, slider,
    el('div', { class: 'ends', 'aria-hidden': 'true' }, el('span', {}, 'cold: one book'), el('span', {}, 'warm: all alike')));

  place.append(el('fieldset', { class: 'segments' }, el('legend', { class: 'hidden' }, 'Look-up'), hard.node, soft.node), note, thermostat);

  function show({ step, switches, predict, demonstrated }) {
    place.hidden = step.index === 0 || Boolean(step.model); // those have enough to look at
    if (place.hidden || !switches) return;
    hard.input.checked = Boolean(switches.hard);
    soft.input.checked = !switches.hard;
    setText(note, switches.hard ? notes.hard : notes.soft);
    note.hidden = step.part !== 'feel' || Boolean(predict); // a question says it in its own words
    thermostat.hidden = step.part === 'feel' || Boolean(switches.hard);
    const t = Number((demonstrated ?? switches.temperature ?? 1).toPrecision(demonstrated ? 2 : 3));
    setText(output, `temperature ${t}`);
    slider.setAttribute('aria-valuetext', `temperature ${t}`);
    if (!frame && document.activeElement !== slider) slider.value = toSlider(t);
    else if (!frame && toTemperature(Number(slider.value)) !== t) slider.value = toSlider(t);
  }

  return { show, leave() { place.hidden = true; } };
}
