// What the tests in other engines share: the built site, a screen, one browser, and pages that remember what went wrong.
// A browser has the same few verbs whichever it is: goto, evaluate, click, type, press, screenshot, close.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { screenshots, serveSite, site } from '../browser/support.mjs';
import { openDisplay, until } from './display.mjs';

// Runs before the page's own modules and keeps what a console would show. No engine but Firefox tells it from outside.
function watch() {
  window.troubles = [];
  const say = (kind, what) => window.troubles.push(`${kind}: ${what}`);
  const told = console.error;
  console.error = (...words) => {
    say('console', words.join(' '));
    told(...words);
  };
  addEventListener('error', ({ message, target }) => say('error', message ?? target.src ?? target.href), true);
  addEventListener('unhandledrejection', ({ reason }) => say('rejection', reason));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => say('policy', `${violatedDirective} ${blockedURI}`));
}

const answer = (type, text) => (request, response) => {
  response.writeHead(200, { 'content-type': type });
  response.end(text);
};

async function serveWatched() {
  const index = (await readFile(join(site, 'index.html'), 'utf8')).replace('<script', '<script src="watch.js"></script><script');
  return serveSite({
    '/': answer('text/html; charset=utf-8', index),
    '/watch.js': answer('text/javascript', `(${watch})()`),
    '/blank': answer('text/html', '<!doctype html><title>blank</title>'),
  });
}

export async function openHouse(launch) {
  const [server, display] = await Promise.all([serveWatched(), openDisplay()]);
  const closeOthers = () => Promise.all([server.close(), display.close()]);
  const browser = await launch(display.env).catch(async (error) => {
    await closeOthers();
    throw error;
  });
  const origin = new URL(server.address).origin;

  // The page as on a first visit.
  async function open({ width = 1280, height = 800, hash = '' } = {}) {
    await browser.goto(`${server.address}${hash}`, { width, height }, `${server.address}blank`);
    await until('the page starts', () => browser.evaluate(() => Boolean(window.theatre)), 60_000);
    await browser.evaluate(() => window.theatre.ready.then(() => true));
    await settle();
  }

  // Two frames: what was asked for has been drawn and told.
  const settle = () => browser.evaluate(async () => {
    const frames = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    await frames();
    const patience = Date.now() + 30_000;
    while (window.theatre.state().busy && Date.now() < patience) await frames();
  });

  const theatre = (name, ...args) => browser.evaluate((n, a) => window.theatre[n](...a), name, args);

  // Console errors, what the policy refused, and requests to another origin, of the page that is open.
  const troubles = async () => [...browser.troubles, ...await browser.evaluate((home) => [
    ...window.troubles,
    ...performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(home) && !/^(data|blob):/.test(name)),
  ], origin)];

  async function shoot(name) {
    const png = await browser.screenshot();
    await mkdir(screenshots, { recursive: true });
    await writeFile(join(screenshots, `${browser.name.toLowerCase()}-${name}.png`), png);
    return png;
  }

  const close = async () => {
    await browser.close();
    await closeOthers();
  };
  return { ...browser, browser, open, settle, theatre, troubles, shoot, close };
}
