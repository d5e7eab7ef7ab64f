// The second model as a learner meets it: asked for, on its way, shown; its 72 heads; what goes wrong; meanings compared.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openHouse, settle, theatre, violations } from './support.mjs';
import { softmax, wholePercents } from '../../web/js/core/shares.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const cat = 'The cat sat on the mat because it was tired.';

let house;
let weights;
let mode = 'plain';
let asked = []; // ranges of the requests for the weights

// plain: everything at once. slow: a megabyte at a time. held: hardly anything after six, until told otherwise. broken: half, then no answer at all.
function serveWeights(request, response) {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  asked.push(from);
  if (mode === 'broken' && asked.length > 1) return response.destroy();
  const rest = weights.subarray(from);
  const headers = { 'content-type': 'application/octet-stream', 'content-length': rest.length, etag: '"one"', 'accept-ranges': 'bytes' };
  if (from > 0) headers['content-range'] = `bytes ${from}-${weights.length - 1}/${weights.length}`;
  response.writeHead(from > 0 ? 206 : 200, headers);
  if (mode === 'broken') return response.write(rest.subarray(0, rest.length >> 1), () => setTimeout(() => response.destroy(), 200));
  if (mode === 'plain') return response.end(rest);
  let at = 0;
  const more = () => {
    if (response.destroyed) return;
    if (at >= rest.length) return response.end();
    const size = mode === 'held' && at >= 6e6 ? 100 : 1_000_000;
    response.write(rest.subarray(at, at + size));
    at += size;
    setTimeout(more, 60);
  };
  more();
}

before(async () => {
  weights = await readFile(join(root, 'web/models/minilm.bin'));
  house = await openHouse({ special: { '/models/minilm.bin': serveWeights } });
});
after(async () => { await house?.close(); });
beforeEach(() => {
  mode = 'plain';
  asked = [];
});

const reveal = async (page) => {
  await page.evaluate(() => { document.activeElement.blur(); });
  await page.keyboard.press('r');
};
const minilm = (page) => page.evaluate(() => window.theatre.models().find((m) => m.id === 'minilm'));
const shown = (page) => page.evaluate(() => window.theatre.state().model);

// The page's policy forbids code from text, so what is waited for is asked again and again from here.
async function until(question, what, patience = 60_000) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    assert.ok(Date.now() < end, `waited too long for ${what}`);
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

async function openPanel(page, tab = 'model') {
  if (await page.isHidden('#heads')) await page.click('#badge');
  await page.click(`#tab-${tab}`);
}

async function chooseMiniLM(page) {
  await openPanel(page);
  await page.click('[data-key="model-minilm"]');
}

const untilShown = (page) => until(async () => (await shown(page)) === 'minilm', 'MiniLM to be shown');

test('asked for, MiniLM comes with progress and takes the stage: “it” looks at “cat”', async () => {
  mode = 'held';
  const page = await house.open();
  await theatre(page, 'setText', cat);
  await reveal(page);
  await openPanel(page);
  assert.equal(asked.length, 0, 'nothing is downloaded unasked');
  const choices = page.locator('#section-model [role="radio"]');
  assert.deepEqual(await choices.evaluateAll((all) => all.map((c) => [c.getAttribute('aria-label'), c.getAttribute('aria-checked')]).slice(0, 2)),
    [['The glass box, hand-built', 'true'], ['MiniLM, pretrained, 24 MB to download', 'false']]);

  await page.click('[data-key="model-minilm"]');
  const megabytes = /^MiniLM +([1-6]\.\d) of 23\.9 MB$/;
  const news = async () => (await page.textContent('#badge-news')).replace(/\u2007/g, ' ').trim();
  await until(async () => megabytes.test(await news()), 'megabytes in the badge');
  assert.equal(await page.textContent('#badge-word'), 'Hand-built', 'the badge says what is shown now');
  await until(async () => /of 23\.9 MB/.test(await page.textContent('.model-loading')), 'megabytes in the panel');
  await until(() => page.locator('.model-loading progress').evaluate((meter) => meter.value > 0 && meter.value < 1), 'the bar to move');
  assert.match(await page.textContent('#model-live'), /MiniLM is being fetched/);
  await theatre(page, 'setText', 'The dog bit the man');
  assert.ok((await theatre(page, 'trace')).tokens.includes('dog'), 'the page goes on meanwhile');
  await theatre(page, 'setText', cat);

  mode = 'slow';
  await untilShown(page);
  await until(async () => (await theatre(page, 'trace')).text === cat, 'its numbers for the sentence');
  assert.equal(await page.textContent('#badge-word'), 'Pretrained');
  assert.equal(await page.textContent('#badge-news'), '');
  assert.match(await page.textContent('#model-live'), /MiniLM is ready/);
  const it = (await theatre(page, 'trace')).tokens.indexOf('it');
  await theatre(page, 'select', { token: it, layer: 5, head: 11 });
  await settle(page);
  const row = await page.evaluate((token) => window.theatre.trace().heads.find((h) => h.layer === 5 && h.head === 11).weights[token], it);
  const at = (await theatre(page, 'trace')).tokens.indexOf('cat');
  assert.ok(Math.abs(row[at] - 0.71) < 0.03, `${row[at]}`);
  await until(async () => /layer 5, head 11/.test(await page.textContent('#badge-detail')), 'the head in the badge');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('72 live maps: chosen with the keyboard, found by two words, told in words, compared with the glass box', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'setText', cat);
  await reveal(page);
  await chooseMiniLM(page);
  await untilShown(page);
  const { tokens } = await theatre(page, 'trace');
  await theatre(page, 'select', { token: tokens.indexOf('it'), layer: 5, head: 11 });

  await page.click('#tab-head');
  const cells = page.locator('.head-cell');
  await until(async () => (await cells.count()) === 72, 'the grid');
  const drawn = () => cells.evaluateAll((all) => all.map((cell) => {
    const canvas = cell.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return { side: canvas.width, kinds: new Set(new Uint32Array(data.buffer)).size, sum: data.reduce((a, b) => a + b, 0) };
  }));
  await until(async () => (await drawn()).every(({ side, kinds }) => side === tokens.length && kinds > 2), 'every map to be drawn');
  assert.match(await cells.nth(71).getAttribute('aria-label'), /^layer 5, head 11; .+: right in \d+\s%$/);
  assert.equal(await page.locator('.head-cell[aria-checked="true"]').getAttribute('data-head'), '5.11');
  assert.equal(await page.locator('.head-cell[tabindex="0"]').count(), 1, 'the grid is one stop of the Tab key');
  const size = await cells.first().boundingBox();
  assert.ok(size.width >= 32 && size.height >= 32, JSON.stringify(size));

  await page.focus('.head-cell[tabindex="0"]');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.head), '4.10');
  assert.match(await page.textContent('.head-detail h2'), /^Layer 4, head 10/);
  assert.match(await page.textContent('.jobs'), /\d+\s% of \d/);
  assert.equal((await theatre(page, 'state')).layer, 5, 'arrows only look');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await settle(page);
  const state = await theatre(page, 'state');
  assert.deepEqual([state.layer, state.head], [4, 0]);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.head), '4.0', 'the focus stays');

  const before = await drawn();
  await theatre(page, 'setText', 'The dog bit the man');
  await until(async () => (await drawn()).some(({ side, sum }, i) => side !== before[i].side || sum !== before[i].sum), 'the maps to follow the sentence');
  await theatre(page, 'setText', cat);
  await until(async () => (await theatre(page, 'trace')).tokens.includes('cat'), 'the sentence to come back');
  const it = (await theatre(page, 'trace')).tokens.indexOf('it');
  await theatre(page, 'select', { token: it });

  await page.click('#tab-find');
  await page.selectOption('#section-find select.asks', { label: 'it' });
  await page.selectOption('#section-find select.offers', { label: 'cat' });
  await until(async () => /head 11/.test(await page.textContent('.found')), 'the heads that link the two');
  const found = await page.locator('.found-head').evaluateAll((all) => all.map((b) => b.textContent));
  const top = found.findIndex((text) => /layer 5, head 11/i.test(text));
  assert.ok(top >= 0 && top < 3, found.join(' | '));
  assert.match(found[top], /(68|69|7[0-4])\s%$/);
  const percents = await page.locator('.found-percent').evaluateAll((all) => all.map((p) => Number.parseInt(p.textContent, 10)));
  assert.deepEqual(percents, [...percents].sort((a, b) => b - a));
  await page.locator('.found-head').nth(top).click();
  await settle(page);
  const chosen = await theatre(page, 'state');
  assert.deepEqual([chosen.layer, chosen.head, chosen.tokenText], [5, 11, 'it']);

  await page.click('#tab-measured');
  const rows = page.locator('.measured tbody tr');
  await rows.first().waitFor();
  assert.ok(await rows.count() >= 7);
  const link = rows.filter({ hasText: 'pronoun' }).first();
  assert.match((await link.textContent()), /\d+\s%.*\d+\s%/);
  await link.getByRole('button').click();
  await settle(page);
  assert.equal(await link.getAttribute('aria-current'), 'true');

  await page.click('#tab-both');
  await until(async () => (await page.locator('.side ol').count()) === 2, 'both models');
  assert.match(await page.textContent('.verdict'), /^(Both (say|lean to) .+|Neither looks at a word|The glass box .+, MiniLM .+)\.$/);
  assert.deepEqual(await page.locator('.side .model-kind').evaluateAll((all) => all.map((k) => k.textContent.split(' ')[0])), ['Hand-built', 'Pretrained']);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('a row that rests on [CLS] and [SEP] is explained, and the note can be closed', async () => {
  const page = await house.open();
  await theatre(page, 'setText', cat);
  await reveal(page);
  assert.equal(await page.isHidden('#resting'), true);
  await theatre(page, 'setModel', 'minilm');
  await untilShown(page);
  await theatre(page, 'select', { token: 2, layer: 2, head: 7 }); // puts nearly everything on [CLS]
  await until(() => page.isVisible('#resting'), 'the note');
  assert.match(await page.textContent('#resting-text'), /^\d+\s% rests on \[CLS\] and \[SEP\].*nothing for me here/);
  await theatre(page, 'select', { token: 2, layer: 0, head: 2 }); // the previous word
  await until(() => page.isHidden('#resting'), 'the note to go');
  await theatre(page, 'select', { token: 2, layer: 2, head: 7 });
  await until(() => page.isVisible('#resting'), 'the note again');
  await page.click('#resting-close');
  assert.equal(await page.isHidden('#resting'), true);
  await page.finish();
});

test('a download can be cancelled, goes on where it stopped, and is remembered and kept', async () => {
  mode = 'held';
  const page = await house.open();
  await chooseMiniLM(page);
  await until(async () => (await minilm(page)).received > 4e6, 'some megabytes');
  await page.click('[data-key="cancel"]');
  await until(async () => (await minilm(page)).state === 'available', 'the download to stop');
  assert.equal(await shown(page), 'glass-box');
  assert.equal(await page.textContent('#badge-word'), 'Hand-built');
  await until(async () => (await page.textContent('#badge-news')) === '', 'the badge to be quiet');
  mode = 'plain';
  await page.click('[data-key="model-minilm"]');
  await untilShown(page);
  assert.equal(asked.length, 2);
  assert.ok(asked[1] > 4e6, `went on at ${asked[1]}`);

  await until(() => page.evaluate(async () => Boolean(await caches.match(new URL('models/minilm.bin', location.href).href, { cacheName: 'theatre-models-1' }))), 'the weights to be kept');
  await page.reload();
  await page.evaluate(() => window.theatre.ready.then(() => true));
  await untilShown(page);
  assert.equal(asked.length, 2, 'no second download');
  await openPanel(page);
  await page.click('[data-key="model-glass-box"]');
  await until(async () => (await shown(page)) === 'glass-box', 'the glass box');
  await page.reload();
  await page.evaluate(() => window.theatre.ready.then(() => true));
  await settle(page);
  await openPanel(page);
  await until(async () => /kept on this device/.test(await page.getAttribute('[data-key="model-minilm"]', 'aria-label')), 'what is kept');
  assert.equal(await shown(page), 'glass-box');
  await page.finish();
});

test('a download that breaks off half way says so once; the glass box goes on, the text is kept, trying again helps', async () => {
  const page = await house.open();
  const mine = 'The heron caught a frog because it was slow.';
  await page.fill('#sentence', mine);
  mode = 'broken';
  await chooseMiniLM(page);
  await until(async () => (await minilm(page)).state === 'failed', 'the failure');
  await page.locator('.model-failed').waitFor();
  assert.match(await page.textContent('.model-failed p'), /^The model could not be fetched: there is no connection\./);
  assert.match(await page.textContent('#badge-news'), /MiniLM did not come/);
  assert.equal(await page.textContent('#badge-word'), 'Hand-built');
  assert.match(await page.textContent('#model-live'), /could not be fetched/);
  assert.equal(await page.inputValue('#sentence'), mine);
  await theatre(page, 'setText', 'I love pizza');
  assert.ok((await theatre(page, 'trace')).tokens.includes('pizza'));
  mode = 'plain';
  asked = [];
  await page.click('[data-key="again"]');
  await untilShown(page);
  assert.ok(asked[0] > weights.length / 3, `went on at ${asked[0]}`);
  assert.equal(await page.textContent('#badge-news'), '');
  await page.finish();
});

test('with storage refused the model is shown all the same', async () => {
  const page = await house.open({
    init: () => {
      for (const name of ['localStorage', 'caches']) Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
    },
  });
  await chooseMiniLM(page);
  await untilShown(page);
  assert.equal(await page.textContent('#badge-word'), 'Pretrained');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('meanings are compared live: 80, 15 and 5 %, in any script, newest wins', async () => {
  const page = await house.open();
  await page.click('#brand');
  await page.locator('#menu .tools button', { hasText: 'Compare meanings' }).click();
  await page.locator('.similar-results button', { hasText: '24 MB' }).click();
  const rows = page.locator('.similar tbody tr');
  const answer = () => rows.evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s/g, ' '))));
  await until(async () => (await rows.count()) === 3, 'the three shares');
  const first = await answer();
  assert.deepEqual(first.map(([line, , share]) => [line, share]), [['Renaissance art', '80 %'], ['Medieval art', '15 %'], ['Modern art', '5 %']]);
  for (const [i, wanted] of [0.853, 0.690, 0.583].entries()) assert.ok(Math.abs(Number(first[i][1]) - wanted) < 0.005, first[i][1]);
  await until(async () => (await shown(page)) === 'glass-box', 'the glass box, which was on the stage before');

  const hundred = Array.from({ length: 96 }, (_, i) => `line ${i}`);
  await page.fill('#similar-lines', ['', 'الفن في عصر النهضة', '文艺复兴艺术', '🎨', '   ', 'x'.repeat(3000), ...hundred].join('\n'));
  await page.fill('#similar-lines', `Modern art\n\n${['الفن', '文艺复兴艺术', '🎨', 'w '.repeat(2000), ...hundred].join('\n')}`);
  await until(async () => (await rows.count()) === 101, 'a hundred lines');
  const shares = (await answer()).map(([, , share]) => Number.parseInt(share, 10));
  assert.equal(shares.reduce((a, b) => a + b, 0), 100);
  const numbers = (await answer()).map(([, number]) => Number(number.replace('\u2212', '-')));
  assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
  assert.ok(await page.evaluate(() => document.querySelector('dialog.similar').scrollWidth <= document.querySelector('dialog.similar').clientWidth), 'long lines wrap');

  await page.fill('#similar-lines', 'Renaissance art\nModern art');
  await until(async () => (await rows.count()) === 2, 'two lines');
  const warm = Number.parseInt((await answer())[0][2], 10);
  await page.fill('#similar-temperature', '0');
  assert.ok(Number.parseInt((await answer())[0][2], 10) > warm, 'colder is sharper');
  await page.fill('#similar-query', '');
  await until(async () => (await rows.count()) === 0, 'nothing to compare with');
  assert.match(await page.textContent('.similar-results'), /Write a query/);
  await page.keyboard.press('Escape');
  assert.equal(await page.isHidden('dialog.similar'), true);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

// What the card of a drawn row says of each word: [word, drawn, computed].
const drawnRow = (page) => page.$$eval('.drawn tbody tr', (rows) => rows.map(({ cells }) => [0, 2, 3].map((i) => cells[i].textContent.replace(/\s/g, ' '))));

// Which card each of these queries gives the largest share.
async function winners(page, queries) {
  const won = [];
  for (const query of queries) {
    await page.fill('#sentence', query);
    await until(async () => (await theatre(page, 'trace')).tokens[0] === query && !(await theatre(page, 'state')).busy, query);
    const { tokens, heads } = await theatre(page, 'trace');
    won.push(tokens[heads[0].weights[0].indexOf(Math.max(...heads[0].weights[0]))]);
  }
  return won;
}

test('the library’s last step offers MiniLM, and with it the drawn split of 80, 15 and 5 % is what is computed', async () => {
  mode = 'held';
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'go', { lesson: 'library', step: 'trained' });
  const offer = page.locator('.offer');
  await offer.locator('button', { hasText: 'Fetch MiniLM, 24' }).waitFor();
  assert.match(await offer.textContent(), /about MiniLM.*glass box/);
  assert.equal(asked.length, 0, 'nothing is downloaded unasked');
  assert.equal(await page.textContent('#badge-word'), 'Hand-built');
  assert.match(await page.textContent('.drawn p'), /by the glass box \(hand-built\)/);
  const before = await drawnRow(page);
  assert.deepEqual(before.map(([word, drawn]) => [word, drawn]), [['Renaissance art', '80 %'], ['Medieval art', '15 %'], ['Modern art', '5 %']]);
  assert.notEqual(before[0][2], '80 %');

  // On its way, stopped, fetched.
  await offer.locator('button').focus();
  await page.keyboard.press('Enter');
  await until(async () => /[1-6]\.\d of 23\.9 MB/.test(await offer.textContent()), 'megabytes in the lesson');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Cancel', 'the focus stays on the offer');
  await page.click('.offer button');
  await until(async () => (await minilm(page)).state === 'available', 'the download to stop');
  mode = 'plain';
  await page.click('.offer button');
  await untilShown(page);
  await until(async () => !(await theatre(page, 'state')).busy, 'its numbers');
  await settle(page);
  assert.equal(await offer.isVisible(), false);
  assert.equal(await page.textContent('#badge-word'), 'Pretrained');

  // The drawn split is what the Trace says of all eight books.
  const { tokens, heads } = await theatre(page, 'trace');
  const percents = wholePercents(heads[0].weights[0].slice(1));
  const shareOf = (title) => percents[tokens.slice(1).indexOf(title)];
  assert.deepEqual(['Renaissance art', 'Medieval art', 'Modern art'].map(shareOf), [80, 15, 5]);
  assert.ok(Math.abs((await theatre(page, 'state')).switches.temperature - 0.0975) < 1e-6);
  assert.deepEqual((await drawnRow(page)).map(([, drawn, live]) => [drawn, live]), [['80 %', '80 %'], ['15 %', '15 %'], ['5 %', '5 %']]);
  assert.match(await page.textContent('.drawn p'), /by MiniLM \(pretrained\)/);
  const onStage = await page.$$eval('#labels span', (all) => all.map((s) => s.textContent).filter((t) => /^\d+\s%$/.test(t)).map((t) => parseInt(t, 10)));
  for (const percent of percents) assert.ok(onStage.includes(percent), onStage.join());

  // The task: no title has these words, and the trained model knows.
  assert.deepEqual(await winners(page, ['knights and cathedrals', 'Picasso', 'Leonardo da Vinci']), ['Medieval art', 'Modern art', 'Renaissance art']);

  // The learner may look at the glass box here, and come back; elsewhere it never left the stage.
  await theatre(page, 'setModel', 'glass-box');
  await settle(page);
  assert.equal(await shown(page), 'glass-box');
  await offer.locator('button', { hasText: 'Show MiniLM' }).click();
  await untilShown(page);
  await theatre(page, 'go', { lesson: 'spotlight', step: 'guess' });
  await settle(page);
  assert.equal(await shown(page), 'glass-box');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('Spotlight’s step for a trained model waits for it, and shows the head that it means', async () => {
  mode = 'plain';
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'go', { lesson: 'spotlight', step: 'trained' });
  await settle(page);
  const { predict } = await theatre(page, 'state');
  assert.equal(predict.kind, 'none', 'the glass box can’t answer for MiniLM');
  assert.match(predict.question, /about MiniLM\. Fetch it/);
  await page.click('.offer button');
  await untilShown(page);
  await until(async () => !(await theatre(page, 'state')).busy, 'its numbers');
  await settle(page);
  const state = await theatre(page, 'state');
  assert.deepEqual([state.layer, state.head, state.tokenText], [5, 11, 'it']);
  assert.deepEqual([state.predict.kind, state.predict.revealed, state.predict.lit], ['word', false, false]);
  await page.locator('.answer', { hasText: 'mat' }).click();
  await settle(page);
  const { options, answer } = (await theatre(page, 'state')).predict;
  assert.equal(options[answer].label, 'cat', 'it doesn’t turn its lamp as the stories say');
  const onStage = await page.textContent('#labels');
  assert.ok(onStage.includes(`${options[answer].percent}`), onStage);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('a head is silenced in the badge: nothing comes home, and nobody can tell', async () => {
  const page = await house.open({ width: 1280, height: 800, hash: '#lesson=spotlight&step=home' });
  await settle(page);
  await page.locator('.answer', { hasText: 'cat' }).click();
  await settle(page);
  assert.equal((await theatre(page, 'state')).predict.right, true);
  assert.match(await page.textContent('.why'), /fits better than mat/);
  await page.click('#badge');
  await page.click('#tab-switches');
  await page.click('#switch-speaks-button');
  await settle(page);
  const { predict, switches, layer, head } = await theatre(page, 'state');
  assert.deepEqual(switches.headsOff, [[layer, head]]);
  assert.match(predict.question, /silent.*nobody can tell/);
  assert.equal(await page.locator('.answer:visible').count(), 0);
  await page.click('#switch-speaks-button');
  await settle(page);
  assert.deepEqual((await theatre(page, 'state')).switches.headsOff, []);
  assert.match((await theatre(page, 'state')).predict.question, /Who was tired/);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('the party’s last step: what only the trained ear finds', async () => {
  mode = 'plain';
  const page = await house.open();
  await theatre(page, 'go', { lesson: 'party', step: 'trained' });
  const asked = ['a film', 'my buddy', 'people I have never met'];
  const right = ['your friend on a movie', 'your friend on a movie', 'strangers on money'];
  const task = await page.textContent('#task');
  for (const query of asked) assert.ok(task.includes(query), query);
  const shares = async () => {
    const out = [];
    for (const [n, query] of asked.entries()) {
      await winners(page, [query]);
      const { tokens, heads } = await theatre(page, 'trace');
      out.push(heads[0].weights[0][tokens.indexOf(right[n])]);
    }
    return out;
  };
  const byHand = await shares();
  await page.locator('.offer button').click();
  await untilShown(page);
  const trained = await shares();
  assert.deepEqual(await winners(page, asked), right);
  trained.forEach((share, n) => assert.ok(share > byHand[n] + 0.2, `${asked[n]}: ${share} against ${byHand[n]}`));
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('the offer in a lesson without a connection, and when the download breaks', async () => {
  mode = 'broken';
  const page = await house.open({ width: 1280, height: 800 });
  await theatre(page, 'go', { lesson: 'party', step: 'trained' });
  const offer = page.locator('.offer');
  await offer.locator('button').waitFor();
  await page.context().setOffline(true);
  await until(async () => /^There is no connection/.test(await offer.textContent()), 'one sentence');
  assert.equal(await offer.locator('button').count(), 0);
  assert.ok((await theatre(page, 'trace')).tokens.includes('the bartender'), 'the step goes on with the glass box');
  await page.context().setOffline(false);
  await offer.locator('button', { hasText: 'Fetch MiniLM' }).click();
  await offer.locator('button', { hasText: 'Try again' }).waitFor();
  assert.match(await offer.textContent(), /could not be fetched/);
  assert.equal(await shown(page), 'glass-box');
  mode = 'plain';
  await page.click('.offer button');
  await untilShown(page);
  await until(async () => !(await theatre(page, 'state')).busy, 'its numbers');
  const row = (await theatre(page, 'trace')).heads[0].weights[0];
  assert.equal((await theatre(page, 'trace')).tokens[row.indexOf(Math.max(...row))], 'the bartender', 'a drink');
  await page.finish();
});

test('one sentence for both models is made from the numbers', async () => {
  globalThis.document ??= { createElement: () => ({ append(...parts) { this.textContent = parts.map((p) => p.textContent ?? p).join(''); } }) };
  const { verdict } = await import('../../web/js/inspector/side-by-side.mjs');
  const say = (...sides) => verdict(sides.map((entries, i) => ({ title: ['The glass box', 'MiniLM'][i], entries: entries?.map(([text, percent]) => ({ text, percent })) })))?.map((part) => part.textContent ?? part).join('');
  assert.equal(say([['mat', 97]], [['cat', 71], ['mat', 10]]), 'The glass box says mat, MiniLM says cat.');
  assert.equal(say([['cat', 97]], [['cat', 71]]), 'Both say cat.');
  assert.equal(say([['cat', 97]], [['[CLS]', 25], ['cat', 24]]), 'The glass box says cat, MiniLM leans to cat.');
  assert.equal(say([['⟨start⟩', 100]], [['[CLS]', 85], ['it', 3]]), 'Neither looks at a word.');
  assert.equal(say([['cat', 97]], null), undefined);
});

test('shares of 100 add up, as those of the core do', () => {
  assert.deepEqual(wholePercents(softmax([0.853, 0.692, 0.583], 0.0975)), [80, 15, 5]);
  assert.deepEqual(wholePercents([1 / 3, 1 / 3, 1 / 3]), [34, 33, 33]);
  assert.deepEqual(wholePercents(softmax([5])), [100]);
  assert.deepEqual(wholePercents(softmax([1000, 0, -1000], 0.01)), [100, 0, 0]);
  for (let n = 1; n < 60; n += 1) assert.equal(wholePercents(softmax(Array.from({ length: n }, (_, i) => Math.sin(i * i)), 0.3)).reduce((a, b) => a + b, 0), 100);
});

for (const theme of ['dark', 'light']) {
  test(`axe finds nothing serious about the second model, ${theme}`, async () => {
    const page = await house.open({ theme });
    await theatre(page, 'setText', cat);
    await reveal(page);
    mode = 'held';
    await chooseMiniLM(page);
    await page.locator('.model-loading').waitFor();
    await until(async () => (await minilm(page)).received > 2e6, 'some megabytes');
    await page.waitForTimeout(300);
    assert.deepEqual(await violations(page), [], 'while it comes');
    mode = 'slow';
    await untilShown(page);
    for (const tab of ['model', 'head', 'find', 'measured', 'both', 'fails']) {
      await page.click(`#tab-${tab}`);
      await page.waitForTimeout(300);
      assert.deepEqual(await violations(page), [], tab);
    }
    await page.click('#tab-model');
    await page.click('.model-foot button');
    await page.locator('.similar tbody tr').first().waitFor();
    assert.deepEqual(await violations(page), [], 'comparing meanings');
    await page.finish();
  });
}

test('on a phone the panel is a sheet, the maps scroll in it, and targets are large enough', async () => {
  const page = await house.open({ width: 360, height: 740, ratio: 2 });
  await theatre(page, 'setText', cat);
  await chooseMiniLM(page);
  await untilShown(page);
  await page.click('#tab-head');
  await until(async () => (await page.locator('.head-cell').count()) === 72, 'the grid');
  const sheet = await page.locator('#heads').boundingBox();
  assert.deepEqual([sheet.x, sheet.y, sheet.width, sheet.height], [0, 0, 360, 740]);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page itself does not scroll sideways');
  assert.ok(await page.locator('.head-grid-scroll').evaluate((node) => node.scrollWidth > node.clientWidth));
  const small = await page.locator('#heads button:visible').evaluateAll((all) => all.map((b) => b.getBoundingClientRect()).filter((r) => r.width < 24 || r.height < 24).length);
  assert.equal(small, 0);
  await page.locator('.head-cell').nth(30).click();
  await page.click('.head-detail .button');
  assert.equal(await page.isHidden('#heads'), true);
  assert.deepEqual([(await theatre(page, 'state')).layer, (await theatre(page, 'state')).head], [2, 6]);
  await page.finish();
});
