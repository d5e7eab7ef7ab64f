// What the browser tests share: a static server for the built site, one Chromium, and pages that remember what went wrong.

import { createReadStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
export const site = resolve(process.env.THEATRE_SITE ?? join(root, 'build/site'));
export const screenshots = resolve(process.env.THEATRE_SCREENSHOTS ?? join(root, 'build/screenshots'));

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.mjs': 'text/javascript', '.js': 'text/javascript', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.woff2': 'font/woff2', '.png': 'image/png',
};

// `special` may answer requests itself: a path of the site → (request, response) => {}. `headers` go with each file.
export async function serveSite(special = {}, headers = {}) {
  const server = createServer(async (request, response) => {
    const own = special[new URL(request.url, 'http://site').pathname];
    if (own) return own(request, response);
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://site').pathname));
    const file = join(site, path.endsWith('/') ? `${path}index.html` : path);
    const found = file.startsWith(site) && (await stat(file).catch(() => null))?.isFile();
    if (!found) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-store', ...headers });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${server.address().port}/`;
  return { address, close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }) };
}

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', '--no-sandbox', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});

// One browser and one server for a test file; `open` gives a page on its own fresh profile.
export async function openHouse({ special, headers } = {}) {
  const [server, browser] = await Promise.all([serveSite(special, headers), launch()]);

  // Small by default: the stage is drawn by software here.
  async function open({ width = 1100, height = 600, ratio = 1, theme = 'dark', hash = '', init = null, still = true, wait = true } = {}) {
    const context = await browser.newContext({
      viewport: { width, height }, deviceScaleFactor: ratio, colorScheme: theme, reducedMotion: still ? 'reduce' : 'no-preference',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    if (init) await context.addInitScript(init);
    const page = await context.newPage();
    const troubles = [];
    page.on('console', (message) => { if (message.type() === 'error') troubles.push(`console: ${message.text()} ${message.location().url}`); });
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.address) && !/^(data|blob):/.test(request.url())) troubles.push(`foreign request: ${request.url()}`);
    });
    page.setDefaultTimeout(60_000); // a busy machine draws by software
    await page.goto(`${server.address}${hash}`, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.theatre);
    if (wait) await page.evaluate(() => window.theatre.ready.then(() => true));
    return Object.assign(page, { troubles, finish: () => context.close() });
  }

  return { open, address: server.address, browser, close: async () => { await browser.close(); await server.close(); } };
}

// Two frames: what was asked for has been drawn and told. A long text comes from a worker a while later.
export const settle = (page) => page.evaluate(async () => {
  const frames = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  await frames();
  const patience = Date.now() + 30_000;
  while (window.theatre.state?.().busy && Date.now() < patience) await frames();
});

// Answers the question of a step with the mouse: a bar and then Reveal, or the first of the answers.
export async function answerFirst(page) {
  if ((await theatre(page, 'state')).predict.kind !== 'bars') return page.locator('.answer:not([hidden])').first().click();
  const bar = page.locator('.bar-row input').first();
  await bar.click();
  return page.click('.bars-foot button');
}

export async function shoot(page, name) {
  await mkdir(screenshots, { recursive: true });
  return page.screenshot({ path: join(screenshots, `${name}.png`) });
}

export const theatre = (page, name, ...args) => page.evaluate(([n, a]) => window.theatre[n](...a), [name, args]);

// The words and percents of the text mirror.
export const mirrorRows = (page) => page.$$eval('#mirror tbody tr', (rows) => rows.map((row) => ({
  token: Number(row.dataset.token), text: row.cells[0].textContent, percent: Number.parseInt(row.cells[1].textContent, 10),
})));

let axe = null;
// What axe finds to be serious or critical, one line each.
export async function violations(page) {
  axe ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target} ${n.any[0]?.message ?? ''}`).join(' | ')}`);
}
