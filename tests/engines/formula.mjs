// Measures the formula of Five steps: its parts follow each other on one line, inside their place, and the lit one is the running step's.

import assert from 'node:assert/strict';

const measure = () => {
  const place = document.getElementById('formula');
  const drawn = place.querySelector('.drawn-formula');
  const box = (node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return { left, right, top, bottom, middle: (top + bottom) / 2 };
  };
  const parts = ['.softmax', '.open', '.over-under', '.close', '.value'].map((name) => ({ name, ...box(drawn.querySelector(name)) }));
  const seen = [...place.querySelectorAll('*')].filter((node) => !node.closest('.hidden'));
  return {
    place: box(place), parts,
    ...Object.fromEntries(['over', 'under', 'radical', 'query', 'key'].map((name) => [name, box(drawn.querySelector(`.${name}`))])),
    radicals: seen.filter((node) => node.localName === 'msqrt' || node.matches('.radical')).length,
    written: drawn.textContent,
    spoken: [...place.querySelectorAll('math')].map((node) => node.getAttribute('aria-label')),
    lit: [...drawn.querySelectorAll('[data-lit]')].map((node) => node.className),
    painted: [...drawn.querySelectorAll('[data-lit]')].map((node) => getComputedStyle(node).backgroundColor),
    font: getComputedStyle(drawn).fontFamily,
    panels: window.theatre.hotspots().map(({ y }) => y),
  };
};

const litAt = { qkv: ['query', 'key', 'part value'], qkt: ['part over'], scale: ['part under'], softmax: ['part softmax'], mix: ['part value'] };
const inside = (inner, outer, slack = 1) => inner.left >= outer.left - slack && inner.right <= outer.right + slack && inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;

export async function checkFormula(house) {
  const { place, parts, over, under, radical, query, key, radicals, written, spoken } = await house.evaluate(measure);
  assert.equal(written, 'softmaxQKTdkV');
  assert.deepEqual(spoken, ['softmax of Q K transposed over the square root of d k, times V']);
  assert.equal(radicals, 1, 'one root sign');
  for (const part of parts) {
    assert.ok(inside(part, place), `${part.name} lies inside: ${JSON.stringify({ part, place })}`);
    assert.ok(Math.abs(part.middle - parts[0].middle) < 2, `${part.name} is in line: ${part.middle} beside ${parts[0].middle}`);
  }
  for (const [i, part] of parts.slice(1).entries()) assert.ok(part.left >= parts[i].right - 1, `${part.name} stands after ${parts[i].name}`);
  const fraction = parts[2];
  assert.ok(inside(over, fraction) && inside(under, fraction) && over.bottom <= under.top + 1, 'QKᵀ over the root');
  assert.ok(inside(query, over) && inside(key, over) && query.right <= key.left + 1 && Math.abs(query.middle - key.middle) < 2, 'Q beside Kᵀ');
  assert.ok(inside(radical, under, 2), 'the root is in its place');

  for (const [stage, wanted] of Object.entries(litAt)) {
    const step = await house.evaluate((name) => window.theatre.lessons().find(({ id }) => id === 'five-steps').steps.map(({ id }) => id).find((id) => id === name),
      { qkv: 'roles', qkt: 'compare', scale: 'scale', softmax: 'share-out', mix: 'mix' }[stage]);
    assert.ok(step, `a step for ${stage}`);
    await house.theatre('go', { lesson: 'five-steps', step });
    await house.settle();
    const { lit, painted } = await house.evaluate(measure);
    assert.deepEqual(lit, wanted, `lit at ${stage}`);
    for (const colour of painted) assert.doesNotMatch(colour, /^rgba\(.*, 0\)$|transparent/, `${stage} is lit`);
  }
}
