// The page as a learner meets it: it loads, follows what is typed, marks a guess, moves the lamp, changes its theme.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mirrorRows, openHouse, settle, theatre } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

const sentence = '#sentence';
const cat = 'The cat sat on the mat because it was tired';

async function type(page, text) {
  await page.fill(sentence, text);
  await settle(page);
}

// The row of weights of the chosen word, from trace() alone.
const chosenRow = (page) => page.evaluate(() => {
  const { layer, head, token } = window.theatre.state();
  const trace = window.theatre.trace();
  return { tokens: trace.tokens, weights: trace.heads.find((h) => h.layer === layer && h.head === head).weights[token] };
});

async function reveal(page) {
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('r');
  await settle(page);
}

test('loads quietly: no error in the console, no request to another origin', async () => {
  const page = await house.open();
  await settle(page);
  assert.deepEqual(page.troubles, []);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.boot), 'ready');
  assert.match(await page.textContent('#lesson-title'), /\S/);
  assert.match(await page.textContent('#prose'), /\S{2,} \S{2,}/);
  assert.deepEqual(await page.evaluate(() => performance.getEntriesByType('resource').filter((e) => new URL(e.name).origin !== location.origin).length), 0);
  await page.finish();
});

test('a typed sentence changes trace, hot spots and text mirror', async () => {
  const page = await house.open();
  await reveal(page);
  const before = await theatre(page, 'trace');
  await type(page, 'I love pizza');
  const trace = await theatre(page, 'trace');
  assert.equal(trace.text, 'I love pizza');
  assert.notDeepEqual(trace.tokens, before.tokens);
  const words = ['I', 'love', 'pizza'];
  assert.deepEqual(trace.tokens.filter((t) => words.includes(t)), words);
  const labels = (await theatre(page, 'hotspots')).map((spot) => spot.label).join(' | ');
  for (const word of words) assert.match(labels, new RegExp(word));
  await reveal(page);
  const mirror = await page.textContent('#mirror');
  assert.match(mirror, /I love pizza/);
  assert.deepEqual((await mirrorRows(page)).map((row) => row.text).filter((t) => words.includes(t)), words);
  await page.finish();
});

test('a click on a hot spot’s place lands on that word', async () => {
  const page = await house.open();
  await type(page, cat);
  const spots = (await theatre(page, 'hotspots')).filter((s) => s.id.startsWith('word:'));
  const spot = spots[2];
  await page.mouse.click(spot.x + spot.w / 2, spot.y + spot.h / 2);
  await settle(page);
  assert.equal(`word:${(await theatre(page, 'state')).token}`, spot.id);
  await page.finish();
});

test('each printed percent is the trace’s weight, and they add to 100', async () => {
  const page = await house.open();
  for (const text of [cat, 'I love pizza', 'The dog bit the man']) {
    await type(page, text);
    await reveal(page);
    const { tokens, weights } = await chosenRow(page);
    const rows = await mirrorRows(page);
    assert.equal(rows.length, tokens.length);
    assert.equal(rows.reduce((sum, row) => sum + row.percent, 0), 100);
    for (const row of rows) {
      assert.ok(Math.abs(row.percent - 100 * weights[row.token]) < 1, `${row.text}: ${row.percent} % for ${weights[row.token]}`);
    }
    const printed = await page.$$eval('#labels span', (spans) => spans.map((s) => s.textContent).filter((t) => /^\d+\s%$/.test(t)).map((t) => Number.parseInt(t, 10)));
    const shown = rows.map((row) => row.percent);
    for (const percent of printed) assert.ok(percent === 100 || shown.includes(percent), `${percent} % is on the stage but not in the row`);
  }
  await page.finish();
});

test('predict, then reveal', async () => {
  const page = await house.open();
  const place = await page.evaluate(() => {
    for (const lesson of window.theatre.lessons()) {
      for (const step of lesson.steps) {
        window.theatre.go({ lesson: lesson.id, step: step.id });
        const { predict } = window.theatre.state();
        if (predict && predict.kind === 'word') return { lesson: lesson.id, step: step.id };
      }
    }
    return null;
  });
  assert.ok(place, 'some step asks for a prediction');
  await settle(page);
  const answers = page.locator('.answer');
  const count = await answers.count();
  assert.ok(count >= 2);
  assert.equal(await page.textContent('#feedback'), '');
  assert.equal((await page.$$('#mirror tbody tr')).length, 0, 'no percents before the guess');
  const drawn = () => page.$$eval('#steps .thumb', (thumbs) => thumbs.map((thumb) => thumb.childElementCount > 0));
  assert.deepEqual(await drawn(), [true, true, false, false, false, false], 'nor does the strip tell');
  await answers.nth(1).click();
  await settle(page);
  const { predict } = await theatre(page, 'state');
  assert.equal(predict.revealed, true);
  assert.equal(predict.guess, 1);
  assert.equal(await answers.nth(1).getAttribute('aria-pressed'), 'true');
  assert.match(await answers.nth(1).textContent(), /your guess/);
  assert.match(await page.textContent('#feedback'), predict.right ? /^Yes\./ : /^Not this time\.|\S/);
  for (const [index, option] of predict.options.entries()) {
    if (option.percent !== null) assert.match(await answers.nth(index).textContent(), new RegExp(`${option.percent} %`));
  }
  assert.deepEqual(await drawn(), Array(6).fill(true));
  assert.ok((await page.$$('#mirror tbody tr')).length > 0);
  await page.finish();
});

test('a challenge can be lost and won', async () => {
  const page = await house.open();
  const found = await page.evaluate(() => {
    for (const lesson of window.theatre.lessons()) {
      for (const step of lesson.steps) {
        window.theatre.go({ lesson: lesson.id, step: step.id });
        const challenge = window.theatre.challenge();
        if (challenge && /\bit\b.* point at the mat/.test(challenge.prompt)) return challenge;
      }
    }
    return null;
  });
  assert.ok(found, 'there is a challenge about the mat');
  await type(page, cat);
  assert.equal((await theatre(page, 'challenge')).done, false);
  assert.equal(await page.locator('#challenge .done').count(), 0);
  await type(page, 'The cat sat on the mat because it was comfortable');
  assert.equal((await theatre(page, 'challenge')).done, true);
  assert.equal(await page.locator('#challenge .done').count(), 1);
  await page.finish();
});

test('arrow keys move the lamp, digits choose a word, and neither acts while typing', async () => {
  const page = await house.open();
  await type(page, cat);
  const token = async () => (await theatre(page, 'state')).token;
  const words = await page.evaluate(() => window.theatre.trace().tokens.length);
  await theatre(page, 'select', { token: Math.min(4, words - 2) });
  const start = await token();
  await page.focus(sentence);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('1');
  await settle(page);
  assert.match(await page.inputValue(sentence), /1/);
  await type(page, cat);
  await theatre(page, 'select', { token: start });
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('ArrowRight');
  assert.equal(await token(), start + 1);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await token(), start - 1);
  await page.keyboard.press('2');
  await settle(page);
  assert.equal((await theatre(page, 'state')).tokenText, 'cat');
  await page.finish();
});

test('the badge opens the list of heads; another head can be chosen', async () => {
  const page = await house.open();
  await type(page, cat);
  const before = await theatre(page, 'state');
  await page.click('#badge');
  await page.click('#tab-head');
  const heads = page.locator('#section-head [role="radio"]');
  await heads.first().waitFor();
  assert.ok(await heads.count() > 1);
  assert.equal(await page.locator('#section-head [role="radio"][aria-checked="true"]').count(), 1);
  await page.locator('#section-head [role="radio"][aria-checked="false"]').first().click();
  await settle(page);
  const after = await theatre(page, 'state');
  assert.notDeepEqual([before.layer, before.head], [after.layer, after.head]);
  assert.equal(await page.isHidden('#heads'), false, 'it stays, for trying another');
  await page.keyboard.press('Escape');
  assert.equal(await page.isHidden('#heads'), true);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'badge', 'the focus comes back');
  await page.keyboard.press(']');
  await page.keyboard.press('[');
  const same = await theatre(page, 'state');
  assert.deepEqual([same.layer, same.head], [after.layer, after.head]);
  await page.finish();
});

test('where the model fails can be seen on the stage, as it is told', async () => {
  const page = await house.open();
  await page.click('#badge');
  await page.click('#tab-fails');
  const [first] = await page.evaluate(async () => (await fetch('data/failures.json')).json());
  await page.locator('#section-fails .pick', { hasText: first.sentence }).click();
  await settle(page);
  const state = await theatre(page, 'state');
  assert.deepEqual([state.text, state.headName, state.tokenText], [first.sentence, first.head, first.word]);
  const { tokens, weights } = await chosenRow(page);
  assert.equal(tokens[weights.indexOf(Math.max(...weights))], first.got);
  await page.finish();
});

test('the switches change the weights and can be put back', async () => {
  const page = await house.open();
  await type(page, cat);
  const before = (await chosenRow(page)).weights;
  await page.click('#badge');
  await page.click('#tab-switches');
  await page.fill('#temperature', '100');
  await settle(page);
  const hot = (await chosenRow(page)).weights;
  assert.ok(Math.max(...hot) < Math.max(...before));
  await page.keyboard.press('Escape');
  await page.locator('#changed-reset').click();
  await settle(page);
  const again = (await chosenRow(page)).weights;
  again.forEach((w, i) => assert.ok(Math.abs(w - before[i]) < 1e-6));
  assert.equal(await page.isHidden('#changed'), true);
  await page.finish();
});

test('theme: follows the wish, switches, is kept', async () => {
  const page = await house.open({ theme: 'light' });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await theme(), 'light');
  assert.equal(await ground(), 'rgb(250, 248, 243)');
  await page.click('#theme');
  assert.equal(await theme(), 'dark');
  assert.equal(await ground(), 'rgb(12, 12, 17)');
  await page.reload();
  await page.evaluate(() => window.theatre.ready.then(() => true));
  assert.equal(await theme(), 'dark');
  await page.finish();
});

test('next and back go through the course, and the menu leads to any lesson', async () => {
  const page = await house.open();
  const start = await theatre(page, 'state');
  await page.click('#next');
  await settle(page);
  const second = await theatre(page, 'state');
  assert.notDeepEqual([start.lesson.id, start.step.id], [second.lesson.id, second.step.id]);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lesson-title');
  await page.click('#back');
  await settle(page);
  assert.equal((await theatre(page, 'state')).step.id, start.step.id);
  await page.click('#brand');
  const lessons = await theatre(page, 'lessons');
  const last = lessons.at(-1);
  await page.locator('#menu .pick', { hasText: last.title }).first().click();
  await settle(page);
  assert.equal((await theatre(page, 'state')).lesson.id, last.id);
  assert.equal(await page.textContent('#lesson-title'), last.title);
  await page.finish();
});

test('the address brings everything back; a damaged one does no harm', async () => {
  const page = await house.open();
  await type(page, 'The dog bit the man');
  await theatre(page, 'select', { token: 2 });
  await theatre(page, 'set', { temperature: 2, scale: false });
  const link = await theatre(page, 'link');
  const state = await theatre(page, 'state');
  await page.finish();
  const other = await house.open({ hash: new URL(link).hash });
  const back = await theatre(other, 'state');
  for (const key of ['text', 'token', 'layer', 'head']) assert.deepEqual(back[key], state[key], key);
  assert.equal(back.switches.temperature, 2);
  assert.equal(back.switches.scale, false);
  assert.equal(await other.inputValue(sentence), 'The dog bit the man');
  await other.finish();
  const damaged = await house.open({ hash: '#lesson=%3Cimg%20src=x%3E&step=../..&token=99999&head=9.99.9&temperature=-4&text=%3Cb%3Ehi%3C/b%3E' });
  assert.equal(await damaged.inputValue(sentence), '<b>hi</b>');
  assert.equal(await damaged.locator('b:text-is("hi")').count(), 0);
  assert.deepEqual(damaged.troubles, []);
  await damaged.finish();
});
