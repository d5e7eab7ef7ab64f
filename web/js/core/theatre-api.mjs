// window.theatre: what teachers, tests and embedders script against. Each call checks its arguments and throws one clear sentence.

import { byId } from './dom.mjs';
import { makeLink } from './link.mjs';

const events = ['state', 'trace', 'lesson', 'challenge', 'error'];

function need(condition, sentence) {
  if (!condition) throw new Error(sentence);
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value) => Number.isInteger(value) && value >= 0;

function checkKeys(object, known, call) {
  for (const key of Object.keys(object)) need(known.includes(key), `${call} doesn’t know “${key}”; it takes ${known.join(', ')}.`);
}

export function makeApi(actions, ready) {
  const act = (name, ...args) => {
    const value = actions.call(name, ...args);
    actions.refresh();
    return value ?? null;
  };

  return Object.freeze({
    ready,
    lessons: () => actions.call('lessons'),
    go(place) {
      need(isObject(place) && typeof place.lesson === 'string', 'go takes {lesson, step}, with the lesson’s id as text.');
      checkKeys(place, ['lesson', 'step'], 'go');
      need(place.step === undefined || typeof place.step === 'string', 'go takes the step’s id as text.');
      return act('go', place);
    },
    next: () => act('next'),
    back: () => act('back'),
    setText(text, which = 'first') {
      need(typeof text === 'string', 'setText takes a text.');
      need(which === 'first' || which === 'second', 'setText’s second argument is “first” or “second”.');
      return act('setText', text, which);
    },
    text(which = 'first') {
      need(which === 'first' || which === 'second', 'text takes “first” or “second”.');
      return actions.call('text', which);
    },
    setModel(id) {
      need(typeof id === 'string', 'setModel takes a model’s id as text.');
      return act('setModel', id);
    },
    models: () => actions.call('models'),
    select(choice) {
      need(isObject(choice), 'select takes {token, layer, head}.');
      checkKeys(choice, ['token', 'layer', 'head', 'name'], 'select');
      for (const key of ['token', 'layer', 'head']) need(choice[key] === undefined || isCount(choice[key]), `select takes ${key} as a whole number from 0.`);
      need(choice.name === undefined || typeof choice.name === 'string', 'select takes a head’s name as text.');
      return act('select', choice);
    },
    set(switches) {
      need(isObject(switches), 'set takes {temperature, scale, positions, mask}.');
      checkKeys(switches, ['temperature', 'scale', 'positions', 'mask', 'custom', 'headsOff', 'sameHeads', 'hard', 'turn'], 'set');
      const { temperature, scale, positions, mask, custom, turn } = switches;
      need(temperature === undefined || (Number.isFinite(temperature) && temperature > 0), 'set takes a temperature above 0.');
      need(scale === undefined || typeof scale === 'boolean', 'set takes scale as true or false.');
      need(positions === undefined || typeof positions === 'boolean', 'set takes positions as true or false.');
      need(mask === undefined || typeof mask === 'string', 'set takes mask as “none”, “causal”, “padding:N” or “custom”.');
      need(custom === undefined || Array.isArray(custom), 'set takes custom as the rows of a mask.');
      need(turn === undefined || turn === null || isObject(turn), 'set takes turn as {side, token, to}, or null.');
      return act('set', switches);
    },
    trace: () => actions.call('trace'),
    state: () => actions.call('state'),
    link: () => makeLink(actions),
    undo: () => act('undo'),
    redo: () => act('redo'),
    hold(phase) {
      need(Number.isFinite(phase) && phase >= 0 && phase <= 1, 'hold takes a phase from 0 to 1.');
      return act('hold', phase);
    },
    play: () => act('play'),
    hotspots() {
      const { left, top } = byId('stage').getBoundingClientRect();
      const shift = ({ x, y, ...spot }) => ({ ...spot, x: x + left + scrollX, y: y + top + scrollY });
      return actions.call('hotspots').map(shift);
    },
    dial(value) {
      need(typeof value === 'number' && value >= 0 && value <= 1, 'dial takes a number from 0 to 1.');
      actions.do('dial', value);
    },
    challenge: () => actions.call('challenge') ?? null,
    stats: () => actions.call('stats'),
    on(name, fn) {
      need(events.includes(name), `on knows ${events.join(', ')}.`);
      need(typeof fn === 'function', 'on takes a function as its second argument.');
      return actions.on(name, fn);
    },
  });
}
