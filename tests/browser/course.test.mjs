// The whole course from its first step to its last by keyboard alone, and on the way: what is printed is what was computed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mirrorRows, openHouse, settle, theatre } from './support.mjs';

let house;
before(async () => { house = await openHouse(); });
after(async () => { await house.close(); });

// Tab until the focus is on something that matches; the page has fewer stops than this.
async function tabTo(page, selector) {
  for (let i = 0; i < 200; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`Tab never reaches ${selector}`);
}

// Everything on the stage that stands for one weight of the chosen word's row: its number, its words, and the Trace's.
const weightsOnStage = (page) => page.evaluate(() => {
  const { layer, head, token } = window.theatre.state();
  const row = window.theatre.trace().heads.find((h) => h.layer === layer && h.head === head)?.weights[token] ?? [];
  return window.theatre.hotspots()
    .map(({ id, label, value }) => ({ id, label, value, column: /^(percent|share|beam|book|ribbon|voice):(\d+)$/.exec(id)?.[2] }))
    .filter(({ column }) => column !== undefined)
    .map((spot) => ({ ...spot, weight: row[Number(spot.column)] }));
});

// Percents as they stand on the stage, and all percents that the stage's hot spots say.
const printed = (page) => page.evaluate(() => {
  const visible = [...document.querySelectorAll('#labels span')].filter((span) => Number(getComputedStyle(span).opacity) > 0.05);
  return {
    shown: visible.map((span) => /^(\d+)\s%$/.exec(span.textContent)?.[1]).filter(Boolean),
    said: window.theatre.hotspots().flatMap(({ label }) => [
      ...[...label.matchAll(/(\d+)\s%/g)].map(([, number]) => number),
      ...[...label.matchAll(/right (\d+) of (\d+) times/g)].map(([, right, count]) => String(Math.round((100 * right) / count))), // a résumé
    ]),
  };
});

// The words that are printed with a share beside them: the bars of a guess, and a drawn row. Each is the mirror's, which is the Trace's.
async function mirrored(page) {
  const rows = await mirrorRows(page);
  return (word, nth = 0) => rows.filter(({ text }) => text.toLowerCase() === word.toLowerCase())[nth]?.percent;
}

async function compareBars(page, where) {
  const percentOf = await mirrored(page);
  const bars = await page.$$eval('.bar-row', (rows) => rows.map((row) => ({ word: row.children[0].textContent, note: row.children[1].textContent, percent: parseInt(row.children[2].textContent, 10) })));
  assert.equal(bars.reduce((sum, { percent }) => sum + percent, 0), 100, where);
  for (const { word, percent } of bars.slice(0, -1)) assert.equal(percent, percentOf(word), `${where}: ${word}`);
  assert.match(bars[0].note, /^you 10\s%, (\d+ too (high|low)|exactly right)$/);
  return bars.length;
}

async function compareDrawn(page, where) {
  await page.waitForSelector('.drawn tbody tr');
  const percentOf = await mirrored(page);
  const { row } = await page.evaluate(() => window.theatre.state().illustration);
  const drawn = await page.$$eval('.drawn tbody tr', (rows) => rows.map((tr) => ({ word: tr.cells[0].textContent, drawn: parseInt(tr.cells[2].textContent, 10), live: parseInt(tr.cells[3].textContent, 10) })));
  assert.equal((await theatre(page, 'state')).tokenText, row);
  const named = drawn.filter(({ word }) => word !== 'the others');
  assert.equal(named.reduce((sum, entry) => sum + entry.drawn, 0), 100, where);
  assert.equal(drawn.reduce((sum, entry) => sum + entry.live, 0), 100, where);
  for (const [i, { word, live }] of named.entries()) {
    const nth = named.slice(0, i).filter((entry) => entry.word.toLowerCase() === word.toLowerCase()).length;
    assert.equal(live, percentOf(word, nth), `${where}: ${word}`);
  }
  return named.length;
}

test('the course can be followed from start to end by keyboard, and every percent is the Trace’s', async () => {
  const page = await house.open({ width: 1280, height: 800 });
  const wanted = (await theatre(page, 'lessons')).flatMap(({ id, steps }) => steps.map((step) => `${id}/${step.id}`));
  const visited = [];
  let compared = 0;
  for (let i = 0; i < wanted.length; i += 1) {
    await settle(page);
    let state = await theatre(page, 'state');
    visited.push(`${state.lesson.id}/${state.step.id}`);
    if (state.predict && !state.predict.revealed) {
      if (state.predict.kind === 'bars') {
        await page.waitForSelector('.bar-row input');
        await tabTo(page, '.bar-row input');
        await page.keyboard.press('PageUp');
        await tabTo(page, '.bars-foot button');
      } else {
        await tabTo(page, '.answer');
      }
      await page.keyboard.press('Enter');
      await settle(page);
      state = await theatre(page, 'state');
      assert.equal(state.predict.revealed, true, visited.at(-1));
      assert.ok((await page.textContent('#feedback')).trim().length > 10);
      await page.waitForFunction(() => window.theatre.state().demonstrated === null); // “what happens if” is shown, and goes back
      await settle(page);
    }
    if (state.predict?.kind === 'bars') compared += await compareBars(page, visited.at(-1));
    if (state.illustration) compared += await compareDrawn(page, visited.at(-1));
    for (const { id, label, value, weight } of await weightsOnStage(page)) {
      const percent = /(\d+)\s%/.exec(label)?.[1];
      if (percent === undefined) continue; // a score, or nothing before the guess
      assert.ok(Math.abs(value - weight) < 1e-5, `${visited.at(-1)} ${id}: ${value} stands for ${weight}`);
      assert.ok(Math.abs(Number(percent) - 100 * weight) < 1, `${visited.at(-1)} ${label}: the weight is ${weight}`);
      compared += 1;
    }
    const { shown, said } = await printed(page);
    // 100 % also stands at the end of the share bar: the whole.
    for (const number of shown) assert.ok(number === '100' || said.includes(number), `${visited.at(-1)}: ${number} % stands on the stage and belongs to nothing`);
    if (state.step.index + 1 === state.step.count && (state.lesson.recap.length > 0 || !state.canNext)) {
      await page.keyboard.press('.'); // the lesson's end
      await page.locator('#ending').waitFor();
      assert.deepEqual(await page.$$eval('.said li', (items) => items.map((item) => item.textContent)), state.lesson.recap);
    }
    if (state.canNext) await page.keyboard.press('.');
  }
  assert.deepEqual(visited, wanted);
  assert.ok(compared > 100, `${compared} numbers compared`);
  assert.equal((await theatre(page, 'state')).canNext, false);
  assert.deepEqual(page.troubles, []);
  await page.finish();
});
