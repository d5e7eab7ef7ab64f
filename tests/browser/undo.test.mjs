// Undo and redo in the page: by key, by button and by script; links that bring every step back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerFirst, openHouse, settle, theatre } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(() => house.close());

const state = (page) => theatre(page, 'state');
const pause = (page) => page.waitForTimeout(1100); // what is typed after it is another step
const off = (page, which) => page.$eval(`#${which}`, (button) => button.getAttribute('aria-disabled') === 'true');

test('undo and redo by key walk over words, switches, heads and guesses', async () => {
  const page = await house.open();
  await page.evaluate(() => document.activeElement?.blur());
  assert.equal(await off(page, 'undo'), true);
  const start = await state(page);
  const deeds = [
    () => theatre(page, 'select', { token: 2 }),
    () => theatre(page, 'set', { scale: false }),
    () => theatre(page, 'set', { headsOff: [[0, 1]] }),
    () => theatre(page, 'select', { name: 'verb-subject' }),
    () => answerFirst(page),
  ];
  const states = [start];
  for (const deed of deeds) {
    await deed();
    await settle(page);
    states.push(await state(page));
  }
  const keys = ['token', 'layer', 'head', 'switches', 'predict'];
  const same = (a, b) => { for (const key of keys) assert.deepEqual(a[key], b[key], key); };
  for (let i = deeds.length - 1; i >= 0; i -= 1) {
    await page.keyboard.press('Control+z');
    await settle(page);
    same(await state(page), states[i]);
  }
  assert.equal(await off(page, 'undo'), true);
  await page.keyboard.press('Control+z'); // nothing happens
  same(await state(page), start);
  for (let i = 1; i <= deeds.length; i += 1) {
    await page.keyboard.press(i % 2 ? 'Control+Shift+Z' : 'Meta+Shift+Z');
    await settle(page);
    same(await state(page), states[i]);
  }
  assert.equal(await off(page, 'redo'), true);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+y');
  same(await state(page), states.at(-1));
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('in the sentence box the browser’s own undo works on typing, outside the page’s', async () => {
  const page = await house.open();
  const own = (await state(page)).text;
  await page.click('#sentence');
  await page.keyboard.press('End');
  await page.keyboard.type(' again');
  await settle(page);
  assert.equal((await state(page)).text, `${own} again`);
  await pause(page);
  await page.keyboard.type(' today');
  await settle(page);
  await page.focus('#lesson-title');
  await page.keyboard.press('Control+z');
  await settle(page);
  assert.equal((await state(page)).text, `${own} again`, 'outside: what was typed after the pause');
  assert.equal(await page.inputValue('#sentence'), `${own} again`);
  await page.focus('#sentence');
  await page.keyboard.press('Control+z');
  await settle(page);
  assert.equal((await state(page)).text, own, 'inside, with nothing of its own to take back: the page’s undo goes on');
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  await settle(page);
  await page.keyboard.press('Control+z');
  await settle(page);
  assert.equal(await page.inputValue('#sentence'), own, 'inside: the field’s');
  assert.equal((await state(page)).text, own);
  await page.keyboard.press('Control+Shift+Z');
  await settle(page);
  assert.equal((await state(page)).text, `${own}!`);
  await page.finish();
});

test('the buttons undo and redo, say what, and keep the focus', async () => {
  const page = await house.open();
  await theatre(page, 'set', { temperature: 3 });
  await settle(page);
  assert.equal(await page.getAttribute('#undo', 'title'), 'Undo: a switch');
  await page.focus('#undo');
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal((await state(page)).switches.temperature, 1);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'undo');
  assert.equal(await page.getAttribute('#undo', 'title'), 'Nothing to undo');
  await page.click('#redo');
  await settle(page);
  assert.equal((await state(page)).switches.temperature, 3);
  await theatre(page, 'next');
  await settle(page);
  assert.equal(await off(page, 'undo'), true, 'undo never turns a page');
  await assert.rejects(theatre(page, 'undo'), /There is nothing to undo\./);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

for (const [width, height] of [[360, 740], [1280, 800], [1920, 1080]]) {
  test(`at ${width} × ${height} the buttons cover nothing, and nothing moves when they come to life`, async () => {
    const page = await house.open({ width, height });
    await settle(page);
    const places = () => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('button, textarea, h1, h2, p, canvas')]
      .filter((node) => node.id && node.offsetParent)
      .map((node) => [node.id, node])
      .map(([id, node]) => { const { x, y, width: w, height: h } = node.getBoundingClientRect(); return [id, [x, y + scrollY, w, h]]; })));
    const before = await places();
    for (const id of ['undo', 'redo']) {
      assert.ok(before[id], `${id} is there`);
      assert.ok(before[id][2] >= 40 && before[id][3] >= 44, `${id} is large enough`);
      await page.evaluate((name) => document.getElementById(name).scrollIntoView({ block: 'center' }), id);
      const [x, y, w, h] = before[id];
      for (const [other, [ox, oy, ow, oh]] of Object.entries(before)) {
        if (other === id || other === 'stage' || ow === 0 || oh === 0) continue;
        assert.ok(x + w <= ox || ox + ow <= x || y + h <= oy || oy + oh <= y, `${id} and ${other} lie apart`);
      }
      const top = await page.evaluate((name) => {
        const box = document.getElementById(name).getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest('button')?.id;
      }, id);
      assert.equal(top, id, `${id} can be pressed`);
    }
    await theatre(page, 'select', { token: 3 });
    await settle(page);
    await page.evaluate(() => scrollTo(0, 0));
    assert.equal(await off(page, 'undo'), false);
    const after = await places();
    for (const id of ['undo', 'redo', 'sentence', 'badge', 'next', 'lesson-title', 'stage']) assert.deepEqual(after[id], before[id], id);
    await page.finish();
  });
}

test('the link of every step brings it back, and a mask and a turned arrow with it', async () => {
  const page = await house.open();
  const lessons = await theatre(page, 'lessons');
  const keys = ['lesson', 'step', 'text', 'second', 'token', 'column', 'layer', 'head', 'switches', 'stage', 'panel', 'arrows', 'turned'];
  const pick = (from) => Object.fromEntries(keys.map((key) => [key, from[key]]));
  const follow = async (link) => {
    await page.evaluate((hash) => new Promise((done) => {
      addEventListener('hashchange', () => requestAnimationFrame(done), { once: true });
      location.hash = hash;
    }), new URL(link).hash);
    await settle(page);
  };
  for (const lesson of lessons) {
    for (const step of lesson.steps) {
      await theatre(page, 'go', { lesson: lesson.id, step: step.id });
      await settle(page);
      const before = pick(await state(page));
      const link = await theatre(page, 'link');
      await theatre(page, 'go', { lesson: lessons[0].id });
      await theatre(page, 'setText', 'Something else');
      await follow(link);
      assert.deepEqual(pick(await state(page)), before, `${lesson.id}/${step.id}`);
    }
  }
  await theatre(page, 'go', { lesson: 'five-steps', step: 'turn' });
  await settle(page);
  const size = (await theatre(page, 'trace')).tokens.length;
  const custom = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === 2 && j === 0 ? 0 : 1)));
  await theatre(page, 'set', { turn: { side: 'key', token: 4, to: [0.5, 0, 0, -1] } });
  await theatre(page, 'set', { mask: 'custom', custom });
  await settle(page);
  const before = [pick(await state(page)), await theatre(page, 'trace')];
  const link = await theatre(page, 'link');
  assert.ok(link.length < 1000, `${link.length} characters`);
  await theatre(page, 'go', { lesson: lessons[0].id });
  await follow(link);
  assert.deepEqual([pick(await state(page)), await theatre(page, 'trace')], before);
  await assert.rejects(theatre(page, 'set', { mask: 'custom', custom: [[1, 0], [1]] }), /equally long rows/);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('a click is heard once', async () => {
  const page = await house.open();
  await settle(page);
  await page.evaluate(() => {
    window.heard = { state: 0, trace: 0 };
    for (const name of ['state', 'trace']) window.theatre.on(name, () => { window.heard[name] += 1; });
  });
  await page.locator('[data-spot="word:3"]').click();
  await settle(page);
  assert.equal((await state(page)).token, 3);
  assert.deepEqual(await page.evaluate(() => window.heard), { state: 1, trace: 1 });
  await page.finish();
});
