// For those who use keys, a screen reader or another page: axe, focus order, the text mirror, window.theatre and its messages.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { mirrorRows, openHouse, settle, theatre, violations } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

for (const theme of ['dark', 'light']) {
  test(`axe finds nothing serious, ${theme}`, async () => {
    const page = await house.open({ theme });
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('r');
    await settle(page);
    assert.deepEqual(await violations(page), [], 'after the reveal');
    await page.click('#badge');
    for (const tab of ['model', 'head', 'find', 'measured', 'both', 'switches', 'fails']) {
      await page.click(`#tab-${tab}`);
      await page.waitForTimeout(300);
      assert.deepEqual(await violations(page), [], `with the badge open at ${tab}`);
    }
    await page.keyboard.press('Escape');
    await page.click('#brand');
    assert.deepEqual(await violations(page), [], 'with the menu open');
    await page.finish();
  });
}

test('axe finds nothing serious on a phone', async () => {
  const page = await house.open({ width: 360, height: 740 });
  assert.deepEqual(await violations(page), []);
  await page.finish();
});

test('everything can be reached with Tab, in reading order, with a visible ring', async () => {
  const page = await house.open();
  const seen = [];
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const node = document.activeElement;
      if (node === document.body) return null;
      return { name: node.id || node.dataset.spot || node.className, ring: getComputedStyle(node).outlineStyle !== 'none' || Boolean(node.closest('.box')) };
    });
    if (!at || seen.some((s) => s.name === at.name && /^(brand)$/.test(at.name))) break;
    assert.ok(at.ring, `${at.name} shows its focus`);
    seen.push(at);
  }
  const names = seen.map((s) => s.name);
  const order = ['brand', 'act', 'next', 'sentence', 'badge', 'theme', 'play', 'numbers'].map((name) => names.indexOf(name));
  assert.ok(order.every((at) => at >= 0), names.join(' '));
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
  assert.equal(names.filter((name) => name.includes(':')).length, 1, 'the stage is one stop; arrows move within');
  await page.finish();
});

test('on the stage arrows move the lamp and the focus goes along', async () => {
  const page = await house.open();
  const { token } = await theatre(page, 'state');
  await page.focus(`[data-spot="word:${token}"]`);
  await page.keyboard.press('ArrowLeft');
  await settle(page);
  assert.equal((await theatre(page, 'state')).token, token - 1);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.spot), `word:${token - 1}`);
  assert.equal(await page.getAttribute(`[data-spot="word:${token - 1}"]`, 'aria-pressed'), 'true');
  await page.finish();
});

test('a change is announced once, politely, as a sentence', async () => {
  const page = await house.open();
  await page.keyboard.press('r');
  await page.fill('#sentence', 'I love pizza');
  // On a busy machine the reveal is announced as well, before the new sentence is.
  await page.waitForFunction(() => /^(?!“it”).*%/.test(document.querySelector('#live').textContent));
  await settle(page);
  const said = await page.textContent('#live');
  assert.match(said, /looks at .+ \d+ %/);
  const rows = await mirrorRows(page);
  const best = rows.reduce((a, b) => (b.percent > a.percent ? b : a));
  assert.match(said, new RegExp(`${best.text.replace(/[^\p{L}\p{N}]/gu, '.')} ${best.percent} %`, 'u'));
  await page.finish();
});

test('by keyboard alone, the stage as text opens a share, a term of its arithmetic, and goes back', async () => {
  const page = await house.open({ hash: '#lesson=spotlight&step=any-word' });
  await settle(page);
  const { panel } = await theatre(page, 'state');
  const stops = () => page.$$eval('.mirror .number', (buttons) => buttons.filter((b) => b.tabIndex === 0).length);
  assert.equal(await stops(), 0, 'out of sight, the text is no stop for Tab');
  await page.keyboard.press('t');
  assert.ok(await page.isVisible('.mirror table'));
  assert.ok(await stops() > 4);
  await page.focus('.mirror tbody tr:nth-child(3) .number');
  const share = await page.textContent('.mirror tbody tr:nth-child(3) .number');
  await page.keyboard.press('Enter');
  await settle(page);
  const title = () => page.textContent('.mirror summary');
  const first = await title();
  assert.match(first, /How much does it look at cat/);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY', 'the focus is where the arithmetic begins');
  assert.match(share, /^\d+ %$/);
  await page.focus('.mirror ol .number');
  await page.keyboard.press('Enter');
  await settle(page);
  assert.notEqual(await title(), first, 'a factor has arithmetic of its own');
  await page.click('.mirror details > .number');
  await settle(page);
  assert.equal(await title(), first);
  assert.equal((await theatre(page, 'state')).panel, panel, 'the panel of this step stays as it was');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.mirror), 'read');
  assert.deepEqual(page.troubles, []);
  await page.finish();
});

test('window.theatre has every documented member and refuses nonsense in one sentence', async () => {
  const page = await house.open();
  const members = ['ready', 'lessons', 'go', 'next', 'back', 'setText', 'text', 'setModel', 'models', 'select', 'set', 'trace', 'state', 'link', 'hold', 'play', 'hotspots', 'challenge', 'stats', 'undo', 'redo', 'on'];
  assert.deepEqual(await page.evaluate((names) => names.filter((n) => !(n in window.theatre)), members), []);
  const refused = await page.evaluate(() => {
    const t = window.theatre;
    const tries = [
      () => t.go({ lesson: 'no-such-lesson' }), () => t.go('spotlight'), () => t.go({ lesson: 1 }), () => t.setText(5), () => t.setText('a', 'third'), () => t.text('x'),
      () => t.setModel('no-such-model'), () => t.select({ token: 9999 }), () => t.select({ token: -1 }), () => t.select({ word: 'it' }), () => t.set({ temperature: 0 }), () => t.set({ temperature: 'hot' }),
      () => t.set({ nonsense: 1 }), () => t.hold(2), () => t.hold('now'), () => t.on('click', () => {}), () => t.on('state', 5),
    ];
    return tries.map((attempt) => {
      try {
        attempt();
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : `not an Error: ${error}`;
      }
    });
  });
  refused.forEach((message, index) => {
    assert.equal(typeof message, 'string', `attempt ${index} was not refused`);
    assert.match(message, /^\S.*[.!?]$/s);
    assert.ok(!/[.!?]\s+[A-Z].*[.!?]$/.test(message), `one sentence: ${message}`);
  });
  const events = await page.evaluate(async () => {
    const heard = [];
    const off = window.theatre.on('trace', () => heard.push('trace'));
    window.theatre.setText('The dog bit the man');
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const count = heard.length;
    off();
    window.theatre.setText('I love pizza');
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [count, heard.length];
  });
  assert.ok(events[0] >= 1);
  assert.equal(events[1], events[0]);
  await page.finish();
});

test('the same calls go over postMessage from a page that embeds this one', async () => {
  const outer = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>outer</title><iframe src="${house.address}" width="1000" height="700"></iframe>`);
  });
  await new Promise((done) => outer.listen(0, '127.0.0.1', done));
  const context = await house.browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://localhost:${outer.address().port}/`.replace('localhost', '127.0.0.1'));
  const ask = (theatreCall, ...args) => page.evaluate(([name, list]) => new Promise((done) => {
    const id = Math.random();
    const frame = document.querySelector('iframe').contentWindow;
    addEventListener('message', function hear({ data }) {
      if (data?.theatre !== 'reply' || data.id !== id) return;
      removeEventListener('message', hear);
      done(data);
    });
    const post = () => frame.postMessage({ theatre: name, args: list, id }, '*');
    post();
  }), [theatreCall, args]);
  await page.frameLocator('iframe').locator('html[data-boot="ready"]').waitFor({ state: 'attached' });
  assert.equal((await ask('ready')).value, true);
  await ask('setText', 'I love pizza');
  assert.equal((await ask('text')).value, 'I love pizza');
  assert.ok(Array.isArray((await ask('lessons')).value));
  await ask('set', { temperature: 2 });
  assert.equal((await ask('undo')).value.switches.temperature, 1);
  assert.equal((await ask('redo')).value.switches.temperature, 2);
  assert.equal((await ask('redo')).error, 'There is nothing to redo.');
  assert.match((await ask('go', { lesson: 'nowhere' })).error, /\.$/);
  assert.match((await ask('constructor')).error, /no such call/);
  await context.close();
  outer.close();
});
