// The friends' own controls, where a step is about them: the temperature, and the division by √d_k.

import { byId, el, setText } from '../../core/dom.mjs';

export const style = 'css/scenes/friends.css';

const lowest = 0.1;
const highest = 4;
const steps = 100;
const toSlider = (t) => Math.round((steps * Math.log(t / lowest)) / Math.log(highest / lowest));
const toTemperature = (v) => Number((lowest * (highest / lowest) ** (v / steps)).toPrecision(2));

export function setUp(actions) {
  const set = (change) => {
    actions.do('set', change);
    actions.refresh();
  };
  const output = el('output', { for: 'friends-temperature' });
  const slider = el('input', { type: 'range', id: 'friends-temperature', min: 0, max: steps, step: 1 });
  const scale = el('input', { type: 'checkbox', id: 'friends-scale', onchange: () => set({ scale: scale.checked }) });
  const place = el('div', { class: 'friends-dials', hidden: true },
    el('label', { for: 'friends-temperature' }, 'Temperature'), output, slider,
    el('label', { class: 'friends-scale' }, scale, el('span', {}, 'Divide by √4')));
  byId('rule').before(place);
  let frame = 0;
  slider.addEventListener('input', () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      set({ temperature: toTemperature(Number(slider.value)) });
    });
  });

  function show({ challenge, predict, switches, demonstrated }) {
    const changed = switches && ((switches.temperature ?? 1) !== 1 || switches.scale === false);
    const asked = predict?.kind === 'choice' && predict.revealed;
    place.hidden = !switches || !(asked || changed || challenge?.id === 'friends/decide');
    if (place.hidden) return;
    const temperature = Number((demonstrated ?? switches.temperature ?? 1).toPrecision(2));
    setText(output, String(temperature));
    slider.setAttribute('aria-valuetext', `temperature ${temperature}`);
    if (!frame && toTemperature(Number(slider.value)) !== temperature) slider.value = toSlider(temperature);
    scale.checked = switches.scale !== false;
  }

  return { show, leave() { place.hidden = true; } };
}
