// Query and keys as arrows in the page: a tip is dragged with the mouse and by keys, and stage, strip and mirror follow.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, settle, theatre } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const shown = (page) => page.evaluate(() => {
  const { layer, head, token } = window.theatre.state();
  const found = window.theatre.trace().heads.find((h) => h.layer === layer && h.head === head);
  return { q: found.q[token], weights: found.weights[token], output: found.output[token], turned: found.turned ?? null };
});

// softmax(q · k / scale), computed here.
const expected = (page) => page.evaluate(() => {
  const { layer, head, token } = window.theatre.state();
  const { q, k, scale } = window.theatre.trace().heads.find((h) => h.layer === layer && h.head === head);
  const scores = k.map((key) => key.reduce((sum, x, c) => sum + x * q[token][c], 0) / scale);
  const top = Math.max(...scores);
  const raised = scores.map((s) => Math.exp(s - top));
  const sum = raised.reduce((a, b) => a + b, 0);
  return raised.map((e) => e / sum);
});

const close = (a, b) => a.every((x, i) => Math.abs(x - b[i]) < 1e-4);

// The gold tip: where dragging by hand changes q. Tried from right to left, a point a cell.
async function takeTip(page) {
  const box = await page.locator('#stage').boundingBox();
  const state = await page.evaluate(() => {
    const canvas = document.getElementById('stage').getContext('webgl2');
    return Boolean(canvas);
  });
  assert.ok(state);
  const png = await page.locator('#stage').screenshot();
  // The disc is the largest gold spot in the left card's upper half.
  const spot = await page.evaluate(async (bytes) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, picture.width, picture.height);
    const gold = (x, y) => { const i = 4 * (y * width + x); return Math.abs(data[i] - 0xff) < 12 && Math.abs(data[i + 1] - 0xd2) < 12 && Math.abs(data[i + 2] - 0x57) < 16; };
    let best = { count: 0 };
    for (let y = 240; y < height - 360; y += 2) {
      for (let x = 20; x < 0.5 * width; x += 2) {
        let count = 0;
        for (let dy = -7; dy <= 7; dy += 1) for (let dx = -7; dx <= 7; dx += 1) if (gold(x + dx, y + dy)) count += 1;
        if (count > best.count) best = { x, y, count };
      }
    }
    return best;
  }, [...png]);
  assert.ok(spot.count > 80, 'the tip of q is drawn');
  return { x: box.x + spot.x, y: box.y + spot.y };
}

test('dragging q turns it: score, weights and output follow, the task is done, and it can be put back', async () => {
  const page = await house.open({ width: 1280, height: 800, hash: '#lesson=five-steps&step=turn' });
  await settle(page);
  const before = await shown(page);
  assert.equal(before.turned, null);
  assert.ok(close(before.weights, await expected(page)));
  const tip = await takeTip(page);
  await page.mouse.move(tip.x, tip.y);
  await page.mouse.down();
  await page.mouse.move(tip.x - 40, tip.y - 12, { steps: 4 });
  await settle(page);
  const during = await shown(page);
  assert.notDeepEqual(during.q, before.q, 'q follows while it is held');
  await page.mouse.move(tip.x - 150, tip.y - 42, { steps: 6 });
  await page.mouse.up();
  await settle(page);
  const after = await shown(page);
  assert.ok(close(after.weights, await expected(page)), 'the weights are those of the turned query');
  assert.notDeepEqual(after.output, before.output);
  assert.deepEqual(after.turned.was, before.q);
  assert.equal((await theatre(page, 'challenge')).done, true);
  assert.match(await page.textContent('#note'), /The query of “went” was turned by hand/);
  await page.click('.put-back');
  await settle(page);
  assert.deepEqual((await shown(page)).weights, before.weights);
  assert.equal(await page.locator('.put-back').count(), 0);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('Shift and the arrow keys turn q, with Alt k', async () => {
  const page = await house.open({ width: 1280, height: 800, hash: '#lesson=five-steps&step=turn' });
  await settle(page);
  const before = await shown(page);
  const { token } = await theatre(page, 'state');
  await page.keyboard.press('Shift+ArrowUp');
  await settle(page);
  await settle(page);
  const after = await shown(page);
  assert.notDeepEqual(after.q, before.q);
  assert.equal((await theatre(page, 'state')).token, token, 'the lamp stays');
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await settle(page);
  await settle(page);
  assert.equal((await theatre(page, 'state')).turned.side, 'key');
  await page.keyboard.press('ArrowLeft');
  await settle(page);
  assert.equal((await theatre(page, 'state')).token, token - 1, 'without Shift the lamp moves');
  await page.finish();
});

test('an arrow of any lesson’s sentence can be turned by a script, and a text typed after it starts afresh', async () => {
  const page = await house.open({ hash: '#lesson=spotlight&step=row' });
  await settle(page);
  const before = await shown(page);
  await page.evaluate((to) => window.theatre.set({ turn: { side: 'query', token: window.theatre.state().token, to } }), before.q.map((x) => -x));
  await settle(page);
  const after = await shown(page);
  assert.ok(close(after.q, before.q.map((x) => -x)));
  assert.notDeepEqual(after.weights, before.weights);
  const said = await page.evaluate(() => { try { window.theatre.set({ turn: { side: 'query', token: 1, to: [1] } }); return ''; } catch (error) { return error.message; } });
  assert.match(said, /“to” has to be \d+ numbers/);
  await theatre(page, 'setText', 'The dog bit the man');
  await settle(page);
  assert.equal((await theatre(page, 'state')).turned, null);
  await page.finish();
});
