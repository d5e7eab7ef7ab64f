// WebKitGTK through WebKitWebDriver: plain WebDriver over HTTP. Its console cannot be heard, so the page's watcher (house.mjs) is all.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alive, start, until } from './display.mjs';

// The keys that have no character of their own, as WebDriver writes them.
const keys = {
  Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C', Backspace: '\uE003', Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
};
const narrowest = 480; // a window of MiniBrowser
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

const freePort = () => new Promise((done) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

function miniBrowser() {
  const found = ['4.1', '4.0'].map((v) => `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-${v}/MiniBrowser`).find(existsSync);
  if (!found && !process.env.MINIBROWSER) throw new Error('WebKit cannot be started: there is no MiniBrowser of WebKitGTK; tools/setup.sh browser installs it.');
  return process.env.MINIBROWSER ?? found;
}

// One command of the protocol; what the driver refuses is an error with its sentence.
async function send(address, method, path, body) {
  const answer = await fetch(`${address}${path}`, { method, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

async function openSession(env) {
  const binary = miniBrowser();
  const port = await freePort();
  const driver = start('WebKitWebDriver', [`--port=${port}`], { env: { ...env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } });
  const address = `http://127.0.0.1:${port}`;
  try {
    await until('WebKitWebDriver answers', () => {
      alive(driver);
      return send(address, 'GET', '/status');
    });
    const { sessionId, capabilities } = await send(address, 'POST', '/session', {
      capabilities: { alwaysMatch: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary, args: ['--automation', '--dark-mode'] },
      } },
    });
    return { driver, base: `${address}/session/${sessionId}`, version: `WebKitGTK ${capabilities.browserVersion}` };
  } catch (error) {
    await driver.stop();
    throw new Error(`WebKit cannot be started: ${error.message}`);
  }
}

// GTK's own settings say that motion isn't wanted.
async function stillSettings() {
  const folder = await mkdtemp(join(tmpdir(), 'theatre-webkit-'));
  await mkdir(join(folder, 'gtk-3.0'));
  await writeFile(join(folder, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  return folder;
}

export async function launchWebKit(env) {
  const settings = await stillSettings();
  const { driver, base, version } = await openSession({ ...env, XDG_CONFIG_HOME: settings });
  const call = (method, path, body) => send(base, method, path, body);
  await call('POST', '/timeouts', { script: 60_000, pageLoad: 60_000 });

  const find = async (selector) => (await call('POST', '/element', { using: 'css selector', value: selector }))[elementKey];
  // The page's policy forbids code from text, so what is asked goes in as a script of the driver's own.
  async function evaluate(fn, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${fn})(...arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error?.message ?? error) }));`;
    const { value, error } = await call('POST', '/execute/async', { script, args: [args] });
    if (error !== undefined) throw new Error(error);
    return value ?? undefined;
  }
  const press = (key) => {
    const value = keys[key] ?? key;
    return call('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions: [{ type: 'keyDown', value }, { type: 'keyUp', value }] }] });
  };
  // The window has a bar of its own, so what is asked for is what is left for the page.
  async function resize(width, height) {
    await call('POST', '/window/rect', { width, height });
    const inner = await evaluate(() => [innerWidth, innerHeight]);
    await call('POST', '/window/rect', { width: 2 * width - inner[0], height: 2 * height - inner[1] });
    await until(`WebKit’s window is ${width} × ${height}`, () => evaluate((w, h) => innerWidth === w && innerHeight === h, width, height), 5000);
  }
  // No window of its own is as narrow as a phone; a frame is.
  async function openFrame(address, width, height) {
    await evaluate(async (src, w, h) => {
      const frame = document.createElement('iframe');
      frame.style.cssText = `display: block; border: 0; width: ${w}px; height: ${h}px`;
      const loaded = new Promise((done) => { frame.onload = done; });
      frame.src = src;
      document.body.style.margin = 0;
      document.body.append(frame);
      await loaded;
    }, address, width, height);
    await call('POST', '/frame', { id: 0 });
  }
  return {
    name: 'WebKit',
    version,
    troubles: [],
    async goto(address, { width, height }, blank) {
      await call('POST', '/frame', { id: null });
      await call('POST', '/url', { url: blank });
      await evaluate(() => { localStorage.clear(); });
      await resize(Math.max(width, narrowest), height);
      if (width < narrowest) return openFrame(address, width, height);
      return call('POST', '/url', { url: address });
    },
    evaluate,
    click: async (selector) => call('POST', `/element/${await find(selector)}/click`),
    press,
    async type(selector, text) {
      const element = await find(selector);
      await call('POST', `/element/${element}/click`);
      await evaluate((s) => { document.querySelector(s).select(); }, selector);
      await call('POST', `/element/${element}/value`, { text });
    },
    screenshot: async () => Buffer.from(await call('GET', '/screenshot'), 'base64'),
    async close() {
      await call('DELETE', '').catch(() => {});
      await driver.stop();
      await rm(settings, { recursive: true });
    },
  };
}
