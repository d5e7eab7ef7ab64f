// Texts that take longer than a frame are computed in a worker: the page stays quick, and the newest text wins.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, settle, theatre } from './support.mjs';

let house;
let page;
before(async () => {
  house = await openHouse();
  page = await house.open({ width: 900, height: 700 });
});
after(async () => {
  await page.finish();
  await house.close();
});

const long = Array(5).fill('The old dog that lived there slept on the warm mat because it was tired.').join(' ');

test('a long text keeps the old light until its own is there', async () => {
  const { busy, shown } = await page.evaluate((text) => {
    window.theatre.setText(text);
    return { busy: window.theatre.state().busy, shown: window.theatre.trace().text };
  }, long);
  assert.equal(busy, true);
  assert.notEqual(shown, long);
  await settle(page);
  const trace = await theatre(page, 'trace');
  assert.equal(trace.text, long);
  assert.equal(trace.tokens.length, 5 * 16 + 2);
  // Every number's arithmetic is there as well: parameters belong to the model and don't cross.
  await theatre(page, 'select', { name: 'verb-subject', token: 7 });
  assert.equal((await theatre(page, 'state')).tokenText, 'slept');
});

test('while a long text is being typed, the page goes on answering', async () => {
  // What the page itself does in a frame, in processor time; other programs may take the processor away.
  const { worst, own } = await page.evaluate(async (text) => {
    let worst = 0;
    let own = 0;
    for (let i = 0; i < 12; i += 1) {
      const began = performance.now();
      window.theatre.setText(`${text} ${'Yes. '.repeat(i)}`);
      worst = Math.max(worst, performance.now() - began);
      await new Promise((done) => { setTimeout(done, 100); });
      own = Math.max(own, window.theatre.stats().frameMs.max);
    }
    return { worst, own };
  }, long);
  console.log(`setText of ${long.length} letters: at most ${worst.toFixed(1)} ms; a frame: at most ${own.toFixed(1)} ms`);
  await settle(page);
  assert.ok((await theatre(page, 'trace')).text.endsWith('Yes. '), 'the newest text won');
});

test('without workers long texts are computed all the same', async () => {
  const alone = await house.open({
    width: 900, height: 700, init: () => { window.Worker = class { constructor() { throw new Error('no workers here'); } }; },
  });
  await theatre(alone, 'setText', long);
  await settle(alone);
  assert.equal((await theatre(alone, 'trace')).text, long);
  await alone.finish();
});
