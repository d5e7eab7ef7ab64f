// The focus dial of the party: the temperature of softmax, from sharp to spread, on a logarithmic scale.

import { byId, el, setText, svg } from '../../core/dom.mjs';

const lowest = 0.05;
const highest = 5;
const steps = 100;
const sweep = 270; // degrees of the dial, open at the bottom
const toStep = (t) => Math.round((steps * Math.log(Math.min(highest, Math.max(lowest, t)) / lowest)) / Math.log(highest / lowest));
const toTemperature = (v) => Number((lowest * (highest / lowest) ** (v / steps)).toPrecision(2));

const at = (radius, step) => {
  const angle = ((sweep * step) / steps - sweep / 2 - 90) * (Math.PI / 180);
  return [70 + radius * Math.cos(angle), 70 + radius * Math.sin(angle)].map((v) => v.toFixed(2));
};
const arc = (radius, from, to) => `M${at(radius, from)} A${radius} ${radius} 0 ${(sweep * (to - from)) / steps > 180 ? 1 : 0} 1 ${at(radius, to)}`;

export function setUpDial(actions) {
  const lit = svg('path', { class: 'dial-lit' });
  const hand = svg('path', { class: 'dial-hand' });
  const value = svg('text', { class: 'dial-value', x: 70, y: 71, 'text-anchor': 'middle', 'dominant-baseline': 'central' });
  const slider = el('input', { type: 'range', min: 0, max: steps, step: 1, id: 'dial-range', 'aria-label': 'Focus: the temperature of softmax, from sharp to spread' });
  const face = svg('svg', { viewBox: '0 0 140 140', 'aria-hidden': 'true' },
    ...[0, 25, 50, 75, 100].map((step) => svg('path', { class: 'dial-tick', d: `M${at(63, step)} L${at(68, step)}` })),
    svg('path', { class: 'dial-rail', d: arc(56, 0, steps) }), lit,
    svg('circle', { class: 'dial-knob', cx: 70, cy: 70, r: 42 }), hand, value);
  const dial = el('div', { class: 'dial', hidden: true }, el('span', { 'aria-hidden': 'true' }, 'sharp'), el('div', { class: 'dial-face' }, face, slider),
    el('span', { 'aria-hidden': 'true' }, 'spread'), el('p', {}, 'The focus dial'));
  byId('rule').before(dial);
  let frame = 0;

  function draw(temperature) {
    const step = toStep(temperature);
    lit.setAttribute('d', arc(56, 0, Math.max(step, 0.5)));
    hand.setAttribute('d', `M${at(28, step)} L${at(37, step)}`);
    setText(value, temperature >= 1 ? temperature.toFixed(1) : String(Number(temperature.toPrecision(2))));
    slider.setAttribute('aria-valuetext', `temperature ${temperature}`);
  }

  slider.addEventListener('input', () => {
    draw(toTemperature(Number(slider.value)));
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      actions.do('set', { temperature: toTemperature(Number(slider.value)) });
      actions.refresh();
    });
  });

  function show(state) {
    dial.hidden = !(state.predict?.kind === 'choice' || state.challenge);
    if (dial.hidden || frame) return;
    const waits = Boolean(state.predict) && !state.predict.revealed && !state.predict.lit;
    slider.disabled = waits;
    dial.toggleAttribute('data-waits', waits);
    setText(dial.lastChild, waits ? 'The focus dial. Guess first, then turn it.' : 'The focus dial: the temperature of softmax');
    const temperature = state.demonstrated ? Number(state.demonstrated.toPrecision(2)) : state.switches?.temperature ?? 1;
    if (toTemperature(Number(slider.value)) !== temperature) slider.value = toStep(temperature);
    draw(temperature);
  }

  return { show, leave() { dial.hidden = true; } };
}
