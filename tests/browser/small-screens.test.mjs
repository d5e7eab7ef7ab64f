// What a finger and a keyboard reach: controls that nothing lies over on phones, a long sentence in view, every number of the panels
// by name.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, settle, theatre } from './support.mjs';

const long = 'My grandmother who lives in a small village in the north of Italy sends me a postcard every week because she misses me';

let house;
before(async () => { house = await openHouse(); });
after(() => house?.close());

/** What a tap at the middle of each control would hit, where that is something else. */
const covered = (page) => page.evaluate(() => ['#play', '#numbers', '#steps button', '#back', '#next'].flatMap((name) =>
  [...document.querySelectorAll(name)].filter((node) => node.checkVisibility()).flatMap((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return node.contains(hit) || hit?.contains(node) ? [] : [`${name} under ${hit?.id || hit?.className || 'nothing'}`];
  })));

test('on a phone play, the steps and Numbers lie clear of Back and Next, however far the page is scrolled', async () => {
  for (const width of [360, 390, 430]) {
    const page = await house.open({ width, height: 740 });
    for (const lesson of ['spotlight', 'party', 'five-steps']) {
      await theatre(page, 'go', { lesson });
      await settle(page);
      // What is to be guessed or done comes first: the steps then stand below it, and are scrolled to.
      if (await page.evaluate(() => document.documentElement.hasAttribute('data-waits'))) {
        await page.evaluate(() => document.getElementById('strip').scrollIntoView({ block: 'center' }));
        await settle(page);
        assert.deepEqual(await covered(page), [], `${lesson} at ${width}, scrolled to the steps`);
        await theatre(page, 'go', { lesson, step: { spotlight: 'row', party: 'stages', 'five-steps': 'compare' }[lesson] });
        await settle(page);
        assert.equal(await page.evaluate(() => document.documentElement.hasAttribute('data-waits')), false);
      }
      for (const share of [0, 0.4, 1]) {
        await page.evaluate((s) => scrollTo(0, s * (document.documentElement.scrollHeight - innerHeight)), share);
        await settle(page);
        assert.deepEqual(await covered(page), [], `${lesson} at ${width}, scrolled ${share}`);
      }
    }
    await page.finish();
  }
});

test('twenty-three words stand in view at once, on a desk and on a phone', async () => {
  for (const [width, height] of [[1280, 800], [360, 740]]) {
    const page = await house.open({ width, height });
    await theatre(page, 'setText', width === 360 ? long.split(' ').slice(0, 20).join(' ') : long);
    await settle(page);
    const words = (await theatre(page, 'hotspots')).filter((spot) => spot.id.startsWith('word:'));
    const tokens = (await theatre(page, 'trace')).tokens.length;
    assert.equal(words.length, tokens);
    const box = await page.locator('#stage').boundingBox();
    for (const word of words) assert.ok(word.x + word.w / 2 > box.x && word.x + word.w / 2 < box.x + box.width, word.label);
    assert.deepEqual(page.troubles, []);
    await page.finish();
  }
});

test('in Five steps words, cells and lines have names and values, take the keyboard and open their arithmetic', async () => {
  const page = await house.open({ width: 1280, height: 800, hash: '#lesson=five-steps&step=share-out' });
  await settle(page);
  const spots = await theatre(page, 'hotspots');
  const kinds = new Set(spots.map(({ id }) => id.split(':').slice(0, id.startsWith('cell') ? 2 : 1).join(':')));
  for (const kind of ['word', 'cell:Q', 'cell:K', 'cell:V', 'cell:Scores', 'cell:Weights', 'line', 'share']) assert.ok(kinds.has(kind), kind);
  assert.equal(new Set(spots.map(({ id }) => id)).size, spots.length, 'each has an id of its own');
  const { heads } = await theatre(page, 'trace');
  const { layer, head, token } = await theatre(page, 'state');
  const shown = heads.find((h) => h.layer === layer && h.head === head);
  const cell = spots.find(({ id }) => id === 'cell:Weights:2:3');
  assert.ok(Math.abs(cell.value - shown.weights[2][3]) < 1e-6);
  assert.match(cell.label, /^Weights: love at pizza, /);

  await page.locator('[data-spot="cell:Weights:2:3"]').focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.spot), 'cell:Weights:2:2');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal((await theatre(page, 'state')).token, 1, 'a cell of the weights chooses its pair');
  assert.notEqual(token, 1);
  await page.locator('[data-spot="cell:Q:1:0"]').focus();
  await page.keyboard.press('Enter');
  await settle(page);
  assert.ok((await theatre(page, 'hotspots')).some(({ id }) => id === 'ledger-back'), 'a cell of Q opens its own arithmetic');
  await page.mouse.click(cell.x + cell.w / 2, cell.y + cell.h / 2); // the pointer goes through to the panel
  await settle(page);
  assert.equal((await theatre(page, 'state')).token, 2);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('the stage becomes the matrix by a slider, and a cell opens its weight', async () => {
  const page = await house.open({ width: 1280, height: 800, hash: '#lesson=spotlight&step=row' });
  const slider = page.locator('#morph-range');
  await slider.waitFor();
  await settle(page);
  assert.ok(!(await theatre(page, 'hotspots')).some(({ id }) => id.startsWith('cell:light')), 'with less motion it waits');
  await slider.focus();
  for (let i = 0; i < 2; ++i) await page.keyboard.press('ArrowRight');
  await settle(page);
  const cell = (await theatre(page, 'hotspots')).find(({ id }) => id === 'cell:light:8:2');
  assert.match(cell.label, /^it at cat, /);
  await page.mouse.click(cell.x + cell.w / 2, cell.y + cell.h / 2);
  await settle(page);
  assert.equal((await theatre(page, 'state')).panel, 'numbers');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});
