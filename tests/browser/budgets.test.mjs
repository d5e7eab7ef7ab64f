// What a visit may cost: bytes to download before the stage can be used, and draw calls for a frame of each scene.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { openHouse, settle, theatre } from './support.mjs';

const downloadBudget = 800_000; // bytes, as a web host sends them: brotli, quality 11
const drawCallBudget = 40;

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const compressed = (bytes) => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
}).length;

test('a first visit downloads at most 800,000 bytes', async (t) => {
  const context = await house.browser.newContext();
  const page = await context.newPage();
  const bodies = new Map();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!response.url().startsWith(house.address) || bodies.has(pathname)) return;
    const body = response.body();
    body.catch(() => {}); // a late one may be cut off by the end of the test; those that are counted are awaited
    bodies.set(pathname, body);
  });
  await page.goto(house.address);
  await page.evaluate(() => window.theatre.ready.then(() => document.fonts.ready).then(() => true));
  await page.waitForLoadState('networkidle');
  const sizes = [];
  for (const [path, body] of bodies) {
    const bytes = await body;
    sizes.push([path, Math.min(bytes.length, compressed(bytes))]); // fonts are compressed already
  }
  sizes.sort((a, b) => b[1] - a[1]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  t.diagnostic(`${total} bytes in ${sizes.length} files`);
  for (const part of ['/theatre.wasm', '/theatre.mjs', '/js/main.mjs', '/lessons.json', '/fonts/inter.woff2']) {
    assert.ok(bodies.has(part), `${part} belongs to the first visit`);
  }
  const list = sizes.map(([path, size]) => `${size} ${path}`).join('\n');
  assert.ok(total <= downloadBudget, `${total} bytes, at most ${downloadBudget} are allowed:\n${list}`);
  await context.close();
});

test('the first and the last step of each lesson, lit, are drawn with at most 40 calls', async () => {
  const page = await house.open({ width: 800, height: 500 });
  const scenes = new Set();
  for (const { id, steps } of await theatre(page, 'lessons')) {
    for (const step of [steps[0], steps.at(-1)]) {
      await theatre(page, 'go', { lesson: id, step: step.id });
      await page.keyboard.press('r');
      await settle(page);
      const place = `${id}/${step.id}`;
      const { drawCalls, vertices } = await theatre(page, 'stats');
      assert.ok(drawCalls >= 1 && drawCalls <= drawCallBudget, `${place}: ${drawCalls} draw calls`);
      assert.ok(vertices > 0, `${place}: ${vertices} vertices`);
      scenes.add((await theatre(page, 'state')).step.scene);
    }
  }
  assert.ok(scenes.size >= 6, [...scenes].join(', '));
  assert.deepEqual(page.troubles, []);
  await page.finish();
});
