// A sentence of one's own in any step: light at once, a question about its words, reasons after the guess, and twelve to try.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mirrorRows, openHouse, settle, shoot, site, theatre, violations } from './support.mjs';

const dog = 'My dog chased the ball because she loves bones';
let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const labels = (page) => page.$$eval('.answer:not([hidden]) .answer-label', (all) => all.map((label) => label.textContent));
const state = (page) => theatre(page, 'state');

async function retype(page, text) {
  await page.click('#sentence');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await settle(page);
}

test('typed over the first question, it is lit, asked about, guessed and explained', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await retype(page, dog);
  let now = await state(page);
  assert.equal(await page.textContent('#question-text'), 'Where will “she” look most?');
  assert.notEqual(now.token, now.predict.asks);
  assert.ok((await mirrorRows(page)).some(({ percent }) => percent > 20), 'the stage is lit');
  assert.match(await page.textContent('#feedback'), /the lamp moves there/);
  const offered = await labels(page);
  assert.equal(offered.length, 3);
  for (const word of offered) assert.ok(dog.includes(word), word);
  assert.deepEqual(await page.$$eval('.answer-percent:not([hidden])', (all) => all.length), 0);

  await page.locator('.answer').first().click();
  await page.waitForSelector('.why .why-number');
  await settle(page);
  now = await state(page);
  assert.equal(now.tokenText, 'she');
  const { why } = now.predict;
  assert.match((await page.textContent('.why-head')).replace(/\s+/g, ' '), / (lost to|beat) \w+ by \d+\.\d:/);
  assert.ok(why.lines.length >= 1 && why.lines.length <= 3);
  assert.ok(Math.abs(why.lines.reduce((sum, { value }) => sum + value, why.rest.value) - why.difference.value) < 1e-4);
  assert.match(await page.textContent('.why-close'), / light\.$/);

  // A line lights its two words; its number opens the arithmetic.
  await page.hover('.why-lines li');
  assert.ok(await page.$$eval('#labels .lifted', (all) => all.length) >= 2);
  await page.mouse.move(640, 300);
  assert.equal(await page.$$eval('#labels .lifted', (all) => all.length), 0);
  await shoot(page, 'why-1280');
  assert.deepEqual(await violations(page), []);
  await page.locator('.why-lines .why-number').first().click();
  await settle(page);
  assert.equal((await state(page)).panel, 'numbers');

  // The verdict belongs to its moment.
  await theatre(page, 'set', { temperature: 3 });
  await settle(page);
  assert.equal((await state(page)).predict.revealed, false);
  assert.equal(await page.isHidden('.why'), true);
  assert.equal(await page.textContent('#feedback').then((text) => /Yes|Not this time/.test(text)), false);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('a step’s own question: both guesses get their reasons; one word gets a sentence', async () => {
  const page = await house.open({ width: 360, height: 740 });
  for (const choice of [0, 1]) {
    await theatre(page, 'go', { lesson: 'spotlight', step: 'guess' });
    await settle(page);
    await page.locator('.answer').nth(choice).click();
    await page.waitForSelector('.why:not([hidden]) .why-head');
    const { predict } = await state(page);
    assert.equal(await page.textContent('.why-head b'), predict.why.heading[0].text);
    assert.equal(await page.isHidden('.why-bar'), true, 'numbers without bars on a phone');
  }
  await shoot(page, 'why-360');
  await page.fill('#sentence', 'pizza');
  await settle(page);
  assert.match(await page.textContent('#question-text'), /three words.*\.$/);
  assert.equal(await page.isHidden('#answers'), true);
  assert.equal(await page.isHidden('.why'), true);
  assert.ok((await mirrorRows(page)).length > 0, 'and it shares light');
  await page.fill('#sentence', 'blorf zindled the quonk');
  await settle(page);
  assert.match(await page.textContent('#note'), /lexicon .*lacks .*can only guess/);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('retyping never leaves the lamp on the first word by default, nor on ⟨start⟩', async () => {
  const page = await house.open();
  await theatre(page, 'go', { lesson: 'spotlight', step: 'any-word' });
  await retype(page, 'The mat has it');
  assert.equal((await state(page)).tokenText, 'it');
  for (const text of ['The children played in the park', 'Yesterday we ate soup', 'Hello world']) {
    await retype(page, text);
    const { token, challenge } = await state(page);
    assert.ok(token > 1, `${text}: ${token}`);
    assert.equal(challenge.done, false, 'typing alone is no move of the lamp');
  }
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('an exact title, then misspelt, and brought back: the query stays the query', async () => {
  const page = await house.open();
  await theatre(page, 'go', { lesson: 'library', step: 'hard' });
  const { tokens } = await theatre(page, 'trace');
  await page.fill('#sentence', tokens[1]);
  await settle(page);
  await page.fill('#sentence', tokens[1].slice(0, -1));
  await settle(page);
  assert.equal((await state(page)).token, 0);
  assert.equal((await theatre(page, 'trace')).tokens[1], tokens[1]);
  await page.click('#again');
  await settle(page);
  assert.deepEqual((await theatre(page, 'trace')).tokens, tokens);
  assert.equal((await state(page)).token, 0);
  await page.finish();
});

test('twelve sentences and a surprise, by mouse and keys, each to be undone', async () => {
  const page = await house.open({ width: 360, height: 740 });
  const list = JSON.parse(await readFile(join(site, 'data/sentences.json'), 'utf8'));
  assert.equal(list.length, 12);
  await page.click('#try');
  await page.waitForSelector('#try-menu .surprise');
  assert.equal(await page.$$eval('#try-menu .pick', (all) => all.length), 13);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Surprise me');
  const sheet = await page.locator('#try-menu').boundingBox();
  assert.ok(sheet.x >= 0 && sheet.x + sheet.width <= 360 && sheet.y + sheet.height <= 740, JSON.stringify(sheet));
  await shoot(page, 'try-360');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal((await state(page)).text, list[1]);
  for (let n = 0; n < 5; n += 1) {
    const before = (await state(page)).text;
    await page.click('#try');
    await page.click('#try-menu .surprise');
    await settle(page);
    const after = (await state(page)).text;
    assert.ok(list.includes(after));
    assert.notEqual(after, before);
    // The sentence from before is itself an undoing.
    await theatre(page, (await state(page)).undo ? 'undo' : 'redo');
    await settle(page);
    assert.equal((await state(page)).text, before);
  }
  assert.deepEqual(page.troubles, []);
  await page.finish();
});
