// “Break it”: temperature, scale, positions, mask.

import { el, setText } from '../core/dom.mjs';
import { ownsHeads } from '../scenes/traits.mjs';

const lowest = 0.1;
const highest = 10;
const toSlider = (t) => Math.round((100 * Math.log(t / lowest)) / Math.log(highest / lowest));
const toTemperature = (v) => Number((lowest * (highest / lowest) ** (v / 100)).toPrecision(2));

export function makeSwitches({ actions }) {
  function set(change) {
    actions.do('set', change);
    actions.refresh();
  }

  function temperature(switches) {
    const value = switches.temperature ?? 1;
    const output = el('output', { for: 'temperature' }, String(Number(value.toPrecision(2))));
    const slider = el('input', { type: 'range', id: 'temperature', min: 0, max: 100, step: 1 });
    slider.value = toSlider(value);
    let frame = 0;
    slider.addEventListener('input', () => {
      const t = toTemperature(Number(slider.value));
      setText(output, String(t));
      slider.setAttribute('aria-valuetext', `temperature ${t}`);
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        set({ temperature: toTemperature(Number(slider.value)) });
      });
    });
    return el('div', { class: 'row' }, el('label', { for: 'temperature' }, 'Temperature'), output, slider,
      el('div', { class: 'ends', 'aria-hidden': 'true' }, el('span', {}, 'sharp'), el('span', {}, 'spread')));
  }

  function toggle(name, label, on, change = (next) => ({ [name]: next })) {
    const id = `switch-${name}`;
    const button = el('button', { type: 'button', role: 'switch', class: 'toggle', id: `${id}-button`, 'aria-checked': String(on), 'aria-labelledby': id });
    button.addEventListener('click', () => {
      const next = button.getAttribute('aria-checked') !== 'true';
      button.setAttribute('aria-checked', String(next));
      set(change(next));
    });
    return el('div', { class: 'row' }, el('span', { id }, ...[label].flat()), button);
  }

  function mask(switches) {
    const current = switches.mask ?? 'none';
    const select = el('select', { id: 'mask' }, ...[['none', 'all words'], ['causal', 'only earlier words']].map(([value, text]) =>
      el('option', { value, selected: value === current }, text)));
    select.addEventListener('change', () => set({ mask: select.value }));
    return el('div', { class: 'row' }, el('label', { for: 'mask' }, 'May look at'), select);
  }

  // A silent head hands nothing over. A scene with switches of its own has them on the plates.
  function speaks({ headsOff = [] }) {
    const { layer, head } = actions.state;
    const others = headsOff.filter(([l, h]) => l !== layer || h !== head);
    return toggle('speaks', 'This head speaks', others.length === headsOff.length, (next) => ({ headsOff: next ? others : [...others, [layer, head]] }));
  }

  const node = el('div', { class: 'switches' });
  let shown = '';
  return {
    node,
    update() {
      const switches = actions.state?.switches ?? {};
      const { layer, head } = actions.state ?? {};
      const now = JSON.stringify([switches, layer, head]);
      if (now === shown || node.contains(document.activeElement)) return; // a hand is on one of them
      shown = now;
      node.replaceChildren(
        el('p', { class: 'prose-small' }, 'Break it, and see what each part was for. The model was not made for this; that is the experiment.'),
        temperature(switches),
        toggle('scale', ['Divide by √d', el('sub', {}, 'k')], switches.scale !== false),
        ...(ownsHeads(actions.state) || layer === undefined || layer < 0 ? [] : [speaks(switches)]),
        toggle('positions', 'Word order is known', switches.positions !== false),
        mask(switches));
    },
  };
}
