// Firefox ESR through WebDriver BiDi.

import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const preferences = {
  'webgl.force-enabled': true, // drawn by software here
  'ui.prefersReducedMotion': 1,
  'layout.css.prefers-color-scheme.content-override': 0, // dark
  'datareporting.policy.dataSubmissionEnabled': false,
};

export async function launchFirefox(env) {
  const executablePath = process.env.FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync);
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath, headless: false, env, extraPrefsFirefox: preferences, timeout: 120_000,
  }).catch((error) => { throw new Error(`Firefox cannot be started: ${error.message.split('\n')[0]}`); });
  const page = await browser.newPage(); // the first one never gets the focus, and keys press nothing there
  const troubles = [];
  let home = '';
  page.on('console', (message) => { if (message.type() === 'error') troubles.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !/^(data|blob|about):/.test(request.url())) troubles.push(`foreign request: ${request.url()}`);
  });
  return {
    name: 'Firefox',
    version: await browser.version(),
    troubles,
    async goto(address, { width, height }, blank) {
      home = new URL(address).origin;
      await page.goto(blank);
      await page.evaluate(() => { localStorage.clear(); });
      await page.setViewport({ width, height });
      await page.goto(address, { timeout: 60_000 });
    },
    evaluate: (fn, ...args) => page.evaluate(fn, ...args),
    click: (selector) => page.click(selector),
    press: (key) => page.keyboard.press(key),
    async type(selector, text) {
      await page.click(selector);
      await page.$eval(selector, (node) => { node.select(); });
      await page.keyboard.type(text);
    },
    screenshot: async () => Buffer.from(await page.screenshot()),
    close: () => browser.close(),
  };
}
