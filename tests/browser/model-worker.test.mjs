// A model's worker and client in a tiny page: fetching, breaking off and going on, keeping, damage, the newest question,
// passes that follow each other, and workers that stop.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './support.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const site = resolve(process.env.THEATRE_SITE ?? join(root, 'build/site'));
const types = { '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const pageHtml = '<!doctype html><meta charset="utf-8"><title>worker</title><link rel="icon" href="data:,">';

let weights;
let server;
let address;
let browser;
let asked = []; // {name, range} of every request for weights
let breaks = 0; // how many answers still break off in the middle
let online = true;
let modulesThere = true;

// Headers that lie, by the name of their file.
const lies = {
  'version-1': (body) => body.writeUInt32LE(1, 8),
  'says-less': (body) => body.writeBigUInt64LE(BigInt(body.length - 4096), 16),
  'says-nothing': (body) => body.writeBigUInt64LE(0n, 16),
  'says-header': (body) => body.writeBigUInt64LE(64n, 16),
  'says-300-MB': (body) => body.writeBigUInt64LE(300_000_000n, 16),
  'says-all': (body) => body.writeBigUInt64LE(0xffff_ffff_ffff_ffffn, 16),
};

// The worker in a browser that refuses to keep anything.
const refusingWorker = `import './refuse.mjs';
import './models/worker.mjs';`;
// One that stops at the word “stop”, and one that never starts.
const fragileWorker = `import './models/worker.mjs';
const own = self.onmessage;
self.onmessage = (event) => {
  if (event.data.question?.texts[0] === 'stop') throw new Error('stopped');
  own(event);
};`;
const emptyWorker = `throw new Error('never started');`;
const refuse = `Object.defineProperty(self, 'caches', { get() { throw new DOMException('refused', 'SecurityError'); } });`;

function serveWeights(name, request, response) {
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
  asked.push({ name, range: range ?? null });
  if (!online) return response.destroy();
  if (name === 'missing') return response.writeHead(404).end();
  if (name === 'other') return response.writeHead(200).end('<html>this is a page that says hello to somebody who asked for weights</html>');
  let body = weights;
  if (name === 'damaged') {
    body = Buffer.from(weights);
    body[body.length >> 1] ^= 4;
  }
  if (name === 'short') body = weights.subarray(0, 5_000_000);
  if (lies[name]) {
    body = Buffer.from(weights);
    lies[name](body);
  }
  const from = range && name !== 'whole-only' ? Number(range) : 0;
  if (from > 0 && from >= body.length) return response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
  const rest = body.subarray(from);
  const headers = { 'content-type': 'application/octet-stream', 'content-length': rest.length, etag: '"one"', 'accept-ranges': 'bytes' };
  if (from > 0) headers['content-range'] = `bytes ${from}-${body.length - 1}/${body.length}`;
  response.writeHead(from > 0 ? 206 : 200, headers);
  if (breaks > 0) {
    breaks -= 1;
    response.write(rest.subarray(0, 6_000_000), () => setTimeout(() => {
      if (name === 'lost') online = false;
      response.destroy();
    }, 300));
  } else if (name === 'slow') {
    let at = 0;
    const more = () => {
      if (response.destroyed) return;
      if (at >= rest.length) return response.end();
      response.write(rest.subarray(at, at + 1_000_000));
      at += 1_000_000;
      setTimeout(more, 30);
    };
    more();
  } else {
    response.end(rest);
  }
}

before(async () => {
  weights = await readFile(join(root, 'web/models/minilm.bin'));
  server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://here').pathname;
    if (path === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(pageHtml);
    if (path.startsWith('/weights/')) return serveWeights(path.slice(9), request, response);
    const made = { '/js/refusing-worker.mjs': refusingWorker, '/js/refuse.mjs': refuse, '/js/fragile-worker.mjs': fragileWorker, '/js/empty-worker.mjs': emptyWorker }[path];
    if (path === '/theatre_worker.mjs' && !modulesThere) return response.writeHead(404).end();
    if (made) return response.writeHead(200, { 'content-type': types['.mjs'] }).end(made);
    const file = path.startsWith('/js/') ? join(root, 'web', path) : join(site, path);
    const content = await readFile(file).catch(() => null);
    if (!content) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(content);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${server.address().port}/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A page on a fresh profile with `client` for these weights; `context` to go on in an older profile. */
async function open(name, context = null, worker = null, { model = 'minilm', sha256 = '' } = {}) {
  asked = [];
  const own = context ?? await browser.newContext();
  const page = await own.newPage();
  await page.goto(address);
  await page.evaluate(async ([weightsName, workerUrl, model, sha256]) => {
    const { ModelClient, superseded } = await import('/js/models/client.mjs');
    const file = weightsName && new URL(`/weights/${weightsName}`, location.href).href;
    const client = new ModelClient({ model, title: 'The model', file, sha256, ...(workerUrl && { workerUrl }) });
    const read = (text, switches = {}) => client.run({ texts: [text], switches });
    const states = [];
    const progress = [];
    client.addEventListener('state', () => {
      if (states.at(-1) !== client.state) states.push(client.state);
      progress.push(client.progress);
    });
    const tried = (promise) => promise.then((value) => ({ value }), (error) => ({ error: error === superseded ? 'superseded' : error.message }));
    Object.assign(window, { client, read, superseded, states, progress, tried });
  }, [name, worker, model, sha256]);
  return { page, context: own };
}

const load = (page) => page.evaluate(() => window.tried(window.client.load()));

test('weights arrive with progress, sentences run, the newest wins, and the browser keeps the weights', async () => {
  const { page, context } = await open('plain');
  assert.deepEqual(await load(page), { value: undefined });
  const { states, progress, total } = await page.evaluate(() => ({ states, progress, total: client.total }));
  assert.deepEqual(states, ['loading', 'ready']);
  assert.equal(total, weights.length);
  assert.ok(progress.some((p) => p > 0 && p < 1) && progress.every((p, i) => i === 0 || p >= progress[i - 1]), 'progress only grows');
  assert.equal(asked.length, 1);

  const trace = await page.evaluate(async () => {
    const bytes = new Uint8Array(await read('The cat sat on the mat.'));
    return { start: String.fromCharCode(...bytes.subarray(0, 4)), size: bytes.length, said: Number(new DataView(bytes.buffer).getBigUint64(8, true)), text: new TextDecoder().decode(bytes).includes('The cat sat on the mat.') };
  });
  assert.equal(trace.start, 'TRCE');
  assert.equal(trace.said, trace.size);
  assert.ok(trace.text);

  const newest = await page.evaluate(async () => {
    const all = ['a', 'ab', 'abc', 'abcd', 'the last of five sentences'].map((text) => read(text));
    return (await Promise.all(all)).map((one) => (one === superseded ? 'superseded' : one.byteLength));
  });
  assert.ok(newest.at(-1) > 0, 'the newest is answered');
  assert.ok(newest.slice(1, -1).every((one) => one === 'superseded'), `older ones are dropped: ${newest}`);

  const similar = await page.evaluate(async () => {
    const [query, ...books] = await client.vectors(['information about Renaissance art', 'Renaissance art', 'Medieval art', 'Modern art']);
    return books.map((book) => book.reduce((sum, x, i) => sum + x * query[i], 0));
  });
  for (const [i, wanted] of [0.853, 0.690, 0.583].entries()) assert.ok(Math.abs(similar[i] - wanted) < 0.005, `${similar[i]} is ${wanted}`);

  const sizes = await page.evaluate(async () => {
    const switched = await read('a b c', { temperature: 2, scale: false, positions: false, sameHeads: true, custom: Array(5).fill('11101'), mask: 'custom', headsOff: [[0, 1], [5, 11]] });
    const parameters = await client.parameters(5);
    const odd = [];
    for (const text of ['', '\ud800', '\u0000']) odd.push((await read(text)).byteLength);
    await read('word '.repeat(126));
    return { switched: switched.byteLength, parameters: parameters.byteLength, odd, memory: await client.memory() };
  });
  assert.ok(sizes.switched > 100_000);
  assert.ok(sizes.odd.every((size) => size > 10_000), String(sizes.odd));
  assert.ok(sizes.parameters > 12 * 4 * 384 * 32 * 4);
  assert.ok(sizes.memory <= 64e6, `${sizes.memory} bytes of memory at 128 pieces`);

  await page.waitForFunction(() => client.kept === true);
  await page.close();
  online = false;
  try {
    const again = await open('plain', context);
    assert.deepEqual(await load(again.page), { value: undefined }, 'loads without a network');
    assert.equal(await again.page.evaluate(() => client.from), 'cache');
    assert.equal(asked.length, 0);
  } finally {
    online = true;
  }
  await context.close();
});

test('a download that breaks off goes on where it stopped', async () => {
  breaks = 2;
  const { page, context } = await open('resumed');
  assert.deepEqual(await load(page), { value: undefined });
  assert.equal(asked.length, 3);
  assert.equal(asked[0].range, null);
  assert.ok(Number(asked[1].range) > 0 && Number(asked[2].range) > Number(asked[1].range), JSON.stringify(asked));
  assert.ok(await page.evaluate(async () => (await read('fine')).byteLength > 0));
  await context.close();
});

test('a server that knows no ranges sends everything again', async () => {
  breaks = 1;
  const { page, context } = await open('whole-only');
  assert.deepEqual(await load(page), { value: undefined });
  assert.equal(asked.length, 2);
  await context.close();
});

test('cancelling stops the download, and loading again goes on from there', async () => {
  const { page, context } = await open('slow');
  const first = await page.evaluate(async () => {
    const loading = tried(client.load());
    const stop = () => {
      if (client.received < 3_000_000) return;
      client.removeEventListener('state', stop);
      client.cancel();
    };
    client.addEventListener('state', stop);
    const result = await loading;
    return { result, state: client.state, received: client.received };
  });
  assert.deepEqual(first.result, { error: 'superseded' });
  assert.equal(first.state, 'available');
  assert.ok(first.received > 3_000_000 && first.received < weights.length);
  assert.deepEqual(await load(page), { value: undefined });
  assert.ok(Number(asked.at(-1).range) >= first.received, JSON.stringify(asked));
  await context.close();
});

test('what is wrong is said in one sentence, and trying again helps when it can', async () => {
  for (const [name, sentence] of [
    ['missing', 'The model could not be fetched: the server answered 404.'],
    ['damaged', 'The weights file is damaged: its checksum is wrong.'],
    ['other', 'What came is not a weights file of this page.'],
    ['short', 'The download broke off and has to start again.'],
    ['version-1', 'The weights file has version 1, but this program reads version 2.'],
    ['says-less', 'The weights file is longer than it says.'],
    ['says-nothing', 'What came is not a weights file of this page.'],
    ['says-header', 'What came is not a weights file of this page.'],
    ['says-300-MB', 'What came is not a weights file of this page.'],
    ['says-all', 'What came is not a weights file of this page.'],
  ]) {
    const { page, context } = await open(name);
    assert.deepEqual(await load(page), { error: sentence });
    assert.equal(await page.evaluate(() => client.state), 'failed');
    assert.equal(await page.evaluate(() => client.error), sentence);
    assert.match(await page.evaluate(async () => (await tried(read('a'))).error), /not loaded yet/);
    await context.close();
  }
});

test('a file that is whole but another one is not taken for the model', async () => {
  const right = createHash('sha256').update(weights).digest('hex');
  const { page, context } = await open('plain', null, null, { sha256: right.replace(/^../, '00') });
  assert.deepEqual(await load(page), { error: 'The weights file is not the one that this page knows.' });
  assert.match(await page.evaluate(async () => (await tried(read('a'))).error), /not loaded yet/);
  await context.close();
  const again = await open('plain', null, null, { sha256: right });
  assert.deepEqual(await load(again.page), { value: undefined });
  await again.context.close();
});

test('a model that writes answers pass by pass, sends what is new alone, and is ended by the next question', async () => {
  const { page, context } = await open('', null, null, { model: 'echo' });
  const { passes, rest } = await page.evaluate(async () => {
    const told = [];
    const texts = ['the old dog that lived there slept on the warm mat because it was tired of all the noise around it'];
    const last = await client.run({ texts }, (buffer, isLast) => told.push([new TextDecoder().decode(new Uint8Array(buffer, 0, 4)), buffer.byteLength, isLast]));
    let some = 0;
    const first = client.run({ texts }, () => { some += 1; if (some === 2) client.stop(); });
    const stopped = await first === superseded;
    const heard = some;
    let late = 0;
    const dropped = client.run({ texts }, () => { late += 1; if (late === 1) window.newer = client.run({ texts: ['short'] }); });
    return { passes: told, rest: { last: last.byteLength, stopped, heard, dropped: await dropped === superseded, newer: (await window.newer).byteLength, late } };
  });
  assert.equal(passes.length, 9);
  assert.deepEqual(passes.map(([start, , last]) => [start, last]), [['TRCE', false], ...Array(7).fill(['ADDN', false]), ['ADDN', true]]);
  const [first, ...more] = passes.map(([, bytes]) => bytes);
  console.log(`a pass of 22 tokens: ${first} bytes; each further one: ${Math.min(...more)} to ${Math.max(...more)}`);
  assert.ok(Math.max(...more) < first / 5, 'what has not changed is not sent again');
  assert.equal(rest.last, more.at(-1));
  assert.ok(rest.stopped && rest.dropped && rest.newer > 0, JSON.stringify(rest));
  assert.ok(rest.heard < 9 && rest.late < 9, 'no pass comes after the end');
  await context.close();
});

test('a worker that stops is started again, once', async () => {
  const { page, context } = await open('plain', null, '/js/fragile-worker.mjs');
  assert.deepEqual(await load(page), { value: undefined });
  await page.waitForFunction(() => client.kept === true);
  const sentence = await page.evaluate(() => {
    const died = new Promise((done) => { client.addEventListener('died', ({ detail }) => done(detail)); });
    return tried(read('stop')).then(async ({ error }) => ({ error, died: await died }));
  });
  assert.equal(sentence.error, 'The model has stopped and is started again.');
  assert.equal(sentence.died, sentence.error);
  await page.waitForFunction(() => client.state === 'ready');
  assert.equal(asked.length, 1, 'its file was kept');
  assert.ok(await page.evaluate(async () => (await read('fine')).byteLength > 0));
  assert.deepEqual(await page.evaluate(() => tried(read('stop'))), { error: 'The model has stopped again. It can be started anew.' });
  assert.equal(await page.evaluate(() => client.state), 'failed');
  assert.deepEqual(await load(page), { value: undefined });
  assert.ok(await page.evaluate(async () => (await read('fine')).byteLength > 0));
  await context.close();
});

test('a worker that can’t be started fails with one sentence, and so does one whose program is missing', async () => {
  const never = await open('plain', null, '/js/empty-worker.mjs');
  assert.deepEqual(await load(never.page), { error: 'The model could not be started.' });
  await never.context.close();
  modulesThere = false;
  try {
    const missing = await open('plain');
    assert.deepEqual(await load(missing.page), { error: 'The model could not be started.' });
    assert.equal(await missing.page.evaluate(() => client.state), 'failed');
    await missing.context.close();
    const here = await open('', null, null, { model: 'glass-box' });
    assert.ok((await here.page.evaluate(() => tried(read('a cat')))).error);
    await here.context.close();
  } finally {
    modulesThere = true;
  }
});

test('a damaged copy in the browser is thrown away and fetched anew', async () => {
  const { page, context } = await open('kept');
  await page.evaluate(async () => {
    const body = await (await fetch('/weights/damaged')).arrayBuffer();
    await (await caches.open('theatre-models-1')).put(client.file, new Response(body));
  });
  asked = [];
  assert.deepEqual(await load(page), { value: undefined });
  assert.equal(await page.evaluate(() => client.from), 'network');
  assert.equal(asked.length, 1);
  await page.waitForFunction(() => client.kept === true);
  await context.close();
});

test('a network that is lost half way is said, and what had come is kept for the next try', async () => {
  breaks = 1;
  const { page, context } = await open('lost');
  try {
    assert.deepEqual(await load(page), { error: 'The model could not be fetched: there is no connection.' });
  } finally {
    online = true;
  }
  const { state, received } = await page.evaluate(() => ({ state: client.state, received: client.received }));
  assert.equal(state, 'failed');
  assert.ok(received > 1_000_000 && received < weights.length, `${received} bytes are still there`);
  assert.deepEqual(await load(page), { value: undefined });
  assert.equal(Number(asked.at(-1).range), received, 'goes on from there');
  assert.ok(await page.evaluate(async () => (await read('fine')).byteLength > 0));
  await context.close();
});

test('full storage or none: the model runs all the same, and it is known that nothing was kept', async () => {
  const full = await browser.newContext();
  const first = await full.newPage();
  await first.goto(address);
  const session = await full.newCDPSession(first);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(address).origin, quotaSize: 1_000_000 });
  const refused = await browser.newContext();
  for (const [name, context, worker] of [['full', full, null], ['refused', refused, '/js/refusing-worker.mjs']]) {
    const { page } = await open(name, context, worker);
    assert.deepEqual(await load(page), { value: undefined }, name);
    await page.waitForFunction(() => client.kept !== null);
    assert.equal(await page.evaluate(() => client.kept), false, name);
    assert.equal(await page.evaluate(() => client.state), 'ready', name);
    assert.ok(await page.evaluate(async () => (await read('fine')).byteLength > 0), name);
    await context.close();
  }
});

test('a text that is too long comes back cut, with its note', async () => {
  const { page, context } = await open('long');
  assert.deepEqual(await load(page), { value: undefined });
  const note = await page.evaluate(async () => {
    const bytes = new Uint8Array(await read('word '.repeat(10_000)));
    const found = new TextDecoder().decode(bytes.subarray(0, 200_000)).match(/MiniLM reads at most[^.]*\./);
    const after = await read('short again');
    return { sentence: found?.[0], after: after.byteLength };
  });
  assert.equal(note.sentence, 'MiniLM reads at most 512 pieces of words at once, so the text was cut after “word”.');
  assert.ok(note.after > 10_000);
  await context.close();
});

test('without a connection the download gives up after a few tries; later it goes on', async () => {
  const { page, context } = await open('later');
  online = false;
  try {
    assert.deepEqual(await load(page), { error: 'The model could not be fetched: there is no connection.' });
    assert.ok(asked.length >= 4, 'tried several times'); // the browser itself may ask twice
  } finally {
    online = true;
  }
  assert.deepEqual(await load(page), { value: undefined });
  assert.equal(await page.evaluate(() => { client.dispose(); return client.state; }), 'available');
  await context.close();
});
