// What a frame of each scene costs: node tests/bench/frames/frames.mjs [SECONDS]. README.md beside it says what is counted.

import { cpus, loadavg } from 'node:os';
import { openHouse, settle, theatre } from '../../browser/support.mjs';
import { watch } from './watch.mjs';

const seconds = Number(process.argv[2] ?? 4); // of movement in each scene
const sentence = 'The old engineer who repaired the telescope told her friend that it was too heavy to carry home before dark';
const lettersASecond = 10;
const budget = { ownMs: 4, drawCalls: 40 };

// These two headers give the page a clock of 5 µs in place of 100.
const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
const blank = (_, response) => response.writeHead(200, { 'content-type': 'text/html', ...headers }).end('<!doctype html><title>blank</title>');

const sorted = (values) => [...values].sort((a, b) => a - b);
const percentile = (values, share) => (values.length === 0 ? NaN : sorted(values)[Math.floor((values.length - 1) * share)]);
const spread = (values) => [0.5, 0.95, 1].map((share) => percentile(values, share).toFixed(1)).join(' / ');
const row = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(12) : String(cell).padStart(20))).join(''));

// The gap between two frames of a page that does nothing.
async function emptyGap(house) {
  const page = await house.browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${house.address}blank`);
  const gaps = await page.evaluate(() => new Promise((done) => {
    const times = [];
    const tick = (time) => (times.push(time) > 120 ? done(times.slice(1).map((t, i) => t - times[i])) : requestAnimationFrame(tick));
    requestAnimationFrame(tick);
  }));
  await page.close();
  return percentile(gaps, 0.5);
}

// Processor time of the page's scripts and WebAssembly so far, in ms: other programs don't count.
async function processorTime(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration').value * 1000;
}

// The lamp goes from word to word, the steps play, what a change sets off runs.
async function move(page, session) {
  const words = (await theatre(page, 'trace')).tokens.length;
  await page.evaluate(() => window.bench.forget());
  const began = await processorTime(session);
  await theatre(page, 'play');
  for (let i = 0; i < 2 * seconds; i += 1) {
    await theatre(page, 'select', { token: i % words });
    await page.waitForTimeout(500);
  }
  const frames = await page.evaluate(() => window.bench.frames);
  const script = (await processorTime(session)) - began;
  return { frames, script, stats: await theatre(page, 'stats') };
}

async function type(page) {
  await page.keyboard.press('/');
  const field = await page.evaluate(() => document.activeElement?.matches('input, textarea'));
  if (!field) return null;
  await page.keyboard.press('Control+A');
  await page.evaluate(() => window.bench.listen());
  await page.keyboard.type(sentence, { delay: 1000 / lettersASecond });
  await page.waitForTimeout(300);
  return page.evaluate(() => window.bench.heard());
}

const house = await openHouse({ special: { '/blank': blank }, headers });
try {
  const gap = await emptyGap(house);
  console.log(`${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}; Chromium ${house.browser.version()}, drawn by software; 1280 × 800`);
  console.log(`An empty page has a frame every ${gap.toFixed(1)} ms.\n`);
  const page = await house.open({ width: 1280, height: 800, still: false, init: watch });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const typed = [];
  row('lesson', 'frames', 'own ms *', 'in WebGL calls ms *', 'processor ms (mean)', 'draw calls', 'vertices');
  for (const { id } of await theatre(page, 'lessons')) {
    await theatre(page, 'go', { lesson: id });
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press('r'); // with the light on
    await settle(page);
    await page.waitForTimeout(1000); // what the lesson's opening moves
    const { frames, script, stats: { drawCalls, vertices } } = await move(page, session);
    const own = frames.map(({ all, gl }) => all - gl);
    const over = [percentile(own, 0.5) > budget.ownMs && 'over 4 ms', drawCalls > budget.drawCalls && 'over 40 calls'].filter(Boolean);
    row(id, frames.length, spread(own), spread(frames.map(({ gl }) => gl)), (script / frames.length).toFixed(1), drawCalls, vertices, ...over);
    typed.push([id, await type(page)]);
  }
  console.log('* median / 95th percentile / maximum\n');
  console.log(`${sentence.length} letters at ${lettersASecond} a second:`);
  row('lesson', 'a letter ms *', 'frames missed', 'longest gap ms', 'tasks over 50 ms');
  for (const [id, heard] of typed) {
    if (!heard) {
      row(id, 'has no sentence');
      continue;
    }
    const late = heard.gaps.filter((ms) => ms > 1.5 * gap);
    const missed = late.reduce((sum, ms) => sum + Math.round(ms / gap) - 1, 0);
    row(id, spread(heard.letters), `${missed} of ${heard.gaps.length + missed}`, Math.max(...heard.gaps).toFixed(0), heard.longTasks.length);
  }
  if (page.troubles.length > 0) console.log(page.troubles.join('\n'));
} finally {
  await house.close();
}
