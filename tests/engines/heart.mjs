// The heart of the browser tests, for an engine that Chromium's tests don't see: it draws, computes, follows and is quiet there too.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { attend, weightsOf } from './attend.mjs';
import { until } from './display.mjs';
import { openHouse } from './house.mjs';
import { checkFormula } from './formula.mjs';

const near = (a, b, tolerance) => a.length === b.length && a.every((row, i) => row.length === b[i].length && row.every((x, j) => Math.abs((x ?? 0) - (b[i][j] ?? 0)) < tolerance));

// How many colours the canvas shows once what lies over it is out of the way; a sample of its points, out of a photograph.
async function coloursOfStage(house, name) {
  await house.evaluate(() => { document.getElementById('overlay').style.visibility = 'hidden'; });
  const png = await house.shoot(name);
  return house.evaluate(async (base64) => {
    document.getElementById('overlay').style.visibility = '';
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const ratio = picture.width / innerWidth;
    const { x, y, width, height } = document.getElementById('stage').getBoundingClientRect();
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const context = canvas.getContext('2d');
    context.drawImage(picture, -x * ratio, -y * ratio);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4 * 97) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return colours.size;
  }, png.toString('base64'));
}

export function testHeart(launch) {
  let house;
  before(async () => { house = await openHouse(launch); });
  after(async () => { await house?.close(); });

  test('the page becomes ready, draws with WebGL 2, and is quiet', async () => {
    await house.open();
    assert.equal(await house.evaluate(() => document.documentElement.dataset.boot), 'ready');
    assert.notEqual(await house.evaluate(() => document.documentElement.dataset.webgl), 'no', 'WebGL 2 is there');
    assert.match(await house.evaluate(() => document.getElementById('prose').textContent), /\S{2,} \S{2,}/);
    assert.ok(await coloursOfStage(house, 'stage') > 20, 'the canvas is blank');
    assert.deepEqual(await house.troubles(), []);
  });

  test('every step of the course opens, and its weights are those of the command line', async () => {
    await house.open();
    const steps = (await house.theatre('lessons')).flatMap(({ id, steps: all }) => all.map((step) => [id, step.id]));
    assert.ok(steps.length > 40, `${steps.length} steps`);
    let compared = 0;
    for (const [lesson, step] of steps) {
      const where = `${lesson}/${step}`;
      await house.theatre('go', { lesson, step });
      await house.settle();
      const state = await house.theatre('state');
      assert.deepEqual([state.lesson.id, state.step.id], [lesson, step]);
      assert.ok((await house.theatre('hotspots')).length > 0, `${where} shows nothing`);
      const { heads } = await house.theatre('trace');
      const told = state.model === 'glass-box' && state.step.traits.second.kind !== 'cards'; // the command line has no cards
      const wanted = told ? attend(state).heads : heads.map((head) => ({ ...head, weights: weightsOf(head, state.switches.temperature) }));
      assert.equal(heads.length, wanted.length, where);
      for (const { layer, head, weights } of heads) {
        const same = wanted.find((other) => other.layer === layer && other.head === head);
        if (!state.switches.hard) assert.ok(near(weights, same.weights, 1e-4), `${where}: the weights of head ${layer}.${head}`);
        compared += 1;
      }
    }
    assert.ok(compared > 100, `${compared} heads compared`);
    assert.deepEqual(await house.troubles(), []);
  });

  test('a typed sentence changes the weights, the stage and its text', async () => {
    await house.open();
    await house.press('r');
    await house.type('#sentence', 'I love “hot” pizza');
    await house.settle();
    const trace = await house.theatre('trace');
    assert.equal(trace.text, 'I love “hot” pizza');
    const state = await house.theatre('state');
    const wanted = attend(state);
    assert.deepEqual(trace.tokens, wanted.tokens);
    for (const [i, head] of trace.heads.entries()) assert.ok(near(head.weights, wanted.heads[i].weights, 1e-4), `head ${head.layer}.${head.head}`);
    const labels = (await house.theatre('hotspots')).map(({ label }) => label).join(' | ');
    for (const word of ['I', 'love', 'hot', 'pizza']) assert.match(labels, new RegExp(word));
    assert.match(await house.evaluate(() => document.getElementById('mirror').textContent), /pizza/);
    assert.deepEqual(await house.troubles(), []);
  });

  test('a lesson can be followed by keyboard alone', async () => {
    await house.open();
    const { steps } = (await house.theatre('lessons')).find(({ id }) => id === 'spotlight');
    const tabTo = async (selector) => {
      for (let i = 0; i < 60; i += 1) {
        await house.press('Tab');
        if (await house.evaluate((wanted) => Boolean(document.activeElement?.matches(wanted)), selector)) return;
      }
      assert.fail(`Tab never reaches ${selector}`);
    };
    const visited = [];
    for (const { id } of steps) {
      await house.settle();
      let state = await house.theatre('state');
      visited.push(state.step.id);
      if (state.predict && !state.predict.revealed) {
        if (state.predict.kind === 'bars') {
          await tabTo('.bar-row input');
          await house.press('PageUp');
          await tabTo('.bars-foot button');
        } else {
          await tabTo('.answer');
        }
        await house.press('Enter');
        await house.settle();
        state = await house.theatre('state');
        assert.equal(state.predict.revealed, true, id);
      }
      await house.evaluate(() => { document.activeElement.blur(); });
      await house.press(state.token > 0 ? 'ArrowLeft' : 'ArrowRight');
      await house.settle();
      assert.notEqual((await house.theatre('state')).token, state.token, `${id}: an arrow key moves the lamp`);
      await house.press('.');
    }
    assert.deepEqual(visited, steps.map(({ id }) => id));
    assert.deepEqual(await house.troubles(), []);
  });

  test('the ledger of a weight opens, the badge’s panel and the menu too', async () => {
    await house.open();
    await house.press('r');
    await house.press('n');
    await house.settle();
    assert.equal((await house.theatre('state')).panel, 'numbers');
    assert.equal(await house.evaluate(() => document.getElementById('numbers').getAttribute('aria-pressed')), 'true');
    assert.ok(await coloursOfStage(house, 'ledger') > 20, 'the ledger is blank');
    await house.press('Escape');
    await house.click('#badge');
    await until('the badge’s panel is filled', () => house.evaluate(() => Boolean(document.getElementById('tab-switches'))));
    await house.click('#tab-switches');
    assert.equal(await house.evaluate(() => document.getElementById('heads').hidden), false);
    await house.press('Escape');
    await house.click('#brand');
    assert.equal(await house.evaluate(() => document.getElementById('menu').open), true);
    await house.press('Escape');
    assert.deepEqual(await house.troubles(), []);
  });

  for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
    test(`the formula of Five steps stands in line, ${width} px wide`, async () => {
      await house.open({ width, height, hash: '#lesson=five-steps&step=scale' });
      assert.equal(await house.evaluate(() => innerWidth), width);
      await house.shoot(`formula-${width}`);
      await checkFormula(house);
      assert.deepEqual(await house.troubles(), []);
    });
  }
}
