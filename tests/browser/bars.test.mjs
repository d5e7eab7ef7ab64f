// Guessing with bars, and drawn rows beside computed ones: by mouse, keys and touch; nothing is told too early, every figure is the Trace's.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mirrorRows, openHouse, settle, shoot, theatre, violations } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

async function go(page, lesson, step, wanted) {
  await theatre(page, 'go', { lesson, step });
  await page.waitForSelector(wanted);
  await settle(page);
}
const bars = (page) => page.$$eval('.bar-row input', (inputs) => inputs.map((input) => Number(input.value)));
const sum = (list) => list.reduce((a, b) => a + b, 0);
const notes = (page) => page.$$eval('.bar-note', (all) => all.map((note) => note.textContent.replace(/\s/g, ' ')));
const drawn = (page) => page.$$eval('.drawn tbody tr', (rows) => rows.map(({ cells }) => [cells[0].textContent, cells[2].textContent, cells[3].textContent].map((text) => text.replace(/\s/g, ' '))));

test('bars are dragged, give way to each other, and are compared with what is computed', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await go(page, 'spotlight', 'one-word', '.bar-row input');
  assert.deepEqual(await bars(page), [0, 0, 0, 100]);
  assert.equal(await page.textContent('.bars-foot button'), 'Just show me');
  const at = async (index, share) => {
    const box = await page.locator('.bar-row input').nth(index).boundingBox();
    return [box.x + 10 + share * (box.width - 20), box.y + box.height / 2]; // the knob's middle stays inside
  };
  await page.mouse.move(...await at(1, 0));
  await page.mouse.down();
  await page.mouse.move(...await at(1, 0.3), { steps: 4 });
  assert.equal(sum(await bars(page)), 100);
  await page.mouse.move(...await at(1, 0.6), { steps: 4 });
  await page.mouse.up();
  await settle(page);
  const dragged = await bars(page);
  assert.ok(Math.abs(dragged[1] - 60) <= 2, dragged.join());
  assert.equal(dragged[3], 100 - dragged[1], 'what is left goes to all the others');
  assert.equal(await page.textContent('.bars-foot button'), 'Reveal');

  // Nothing is told before the reveal.
  assert.equal((await mirrorRows(page)).length, 0);
  assert.deepEqual(await page.$$eval('#labels span', (all) => all.map((s) => s.textContent).filter((t) => /%/.test(t))), []);
  assert.deepEqual((await theatre(page, 'state')).predict.options.map(({ percent, off }) => [percent, off]), Array(4).fill([null, null]));

  await page.click('.bars-foot button');
  await settle(page);
  const { predict, progress } = await theatre(page, 'state');
  const rows = await mirrorRows(page);
  const named = ['cat', 'mat', 'comfortable'].map((word) => rows.find(({ text }) => text === word).percent);
  assert.deepEqual(predict.options.map(({ percent }) => percent), [...named, 100 - sum(named)]);
  assert.deepEqual(await page.$$eval('.bar-percent', (all) => all.map((p) => parseInt(p.textContent, 10))), predict.options.map(({ percent }) => percent));
  const said = await notes(page);
  predict.options.forEach(({ percent, guess }, i) => assert.equal(said[i],
    `you ${guess} %, ${guess === percent ? 'exactly right' : `${Math.abs(guess - percent)} too ${guess > percent ? 'high' : 'low'}`}`));
  const average = Math.round(sum(predict.options.map(({ percent, guess }) => Math.abs(percent - guess))) / 4);
  assert.match(await page.textContent('#feedback'), new RegExp(`^Yes\\. .*off by ${average} points? on average`));
  assert.ok(progress.spotlight.includes('one-word'));
  assert.equal(await page.evaluate(() => document.activeElement.className), 'bars', 'the focus stays where the button was');

  // Another sentence is another question, and the verdict comes back with its own.
  await theatre(page, 'setText', 'The dog sat on the mat because it was comfortable');
  await settle(page);
  const other = (await theatre(page, 'state')).predict;
  assert.equal(other.revealed, false);
  assert.equal(other.options.some(({ label }) => label === 'cat'), false);
  assert.deepEqual(await bars(page), other.options.map((_, i) => (i + 1 === other.options.length ? 100 : 0)));
  await theatre(page, 'undo');
  await settle(page);
  assert.deepEqual(await notes(page), said);
  await shoot(page, 'bars-1280');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('by keys: arrows, Page Up and Down, Home and End; R reveals from a bar, or shows what nobody guessed', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await go(page, 'five-steps', 'from-scores', '.bar-row input');
  assert.equal((await theatre(page, 'state')).stage, 'scale', 'the matrices stop before the shares');
  const pizza = page.locator('.bar-row input').nth(2);
  assert.equal(await pizza.getAttribute('aria-label'), 'pizza');
  await pizza.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  assert.equal(await pizza.getAttribute('aria-valuetext'), '21 %');
  assert.deepEqual(await bars(page), [0, 0, 21, 79]);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowLeft');
  assert.deepEqual(await bars(page), [0, 0, 10, 90]);
  await page.locator('.bar-row input').first().focus();
  await page.keyboard.press('End');
  assert.deepEqual(await bars(page), [100, 0, 0, 0]);
  await page.keyboard.press('Home');
  assert.deepEqual(await bars(page), [0, 0, 10, 90], 'moved back, the others come back');
  await page.keyboard.press('r');
  await settle(page);
  let state = await theatre(page, 'state');
  assert.equal(state.predict.revealed, true);
  assert.deepEqual(state.predict.guess, [0, 0, 10, 90]);
  assert.equal(state.stage, 'softmax');
  assert.match(await page.textContent('#feedback'), /^Yes\. “pizza” gets/);

  await go(page, 'spotlight', 'guess', '.answer');
  await go(page, 'five-steps', 'from-scores', '.bar-row input:not([hidden])');
  assert.deepEqual(await bars(page), [0, 0, 0, 100], 'a new guess');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('r');
  await settle(page);
  state = await theatre(page, 'state');
  assert.equal(state.predict.guess, null);
  assert.deepEqual(await notes(page), ['', '', '', '']);
  assert.match(await page.textContent('#feedback'), /^“pizza” gets/);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('on a phone a finger moves the bars, and a drawn row is folded away', async () => {
  const context = await house.browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(house.address);
  await page.waitForFunction(() => window.theatre);
  await page.evaluate(() => window.theatre.ready.then(() => true));
  await go(page, 'spotlight', 'one-word', '.bar-row input');
  const bar = page.locator('.bar-row input').nth(1);
  await bar.evaluate((node) => node.scrollIntoView({ block: 'center' })); // clear of the pager
  const box = await bar.boundingBox();
  assert.ok(box.height >= 24 && box.width > 250, JSON.stringify(box));
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await settle(page);
  assert.ok(Math.abs((await bars(page))[1] - 50) <= 2);
  await page.locator('.bars-foot button').tap();
  await settle(page);
  assert.equal((await theatre(page, 'state')).predict.revealed, true);
  await go(page, 'five-steps', 'another-row', '.drawn');
  assert.equal(await page.locator('.drawn').evaluate((node) => node.open), false);
  await page.locator('.drawn summary').tap();
  assert.equal(await page.isVisible('.drawn table'), true);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
  await context.close();
});

test('a drawn row stays, the computed one follows sentence, head and lamp, and says what is gone', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await go(page, 'five-steps', 'another-row', '.drawn tbody tr');
  const first = await drawn(page);
  assert.deepEqual(first.slice(0, 6).map(([word, made]) => [word, made]), [['The', '15 %'], ['cat', '35 %'], ['sat', '25 %'], ['on', '10 %'], ['the', '10 %'], ['mat', '5 %']]);
  assert.match(await page.textContent('.drawn summary'), /^Illustration · /);
  assert.equal(await page.locator('.drawn summary use').getAttribute('href'), '#i-illustration');
  assert.match(await page.textContent('.drawn p'), /drawn row is made up.*computed now, by the glass box \(hand-built\)/);
  const stage = async () => (await mirrorRows(page)).slice(1, 7).map(({ percent }) => `${percent} %`);
  assert.deepEqual(first.slice(0, 6).map(([, , live]) => live), await stage());

  await theatre(page, 'select', { name: 'same-topic' });
  await settle(page);
  const second = await drawn(page);
  assert.notDeepEqual(second.map(([, , live]) => live), first.map(([, , live]) => live));
  assert.deepEqual(second.slice(0, 6).map(([, , live]) => live), await stage());
  assert.equal(second[6][0], 'the others', 'what rests on ⟨start⟩ is counted');
  assert.equal(sum(second.map(([, , live]) => parseInt(live, 10))), 100);
  await theatre(page, 'select', { token: 1 });
  await settle(page);
  assert.deepEqual(await drawn(page), second, 'it is the row of “sat”, whoever holds the lamp');

  await theatre(page, 'setText', 'The dog sat on the mat');
  await settle(page);
  assert.deepEqual((await drawn(page))[1], ['cat', '35 %', 'gone']);
  await theatre(page, 'setText', 'The dog slept');
  await settle(page);
  assert.match(await page.textContent('.drawn p'), /“sat” is gone from your sentence/);
  await go(page, 'spotlight', 'guess', '.answer');
  assert.equal(await page.isVisible('.drawn'), false);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('the whole column can be reached, and Back and Next stay in view', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  for (const [lesson, step, wanted] of [['spotlight', 'one-word', '.bar-row input'], ['five-steps', 'from-scores', '.bars-foot button'], ['five-steps', 'drawn', '.drawn tr'], ['five-steps', 'another-row', '.drawn tr'], ['library', 'trained', '.offer button']]) {
    await go(page, lesson, step, wanted);
    const { cut, reach, pager } = await page.evaluate(() => {
      const column = document.getElementById('lesson-scroll');
      const right = column.getBoundingClientRect().right;
      const wide = [...column.querySelectorAll('*')].filter((node) => node.getBoundingClientRect().right > right + 1).map((node) => node.className);
      column.scrollTop = 1e6;
      const last = document.getElementById('ask').getBoundingClientRect().bottom;
      return { cut: wide, reach: last <= column.getBoundingClientRect().bottom + 1, pager: document.getElementById('next').getBoundingClientRect().bottom <= innerHeight };
    });
    assert.deepEqual(cut, [], `${lesson}/${step}`);
    assert.ok(reach && pager, `${lesson}/${step}`);
  }
  await page.finish();
});

for (const theme of ['dark', 'light']) {
  test(`axe finds nothing serious about bars, drawn rows and the offer, ${theme}`, async () => {
    const page = await house.open({ width: 1280, height: 800, theme });
    const check = async (what) => assert.deepEqual(await violations(page), [], what);
    await go(page, 'spotlight', 'one-word', '.bar-row input');
    await check('bars');
    await page.locator('.bar-row input').first().press('PageUp');
    await page.click('.bars-foot button');
    await check('bars revealed');
    await go(page, 'five-steps', 'another-row', '.drawn tr');
    await check('a drawn row');
    await go(page, 'library', 'trained', '.offer button');
    await check('an offer');
    await page.finish();
  });
}
