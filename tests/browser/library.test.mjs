// The library and the friends in the page: every step of both lessons played, books edited, the look-up switched.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerFirst, openHouse, settle, shoot, theatre } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const steps = async (page, id) => (await theatre(page, 'lessons')).find((lesson) => lesson.id === id).steps.map((step) => step.id);
const go = async (page, lesson, step) => {
  await theatre(page, 'go', { lesson, step });
  await settle(page);
};
const labels = (page) => page.$$eval('#labels span', (nodes) => nodes.map((node) => node.textContent));
const percents = async (page) => (await labels(page)).filter((text) => /^\d+ %$/.test(text)).map((text) => parseInt(text, 10));

test('every step of Library and Friends opens, is drawn, and answers its question', async () => {
  const page = await house.open({ width: 1280, height: 800, theme: 'light' });
  for (const lesson of ['library', 'friends']) {
    for (const step of await steps(page, lesson)) {
      await go(page, lesson, step);
      const state = await theatre(page, 'state');
      assert.equal(state.step.scene, lesson, `${lesson}/${step}`);
      assert.ok((await theatre(page, 'hotspots')).length > 4, `${lesson}/${step} has things to point at`);
      if (state.predict) {
        const dark = ['word', 'bars'].includes(state.predict.kind) || state.switches.hard; // the others ask what will change
        if (dark) assert.deepEqual(await percents(page), [], `${lesson}/${step} keeps its shares to itself`);
        await answerFirst(page);
        await settle(page);
        const { predict } = await theatre(page, 'state');
        assert.equal(predict.revealed, true);
        assert.notEqual(predict.answer, null);
      }
      const { drawCalls, frameMs } = await theatre(page, 'stats');
      assert.ok(drawCalls >= 1 && drawCalls <= 40, `${drawCalls} draw calls`);
      assert.ok(frameMs.median > 0 && frameMs.p95 >= frameMs.median && frameMs.max >= frameMs.p95, JSON.stringify(frameMs));
    }
    await shoot(page, `${lesson}-1280-light`);
  }
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('hard and soft look-up beside each other, by keyboard too', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await go(page, 'library', 'soft');
  assert.equal((await theatre(page, 'state')).switches.hard, true);
  assert.ok((await labels(page)).some((text) => text.startsWith('No title is exactly')));
  await page.focus('#look-up input[value="hard"]');
  await page.keyboard.press('ArrowRight');
  await settle(page);
  assert.equal((await theatre(page, 'state')).switches.hard, false);
  assert.equal((await theatre(page, 'challenge')).done, true);
  const shares = (await theatre(page, 'hotspots')).filter((spot) => spot.id.startsWith('book:')).map((spot) => spot.value);
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-5);
  // A hard look-up opens the one book with that title.
  await page.click('#look-up .segment:first-of-type');
  await page.fill('#sentence', 'Chess');
  await settle(page);
  assert.equal((await theatre(page, 'hotspots')).filter((spot) => spot.id.startsWith('book:') && spot.value === 1).length, 1);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('the thermostat moves the shares and says its value', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await go(page, 'library', 'split');
  const share = async () => Math.max(...(await theatre(page, 'hotspots')).filter((spot) => spot.id.startsWith('book:')).map((spot) => spot.value));
  const before = await share();
  await page.focus('#thermostat');
  for (let i = 0; i < 20; i += 1) await page.keyboard.press('ArrowLeft');
  await settle(page);
  await settle(page);
  assert.ok(await share() > before, 'colder is sharper');
  assert.match(await page.getAttribute('#thermostat', 'aria-valuetext'), /^temperature 0\.\d+$/);
  assert.equal(await page.locator('#changed').isVisible(), false, 'the thermostat itself says what it is set to');
  await page.finish();
});

test('books are edited in a sheet over the stage', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await go(page, 'library', 'split');
  const own = await theatre(page, 'text', 'second');
  await page.click('#edit-lines');
  await page.waitForFunction(() => document.activeElement?.id === 'lines');
  await page.fill('#lines', 'Renaissance art: Painters.\nBoats: Sails.');
  await page.waitForFunction(() => window.theatre.text('second') === 'Renaissance art: Painters.\nBoats: Sails.');
  await settle(page);
  assert.equal((await theatre(page, 'hotspots')).filter((spot) => spot.id.startsWith('book:')).length, 2);
  await page.keyboard.press('Enter'); // a line break, not the end of editing
  assert.equal(await page.locator('#lines-sheet').isVisible(), true);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#lines-sheet').isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'edit-lines');
  await page.click('#edit-lines');
  await page.click('#lines-again');
  await page.keyboard.press('Escape');
  assert.equal(await theatre(page, 'text', 'second'), own);
  // None, and many.
  await theatre(page, 'setText', '', 'second');
  await settle(page);
  assert.ok((await labels(page)).includes('No books on the shelf yet'));
  await theatre(page, 'setText', Array.from({ length: 30 }, (_, i) => `Book ${i}: Soup.`).join('\n'), 'second');
  await settle(page);
  assert.match(await page.textContent('#note'), /first 20 lines/);
  await go(page, 'spotlight', 'guess');
  assert.equal(await page.locator('#lines-place').isVisible(), false);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('a book opens the ledger of its share, the query its text', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await go(page, 'library', 'split');
  await page.click('[data-spot="book:5"]');
  await settle(page);
  assert.equal((await theatre(page, 'state')).panel, 'numbers');
  await go(page, 'library', 'split');
  await page.click('[data-spot="query"]');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'sentence');
  await page.finish();
});

test('the library and the friends on a phone', async () => {
  const page = await house.open({ width: 360, height: 740 });
  for (const [lesson, step] of [['library', 'split'], ['friends', 'output']]) {
    await go(page, lesson, step);
    await settle(page);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    const shares = await percents(page);
    assert.ok(shares.length > 0, `${lesson} shows shares`);
    await shoot(page, `${lesson}-360`);
  }
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('friends know five words only, and say so', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await go(page, 'friends', 'output');
  await page.fill('#sentence', 'I love pizza');
  await settle(page);
  assert.equal(await theatre(page, 'text'), 'I love pizza', 'the learner’s text stays');
  assert.match(await page.textContent('#note'), /five words only/);
  assert.deepEqual((await theatre(page, 'trace')).tokens, ['She', 'went', 'to', 'the', 'market']);
  assert.deepEqual(await percents(page), [15, 20, 21, 19, 25]);
  await page.finish();
});

test('a double click on a book, or F2, goes to its line', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'go', { lesson: 'library', step: 'split' });
  await settle(page);
  const line = () => page.evaluate(() => {
    const field = document.activeElement;
    return field.id === 'lines' ? field.value.slice(0, field.selectionStart).split('\n').at(-1) : field.id;
  });
  const book = (await theatre(page, 'hotspots')).find(({ id }) => id === 'book:5');
  await page.mouse.dblclick(book.x + book.w / 2, book.y + book.h - 12);
  await page.waitForFunction(() => document.activeElement?.id === 'lines');
  assert.equal(await line(), 'Renaissance art: Painters learn perspective.');
  await page.keyboard.press('Escape');
  await settle(page);
  await page.locator('[data-spot="book:2"]').focus();
  await page.keyboard.press('F2');
  assert.equal(await line(), 'Medieval art: Painters gild cathedrals.');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});
