// The worker that holds MiniLM: fetches its weights, runs sentences, gives Traces as bytes. Talk to it through
// model-client.mjs; the messages are written down in docs/model-worker.md.

import { inSite } from '../core/address.mjs';
import { answer, makeNewest, traceOf, withText } from './worker-trace.mjs';

const shelf = 'theatre-models-1'; // the browser's cache that keeps the weights
const header = 64; // bytes of the weights file that say how long it is
const largest = 256 * 1024 * 1024;

const modulePromise = import(inSite('theatre_worker.mjs')).then(({ default: createModule }) => createModule({ locateFile: inSite }));

const send = (message, transfer = []) => self.postMessage(message, transfer);
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** A failure that a learner may read. `again`: trying once more may help. */
class Failure extends Error {
  constructor(sentence, again = true) {
    super(sentence);
    this.again = again;
  }
}

/** The weights on their way into WebAssembly's memory; what has come stays when the connection breaks. */
class Arrival {
  constructor(module) {
    this.module = module;
    this.restart();
  }

  restart() {
    this.head = new Uint8Array(header);
    this.received = 0;
    this.size = 0;
    this.address = 0;
    this.tag = null;
  }

  get whole() { return this.size > 0 && this.received === this.size; }

  bytes() { return new Uint8Array(this.module.HEAPU8.buffer, this.address, this.size); }

  push(chunk) {
    let rest = chunk;
    if (this.received < header) {
      const part = rest.subarray(0, header - this.received);
      this.head.set(part, this.received);
      this.received += part.length;
      rest = rest.subarray(part.length);
      if (this.received < header) return;
      this.open();
    }
    if (this.received + rest.length > this.size) throw new Failure('The weights file is longer than it says.', false);
    // The memory may have moved since the last chunk, so the view is made anew.
    new Uint8Array(this.module.HEAPU8.buffer, this.address + this.received, rest.length).set(rest);
    this.received += rest.length;
  }

  /** The header is there: make room for the rest. */
  open() {
    const view = new DataView(this.head.buffer);
    const isOurs = String.fromCharCode(...this.head.subarray(0, 8)) === 'THEATREW';
    const size = Number(view.getBigUint64(16, true));
    if (!isOurs || size <= header || size > largest) throw new Failure('What came is not a weights file of this page.', false);
    this.address = this.module._theatre_worker_room(size);
    if (!this.address) throw new Failure('This device has too little memory for the model.', false);
    this.size = size;
    new Uint8Array(this.module.HEAPU8.buffer, this.address, header).set(this.head);
  }
}

let arrival = null; // of the latest load, kept for resuming
let loading = null; // AbortController while weights are coming
let ready = false;

/** Reads a response to its end; progress goes out at most every 100 ms. */
async function drain(response, into, signal) {
  const reader = response.body.getReader();
  let told = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (signal.aborted) {
      reader.cancel().catch(() => {});
      throw new DOMException('cancelled', 'AbortError');
    }
    if (done) break;
    into.push(value);
    const now = performance.now();
    if (now - told >= 100 || into.whole) {
      told = now;
      send({ type: 'progress', received: into.received, total: into.size });
    }
  }
  if (!into.whole) throw new Failure('The download broke off.');
}

/** One request, from where the last one stopped if the server can do that. */
async function request(url, into, signal) {
  const headers = {};
  if (into.received > 0) {
    headers.Range = `bytes=${into.received}-`;
    if (into.tag) headers['If-Range'] = into.tag;
  }
  const response = await fetch(url, { headers, signal });
  if (response.status === 416) {
    into.restart();
    throw new Failure('The download broke off and has to start again.');
  }
  if (!response.ok) {
    throw new Failure(`The model could not be fetched: the server answered ${response.status}.`, response.status >= 500);
  }
  if (into.received > 0) {
    const from = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
    if (response.status !== 206 || Number(from) !== into.received) {
      if (response.status === 206) {
        await response.body?.cancel();
        into.restart();
        throw new Failure('The download broke off and has to start again.');
      }
      into.restart(); // the server sent everything
    }
  }
  const tag = response.headers.get('etag');
  into.tag = tag && !tag.startsWith('W/') ? tag : null;
  await drain(response, into, signal);
}

/** The same, tried again after a broken connection. */
async function download(url, into, signal) {
  for (const wait of [500, 1500, 4000, null]) {
    try {
      await request(url, into, signal);
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      const again = error instanceof Failure ? error.again : true; // anything else is the network's
      if (!again || wait === null) {
        throw error instanceof Failure ? error : new Failure('The model could not be fetched: there is no connection.');
      }
      await pause(wait);
      if (signal.aborted) throw error;
    }
  }
}

// The cache may be missing (no secure context) or refuse (private window, full disk): then nothing is kept.
async function kept(url) {
  try {
    return await (await caches.open(shelf)).match(url);
  } catch {
    return undefined;
  }
}

async function keep(url, bytes) {
  try {
    const cache = await caches.open(shelf);
    await cache.put(url, new Response(bytes, { headers: { 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) } }));
    return true;
  } catch {
    return false;
  }
}

async function forget(url) {
  try {
    await (await caches.open(shelf)).delete(url);
  } catch {
    // Nothing is kept where there is no cache.
  }
}

/** Checks what has arrived and makes the model of it. */
function open(module, came) {
  const sentence = module._theatre_worker_load(came.size);
  if (sentence !== 0) {
    const text = module.UTF8ToString(sentence);
    came.restart();
    throw new Failure(text);
  }
}

async function load(address) {
  if (loading || ready) return;
  loading = new AbortController();
  const { signal } = loading;
  try {
    const module = await modulePromise;
    const url = new URL(address, self.location.href).href;
    let from = 'network';
    const stored = arrival?.received ? undefined : await kept(url);
    arrival ??= new Arrival(module);
    let opened = false;
    if (stored) {
      try {
        await drain(stored, arrival, signal);
        open(module, arrival);
        opened = true;
        from = 'cache';
      } catch (error) {
        if (signal.aborted) throw error;
        await forget(url); // damaged: fetch it anew
        arrival.restart();
      }
    }
    const began = performance.now();
    if (!opened) {
      await download(url, arrival, signal);
      if (signal.aborted) throw new DOMException('cancelled', 'AbortError');
      open(module, arrival);
    }
    ready = true;
    const { size } = arrival;
    send({ type: 'ready', bytes: size, from, layers: module._theatre_worker_layers(), ms: performance.now() - began });
    module._theatre_worker_warm_up();
    if (from === 'network') send({ type: 'kept', kept: await keep(url, arrival.bytes()) });
  } catch (error) {
    const cancelled = signal.aborted;
    if (error instanceof Failure && !error.again) arrival?.restart(); // what came is of no use
    const sentence = error instanceof Failure ? error.message : 'The model could not be started.';
    send(cancelled
      ? { type: 'cancelled', received: arrival?.received ?? 0, total: arrival?.size ?? 0 }
      : { type: 'failed', error: sentence, received: arrival?.received ?? 0, total: arrival?.size ?? 0 });
  } finally {
    loading = null;
  }
}

const run = makeNewest(async (message) => {
  const module = await modulePromise;
  if (!ready) return { type: 'refused', error: 'The model is not loaded yet.' };
  return { type: 'trace', buffer: traceOf(module, String(message.text ?? ''), message.switches) };
});

async function answerWith({ id }, make) {
  const module = await modulePromise;
  if (!ready) return send({ type: 'refused', id, error: 'The model is not loaded yet.' });
  const made = make(module);
  send({ id, ...made.message }, made.transfer);
}

self.onmessage = ({ data }) => {
  switch (data?.type) {
    case 'load':
      load(String(data.url));
      break;
    case 'cancel':
      loading?.abort();
      break;
    case 'run':
      run(data);
      break;
    case 'vectors':
      answerWith(data, (module) => {
        const vectors = (data.texts ?? []).map((text) => withText(module, String(text), (address, length) =>
          new Float32Array(answer(module, module._theatre_worker_vector(address, length)))));
        return { message: { type: 'vectors', vectors }, transfer: vectors.map((v) => v.buffer) };
      });
      break;
    case 'parameters':
      answerWith(data, (module) => {
        const buffer = answer(module, module._theatre_worker_parameters(data.layer | 0));
        return { message: { type: 'parameters', layer: data.layer | 0, buffer }, transfer: [buffer] };
      });
      break;
    case 'memory':
      answerWith(data, (module) => ({ message: { type: 'memory', bytes: module.HEAPU8.length }, transfer: [] }));
      break;
    default:
      break;
  }
};
