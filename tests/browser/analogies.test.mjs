// The expert panel and the cocktail party: every step plays, and their things do what they say; what scenes put on the page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerFirst, mirrorRows, openHouse, settle, shoot, theatre } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const spots = (page) => theatre(page, 'hotspots');
const press = async (page, id) => {
  await page.locator(`[data-spot="${id}"]`).evaluate((button) => button.click());
  await settle(page);
};

for (const lesson of ['panel', 'party']) {
  test(`${lesson}: every step opens, shows numbers of its own, and reveals what was asked`, async () => {
    const page = await house.open();
    const { steps } = (await theatre(page, 'lessons')).find(({ id }) => id === lesson);
    assert.ok(steps.length >= 5);
    for (const step of steps) {
      await theatre(page, 'go', { lesson, step: step.id });
      await settle(page);
      const state = await theatre(page, 'state');
      assert.equal(state.step.scene, lesson);
      const shown = await spots(page);
      assert.ok(shown.filter(({ id }) => id.startsWith(lesson === 'panel' ? 'head:' : 'voice:')).length >= 5, step.id);
      if (!state.predict) continue;
      await answerFirst(page);
      await settle(page);
      assert.equal((await theatre(page, 'state')).predict.revealed, true);
      assert.ok((await page.locator('#feedback').textContent()).includes('%'));
    }
    assert.deepEqual(page.troubles, []);
    await shoot(page, `lesson-${lesson}`);
    await page.finish();
  });
}

test('a plate chooses its head, its switch silences it, and the challenge hears of both', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'go', { lesson: 'panel', step: 'report' });
  await settle(page);
  const before = (await spots(page)).find(({ id }) => id === 'answer').value;
  const chosen = await theatre(page, 'state');
  await press(page, `silence:${chosen.layer}.${chosen.head}`);
  let state = await theatre(page, 'state');
  assert.deepEqual(state.switches.headsOff, [[chosen.layer, chosen.head]]);
  assert.equal(state.challenge.done, true);
  assert.notEqual((await spots(page)).find(({ id }) => id === 'answer')?.value, before);
  await press(page, `silence:${chosen.layer}.${chosen.head}`);
  state = await theatre(page, 'state');
  assert.deepEqual(state.switches.headsOff, []);

  const other = (await spots(page)).find(({ id, action }) => action === 'select-head' && id.startsWith('head:') && !id.endsWith(`:${chosen.layer}.${chosen.head}`));
  await press(page, other.id);
  state = await theatre(page, 'state');
  assert.equal(`head:${state.layer}.${state.head}`, other.id);
  await press(page, 'alike');
  assert.equal((await theatre(page, 'state')).switches.sameHeads, true);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('the dial turns by keyboard, shares stay whole, and the voices can be edited', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'go', { lesson: 'party', step: 'murmur' });
  await settle(page);
  const friend = async () => (await mirrorRows(page)).find(({ text }) => text === 'your friend on a movie').percent;
  const whole = async () => (await mirrorRows(page)).reduce((sum, { percent }) => sum + percent, 0);
  assert.equal(await whole(), 100);
  const before = await friend();
  await page.locator('#dial-range').focus();
  await page.keyboard.press('End');
  await settle(page);
  assert.ok(await friend() < before);
  assert.equal((await theatre(page, 'state')).challenge.done, true);
  assert.equal(await whole(), 100);

  await theatre(page, 'setText', 'a drummer: Ratatata\nsomebody: Psst', 'second');
  await settle(page);
  assert.equal((await spots(page)).filter(({ id }) => id.startsWith('voice:')).length, 2);
  await theatre(page, 'setText', '', 'second');
  await settle(page);
  assert.equal((await spots(page)).filter(({ id }) => id.startsWith('voice:')).length, 0);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('rings travel for a while after a change, and then no frame is drawn', async () => {
  const page = await house.open({ still: false, width: 800, height: 500 });
  await theatre(page, 'go', { lesson: 'party', step: 'numbers' });
  const frames = async () => (await theatre(page, 'stats')).frames;
  const first = await frames();
  await page.waitForFunction((n) => window.theatre.stats().frames > n + 2, first);
  let now = -1;
  for (let i = 0; i < 30 && now !== await frames(); i += 1) {
    now = await frames();
    await page.waitForTimeout(1500);
  }
  assert.equal(await frames(), now, 'an idle party draws nothing');
  await page.finish();
});

test('sound is off until asked for, and stops when the party is left', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'go', { lesson: 'panel', step: 'report' });
  await settle(page);
  assert.equal(await page.locator('.sound').isVisible(), false);
  await theatre(page, 'go', { lesson: 'party', step: 'numbers' });
  await settle(page);
  const pressed = () => page.locator('.sound').getAttribute('aria-pressed');
  assert.equal(await pressed(), 'false');
  await page.locator('.sound').click();
  await page.waitForFunction(() => document.querySelector('.sound').getAttribute('aria-pressed') === 'true');
  await theatre(page, 'set', { temperature: 2 });
  await settle(page);
  await theatre(page, 'go', { lesson: 'panel', step: 'report' });
  await settle(page);
  assert.equal(await pressed(), 'false');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('a scene’s own parts of the page are fetched when it is first shown, and go out of sight when it is left', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  const fetched = [];
  page.on('request', (request) => { // browsers ask for the icon when they like
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/icons/')) fetched.push(pathname);
  });
  const has = (pattern) => fetched.some((path) => pattern.test(path));
  await theatre(page, 'go', { lesson: 'spotlight', step: 'guess' });
  await settle(page);
  assert.equal((await theatre(page, 'state')).step.traits.parts, false);
  assert.equal(await page.locator('#scene-parts > *, .dial, .sound').count(), 0);

  await theatre(page, 'go', { lesson: 'party', step: 'murmur' });
  await page.locator('.dial').waitFor();
  assert.ok(has(/\/css\/scenes\/party\.css$/));
  assert.ok(!has(/\/css\/scenes\/library\.css$/));
  await theatre(page, 'go', { lesson: 'library' });
  await theatre(page, 'next'); // the first step has enough to look at
  await page.locator('#look-up').waitFor();
  assert.equal(await page.locator('.dial').isVisible(), false);
  assert.equal(await page.locator('.sound').isVisible(), false);

  const before = fetched.length;
  await theatre(page, 'go', { lesson: 'party', step: 'murmur' });
  await page.locator('.dial').waitFor();
  assert.equal(await page.locator('#look-up').isVisible(), false);
  assert.deepEqual(fetched.slice(before), [], 'what was fetched once stays');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('parts of a scene that can’t be fetched are missed in one sentence, and tried again in the next step', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await page.route(/css\/scenes\/party/, (route) => route.abort());
  await theatre(page, 'go', { lesson: 'party', step: 'murmur' });
  await page.locator('#notice').filter({ hasText: 'could not be loaded' }).waitFor();
  assert.ok((await spots(page)).some(({ id }) => id.startsWith('voice:')), 'the scene itself is there');
  await page.unroute(/css\/scenes\/party/);
  await theatre(page, 'next');
  await page.locator('.sound').waitFor();
  await page.finish();
});

test('what the page knows of a scene comes with the state: labels, grounds, and the height on a phone', async () => {
  const page = await house.open({ width: 360, height: 740, theme: 'light' });
  const seen = {};
  for (const lesson of ['spotlight', 'party', 'library', 'friends', 'five-steps', 'panel']) {
    await theatre(page, 'go', { lesson });
    await settle(page);
    const { step } = await theatre(page, 'state');
    const { ground, first, phoneHeight } = step.traits;
    const cards = step.traits.second.kind === 'cards';
    if (cards) { // on a phone the question is in view as long as it waits
      assert.equal(await page.locator('.stage-box').evaluate((box) => box.clientHeight), 346, lesson);
      const question = await page.locator('#question-text').boundingBox();
      const strip = await page.locator('#strip').boundingBox();
      assert.ok(question.y + 20 < strip.y, `${lesson}: the question at ${question.y}, the strip at ${strip.y}`);
      await answerFirst(page);
      await settle(page);
    }
    assert.equal(await page.locator('#sentence-label').textContent(), first.label);
    assert.equal(await page.locator('.stage-box').evaluate((box) => box.clientHeight), phoneHeight, lesson);
    assert.equal(await page.getAttribute('#overlay', 'data-tokens'), ground === 'dark' ? 'dark' : null, lesson);
    assert.equal(await page.locator('#lines-place').isVisible(), cards, lesson);
    assert.equal(await page.locator('#formula').isVisible(), ground === 'panels', lesson);
    seen[lesson] = `${ground} ${phoneHeight}`;
  }
  assert.deepEqual(seen, {
    spotlight: 'dark 346', party: 'dark 606', library: 'paper 506', friends: 'paper 570', 'five-steps': 'panels 600', panel: 'dark 566',
  });
  await page.finish();
});

test('the strip calls its steps as the scene does, and a hint comes when it is asked for', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'go', { lesson: 'party', step: 'name' });
  await settle(page);
  const captions = () => page.$$eval('.step-caption', (nodes) => nodes.map((node) => node.textContent));
  assert.deepEqual(await captions(), ['receive', 'identify', 'compare', 'compare', 'amplify', 'understand']);
  assert.match(await page.locator('.step .hidden').nth(4).textContent(), /softmax: amplify/);
  const hint = page.locator('#challenge-hint');
  assert.equal(await hint.textContent(), '');
  await page.click('#ask-hint');
  assert.match(await hint.textContent(), /The dial can’t do it/);
  await page.fill('#sentence', 'somebody I know well'); // fits no voice
  await settle(page);
  assert.match(await hint.textContent(), /Nobody here is about that/);
  assert.match(await page.textContent('#note'), /finds nothing here that is about “somebody I know well”/);
  await page.fill('#sentence', 'Alex');
  await settle(page);
  assert.match(await hint.textContent(), /another voice wins/);
  await theatre(page, 'go', { lesson: 'library', step: 'split' });
  await settle(page);
  assert.equal(await hint.textContent(), '');
  assert.equal((await captions())[0], 'look up');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('after “what happens if” the dial turns there and back by itself', async () => {
  const page = await house.open({ still: false });
  await theatre(page, 'go', { lesson: 'party', step: 'focus' });
  await settle(page);
  const told = () => page.getAttribute('#dial-range', 'aria-valuetext');
  assert.equal(await told(), 'temperature 0.25');
  await page.locator('.answer').nth(1).click();
  await page.waitForFunction(() => Math.abs(window.theatre.state().demonstrated - 0.25 / 3) < 1e-4);
  await page.waitForFunction(() => Number(document.getElementById('dial-range').getAttribute('aria-valuetext').split(' ')[1]) < 0.1);
  assert.ok(Math.abs((await theatre(page, 'state')).switches.temperature - 0.25) < 1e-6);
  await page.waitForFunction(() => window.theatre.state().demonstrated === null);
  await settle(page);
  assert.equal(await told(), 'temperature 0.25');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});
