// MiniLM in the page against onnxruntime-web, one thread each, in one worker of one headless Chromium.
//   node bench.mjs --ours FOLDER --given model.onnx --dynamic dynamic.onnx [--rounds 21] [--loads 9] [--weights minilm.bin]
// FOLDER holds theatre_worker.mjs and .wasm (build/site); README.md says where the models come from.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../..');
const { values } = parseArgs({
  options: {
    ours: { type: 'string', default: join(root, 'build/site') },
    weights: { type: 'string', default: join(root, 'web/models/minilm.bin') },
    given: { type: 'string' },
    dynamic: { type: 'string' },
    ort: { type: 'string', default: join(here, 'node_modules/onnxruntime-web/dist') },
    rounds: { type: 'string', default: '21' },
    loads: { type: 'string', default: '9' },
    lengths: { type: 'string', default: '8,16,32,64,128' },
  },
});
if (!values.given || !values.dynamic) {
  console.error('usage: node bench.mjs --ours FOLDER --given model.onnx --dynamic dynamic.onnx [--rounds N] [--loads N]');
  process.exit(2);
}

const folders = { ours: resolve(values.ours), ort: resolve(values.ort), bench: here };
const files = { weights: resolve(values.weights), given: resolve(values.given), dynamic: resolve(values.dynamic) };
const types = { '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };
const server = createServer(async (request, response) => {
  const [, first, name] = new URL(request.url, 'http://bench').pathname.split('/');
  const path = files[first] ?? (folders[first] && name ? join(folders[first], name) : null);
  if (request.url === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>bench</title><link rel="icon" href="data:,">');
  if (!path || !(await stat(path).catch(() => null))?.isFile()) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}`;

/** One run in a browser of its own, which has compiled nothing yet. */
async function measure(rounds, lengths) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    page.on('console', (message) => console.error(message.text()));
    await page.goto(`${address}/`);
    return await page.evaluate((asked) => new Promise((done, fail) => {
      const worker = new Worker('/bench/bench-worker.mjs', { type: 'module' });
      worker.onerror = (event) => fail(new Error(event.message));
      worker.onmessage = ({ data }) => (data.error ? fail(new Error(data.error)) : done(data));
      worker.postMessage(asked);
    }), { rounds, lengths });
  } finally {
    await browser.close();
  }
}

try {
  const result = await measure(Number(values.rounds), values.lengths.split(',').map(Number));
  const loads = [result.load];
  while (loads.length < Number(values.loads)) loads.push((await measure(0, [])).load);
  await report(result, loads);
} finally {
  server.closeAllConnections();
  server.close();
}

async function report({ rows, memory, cosine }, loads) {
  const ms = (x) => x.toFixed(1).padStart(7);
  const times = (x) => `${x.toFixed(2)}×`.padStart(7);
  const ratio = ([low, middle, high]) => `${times(middle)} (${low.toFixed(2)}–${high.toFixed(2)})`;
  console.log('\nms, medians (smallest); ratios are medians (quartiles) of the rounds\' ratios');
  console.log('tokens |   ours (min)     | as Trace | ort given (min) | ort dynamic (min) | vs given            | vs dynamic');
  for (const r of rows) {
    console.log(`${String(r.tokens).padStart(6)} | ${ms(r.ours)} (${ms(r.oursMin)}) | ${ms(r.trace)}  | ${ms(r.given)} (${ms(r.givenMin)}) | ${ms(r.dynamic)} (${ms(r.dynamicMin)}) | ${ratio(r.vsGiven)} | ${ratio(r.vsDynamic)}`);
  }
  const median = (of) => loads.map(of).sort((a, b) => a - b)[Math.floor(loads.length / 2)];
  const loaded = (name) => `${name} ${ms(median((load) => load[name]))} ms (${times(median((load) => load[name] / load.ours))})`;
  console.log(`\nload, bytes in hand to ready, medians of ${loads.length} fresh browsers: ours ${ms(median((load) => load.ours))} ms, ${loaded('given')}, ${loaded('dynamic')}`);
  const size = async (folder, names) => (await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))).reduce((a, b) => a + b);
  const ours = await size(folders.ours, ['theatre_worker.mjs', 'theatre_worker.wasm']);
  const ort = await size(folders.ort, ['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']);
  console.log(`engine: ours ${ours} bytes, onnxruntime-web ${ort} bytes (${times(ort / ours)})`);
  const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`WebAssembly memory: ours ${mb(memory.ours)} after loading, ${mb(memory.oursRun)} after runs of ${rows.at(-1).tokens} tokens, ${mb(memory.oursTrace)} after Traces; onnxruntime-web with both models ${mb(memory.ort)}`);
  console.log(`cosine of our sentence vector to the given model's ${cosine.given.toFixed(5)}, to the dynamic one's ${cosine.dynamic.toFixed(5)} (smallest)`);
}
