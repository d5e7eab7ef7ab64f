// The sentence box is a real field: composition, paste and undo keep working, and no text makes the page fail.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, settle, theatre } from './support.mjs';

let house;
let page;
before(async () => {
  house = await openHouse();
  page = await house.open({ width: 400, height: 640 });
});
after(async () => {
  await page.finish();
  await house.close();
});

const field = '#sentence';
const traced = async () => (await theatre(page, 'trace')).text;

async function type(text) {
  await page.fill(field, text);
  await settle(page);
}

test('a composition is sent only when it is finished', async () => {
  await type('I love ');
  await page.focus(field);
  await page.keyboard.press('End');
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'ピ', selectionStart: 1, selectionEnd: 1 });
  await settle(page);
  assert.equal(await page.inputValue(field), 'I love ピ');
  assert.equal(await traced(), 'I love ');
  await session.send('Input.insertText', { text: 'ピザ' });
  await settle(page);
  assert.equal(await page.inputValue(field), 'I love ピザ');
  assert.equal(await traced(), 'I love ピザ');
});

test('pasted line breaks become spaces, and undo takes the paste back', async () => {
  await type('');
  await page.focus(field);
  await page.keyboard.type('I saw ');
  await page.evaluate(() => navigator.clipboard.writeText('a cat\r\non the\nmat'));
  await page.keyboard.press('Control+V');
  await settle(page);
  assert.equal(await page.inputValue(field), 'I saw a cat on the mat');
  assert.equal(await traced(), 'I saw a cat on the mat');
  await page.keyboard.press('Control+Z');
  await settle(page);
  const undone = await page.inputValue(field);
  assert.ok(!undone.includes('mat'), undone);
  assert.equal(await traced(), undone);
  await page.keyboard.press('Control+Shift+Z');
  await settle(page);
  assert.equal(await traced(), 'I saw a cat on the mat');
});

test('Enter adds no line', async () => {
  await type('I love pizza');
  await page.focus(field);
  await page.keyboard.press('Enter');
  await settle(page);
  assert.equal(await page.inputValue(field), 'I love pizza');
});

test('the step’s own sentence comes back with one click', async () => {
  await theatre(page, 'go', { lesson: (await theatre(page, 'lessons'))[0].id });
  await settle(page);
  const own = await page.inputValue(field);
  await type('Something else');
  await page.click('#again');
  await settle(page);
  assert.equal(await page.inputValue(field), own);
  assert.equal(await page.isHidden('#again'), true);
});

test('a sentence to try is put in', async () => {
  await page.click('#try');
  await page.locator('#try-menu .pick', { hasText: 'I love pizza' }).click();
  await settle(page);
  assert.equal(await traced(), 'I love pizza');
});

const hard = {
  'empty': '',
  'only spaces': '   \t ',
  '10,000 words': Array.from({ length: 10_000 }, (_, i) => `word${i}`).join(' '),
  'emoji': '👩‍👩‍👧 loves 🍕🍕🍕 and 🏳️‍🌈',
  'right to left': 'القط جلس على الحصيرة لأنه كان متعبا',
  'control characters': 'a\u0000b\u0007c \u001b[31mred\u202e reversed',
  'lone surrogates': 'half \ud83d a \udc36 pair',
  'one word': 'cat',
  'the same word 50 times': Array(50).fill('cat').join(' '),
  'one very long word': 'a'.repeat(5000),
  'markup': '<img src=x onerror=alert(1)> & "quotes" </textarea>',
  'combining marks': 'Z̷̢̛a̴l̶g̷o̵ '.repeat(20),
};

for (const [name, text] of Object.entries(hard)) {
  test(`bad input: ${name}`, async () => {
    const before = page.troubles.length;
    // Set as the browser would keep it; fill() would not pass lone surrogates through.
    await page.evaluate(([selector, units]) => {
      const box = document.querySelector(selector);
      box.value = String.fromCharCode(...[]) + units.map((u) => String.fromCharCode(u)).join('');
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, [field, Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))]);
    await settle(page);
    const kept = await page.evaluate((selector) => [...document.querySelector(selector).value].length, field);
    assert.equal(kept, [...text].length, 'the text is kept');
    assert.deepEqual(page.troubles.slice(before), []);
    const note = (await page.textContent('#note')).trim();
    assert.ok(note.split(/[.!?](?=\s|$)/).filter((s) => s.trim()).length <= 1, `one sentence at most: ${note}`);
    assert.equal(await page.isHidden('#notice'), true);
    // The whole trace of a long text is many megabytes; counted in the page.
    const { longest, worst } = await page.evaluate(() => {
      const trace = window.theatre.trace();
      const sums = trace.heads.flatMap((head) => head.weights.map((row) => row.reduce((a, b) => a + b, 0)));
      return { longest: trace.tokens.length, worst: Math.max(0, ...sums.map((sum) => (sum === 0 ? 0 : Math.abs(sum - 1)))) };
    });
    assert.ok(longest <= 600);
    assert.ok(worst < 1e-3);
  });
}

test('after all that the page still works', async () => {
  await type('I love pizza');
  assert.equal(await traced(), 'I love pizza');
  assert.deepEqual(page.troubles, []);
});
