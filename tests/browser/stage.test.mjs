// The canvas: its size, its idleness, its context lost and found; and the page where the browser can't draw or compute.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mirrorRows, openHouse, settle, shoot, theatre } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const canvasSize = (page) => page.evaluate(() => {
  const { width, height, clientWidth, clientHeight } = document.getElementById('stage');
  return { width, height, clientWidth, clientHeight };
});

// How many colours a picture has (a sample of its points): 1 or 2 where nothing is drawn.
const coloursOf = (page, png) => page.evaluate(async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4 * 97) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return colours.size;
}, png.toString('base64'));

const drawn = async (page) => coloursOf(page, await page.locator('#stage').screenshot());

test('the canvas has as many pixels as the screen shows, and follows the window', async () => {
  const page = await house.open({ width: 1000, height: 700, ratio: 2 });
  const exact = async () => {
    const size = await canvasSize(page);
    assert.equal(size.width, size.clientWidth * 2);
    assert.equal(size.height, size.clientHeight * 2);
  };
  await settle(page);
  await exact();
  await page.setViewportSize({ width: 1200, height: 800 });
  await settle(page);
  await settle(page);
  await exact();
  const spots = await theatre(page, 'hotspots');
  const box = await page.locator('#stage').boundingBox();
  for (const spot of spots.filter((s) => s.id.startsWith('word:'))) {
    assert.ok(spot.x + spot.w > box.x && spot.x < box.x + box.width, `${spot.label} is on the stage`);
  }
  await page.finish();
});

test('the layout follows the window from phone to hall', async () => {
  const page = await house.open({ width: 360, height: 740 });
  const layout = () => page.evaluate(() => document.documentElement.dataset.layout);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.equal(await layout(), 'phone');
  assert.ok(await wide(), 'no sideways scrolling on a phone');
  await page.setViewportSize({ width: 800, height: 900 });
  await settle(page);
  assert.equal(await layout(), 'wide');
  assert.ok(await wide());
  await page.setViewportSize({ width: 1920, height: 1080 });
  await settle(page);
  await page.keyboard.press('p');
  await settle(page);
  assert.equal(await layout(), 'projector');
  assert.equal(await page.locator('#projected').isVisible(), true);
  await page.keyboard.press('Escape');
  await settle(page);
  assert.equal(await layout(), 'wide');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('nothing is drawn while nothing changes', async () => {
  const page = await house.open();
  await page.waitForTimeout(1500); // what was moving at the start has come to rest
  const before = (await theatre(page, 'stats')).frames;
  await page.waitForTimeout(1000);
  assert.equal((await theatre(page, 'stats')).frames, before);
  await page.finish();
});

test('a lost context comes back', async () => {
  const page = await house.open();
  await settle(page);
  const before = await drawn(page);
  await page.evaluate(() => {
    window.loser = document.getElementById('stage').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.loser.loseContext();
  });
  await settle(page);
  await theatre(page, 'setText', 'I love pizza');
  assert.equal((await theatre(page, 'trace')).text, 'I love pizza');
  await page.evaluate(() => window.loser.restoreContext());
  await page.waitForTimeout(400);
  const after = await drawn(page);
  assert.ok(after > 1 && after >= before / 4, `${before} colours before, ${after} after`);
  assert.deepEqual(page.troubles.filter((t) => !/CONTEXT_LOST|context lost/i.test(t)), []);
  await page.finish();
});

test('without WebGL 2 everything is computed and shown as text', async () => {
  const page = await house.open({
    init: () => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function getContext(kind, ...rest) { return /webgl/.test(kind) ? null : real.call(this, kind, ...rest); };
    },
  });
  await page.fill('#sentence', 'I love pizza');
  await settle(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await settle(page);
  assert.equal(await page.locator('#mirror').isVisible(), true);
  assert.match(await page.textContent('#mirror'), /no WebGL 2/);
  const rows = await mirrorRows(page);
  assert.equal(rows.reduce((sum, row) => sum + row.percent, 0), 100);
  assert.ok(rows.some((row) => row.text === 'pizza'));
  await page.finish();
});

test('without WebAssembly SIMD the lessons can be read', async () => {
  const page = await house.open({ wait: false, init: () => { WebAssembly.validate = () => false; } });
  await page.locator('#notice').waitFor({ state: 'visible' });
  assert.match(await page.textContent('#notice'), /SIMD/);
  assert.match(await page.textContent('#prose'), /\S{2,} \S{2,}/);
  const first = await page.textContent('#prose');
  await page.click('#next');
  assert.notEqual(await page.textContent('#prose'), first);
  assert.match(await page.evaluate(() => window.theatre.ready.then(() => '', (e) => e.message)), /SIMD/);
  await page.finish();
});

test('a core that can’t be loaded is said in one sentence', async () => {
  const context = await house.browser.newContext();
  const page = await context.newPage();
  await page.route('**/*.wasm', (route) => route.abort());
  await page.route('**/theatre.mjs', (route) => route.abort());
  await page.goto(house.address);
  await page.locator('#notice').waitFor({ state: 'visible' });
  assert.match(await page.textContent('#notice'), /lessons can still be read/);
  assert.match(await page.textContent('#prose'), /\S{2,} \S{2,}/);
  await context.close();
});

test('pictures of three sizes, two themes, two pixel ratios', async () => {
  const sizes = { phone: [360, 740], desk: [1280, 800], hall: [1920, 1080] };
  for (const [ratio, names] of [[1, ['phone', 'desk', 'hall']], [2, ['phone', 'desk']]]) {
    const page = await house.open({ width: 360, height: 740, ratio });
    await page.keyboard.press('r');
    for (const name of names) {
      const [width, height] = sizes[name];
      await page.setViewportSize({ width, height });
      if (name === 'hall') await page.keyboard.press('p');
      for (const theme of ['dark', 'light']) {
        await page.evaluate((wanted) => {
          if (document.documentElement.dataset.theme !== wanted) document.getElementById('theme').click();
        }, theme);
        await settle(page);
        const picture = await shoot(page, `${name}-${theme}-${ratio}x`);
        assert.ok(await coloursOf(page, picture) > 20, `${name} ${theme} is not blank`);
      }
    }
    assert.deepEqual(page.troubles, []);
    await page.finish();
  }
});
