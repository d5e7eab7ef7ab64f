// The worker that holds one model: fetches its file, answers questions with Traces as bytes. Talk to it through
// client.mjs; the messages are written down in docs/model-worker.md.

import { inSite } from '../core/address.mjs';
import { wellFormed } from '../core/well-formed.mjs';

const shelf = 'theatre-models-1'; // the browser's cache that keeps the weights
const header = 64; // bytes of the weights file that say how long it is
const largest = 256 * 1024 * 1024;

const modulePromise = import(inSite('theatre_worker.mjs')).then(({ default: createModule }) => createModule({ locateFile: inSite }));

modulePromise.catch(() => {}); // whoever asks is told

const send = (message, transfer = []) => self.postMessage(message, transfer);
const tooWeak = 'The model could not be started.';
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** A failure that a learner may read. `again`: trying once more may help. */
class Failure extends Error {
  constructor(sentence, again = true) {
    super(sentence);
    this.again = again;
  }
}

/** Calls `use(address)` with a value as JSON in WebAssembly's memory. */
function withJson(module, value, use) {
  const json = JSON.stringify(value, (key, part) => (typeof part === 'string' ? wellFormed(part) : part));
  const size = module.lengthBytesUTF8(json) + 1;
  const address = module._malloc(size);
  module.stringToUTF8(json, address, size);
  try {
    return use(address);
  } finally {
    module._free(address);
  }
}

/** The answer of the latest call as a buffer of its own. */
function answer(module, size) {
  const from = module._theatre_worker_answer();
  const out = module.HEAPU8.slice(from, from + size).buffer;
  module._theatre_worker_forget();
  return out;
}

/** What went wrong, told the page: a model that ran into a trap can't go on, whatever it is asked. */
function fail(error, id) {
  if (error instanceof WebAssembly.RuntimeError) send({ type: 'died' });
  else send({ type: 'refused', id, error: error instanceof Failure ? error.message : tooWeak });
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

/** Makes the model, of what has arrived if it has a file. */
function make(module, id, size) {
  const sentence = module.ccall('theatre_worker_load', 'number', ['string', 'number'], [id, size]);
  if (sentence !== 0) throw new Failure(module.UTF8ToString(sentence));
}

/** Checks what has arrived and makes the model of it. */
async function open(module, id, came, sha256) {
  // Beside the model's own checks. Where the page is not served safely browsers have no such function.
  const digest = sha256 ? self.crypto?.subtle?.digest('SHA-256', came.bytes()) : null;
  try {
    make(module, id, came.size);
    const found = digest && [...new Uint8Array(await digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    if (found && found !== sha256) throw new Failure('The weights file is not the one that this page knows.');
  } catch (error) {
    if (error instanceof Failure) came.restart();
    throw error;
  }
}

async function load({ model, url: address, sha256 }) {
  if (loading || ready) return;
  loading = new AbortController();
  const { signal } = loading;
  try {
    const module = await modulePromise;
    if (!address) {
      make(module, model, 0);
      ready = true;
      send({ type: 'ready', bytes: 0, from: 'here', layers: module._theatre_worker_layers(), ms: 0 });
      return;
    }
    const url = new URL(address, self.location.href).href;
    let from = 'network';
    const stored = arrival?.received ? undefined : await kept(url);
    arrival ??= new Arrival(module);
    let opened = false;
    if (stored) {
      try {
        await drain(stored, arrival, signal);
        await open(module, model, arrival);
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
      await open(module, model, arrival, sha256);
    }
    ready = true;
    const { size } = arrival;
    send({ type: 'ready', bytes: size, from, layers: module._theatre_worker_layers(), ms: performance.now() - began });
    module._theatre_worker_warm_up();
    if (from === 'network') send({ type: 'kept', kept: await keep(url, arrival.bytes()) });
  } catch (error) {
    const cancelled = signal.aborted;
    if (error instanceof Failure && !error.again) arrival?.restart(); // what came is of no use
    if (error instanceof WebAssembly.RuntimeError) return send({ type: 'died' });
    const sentence = error instanceof Failure ? error.message : tooWeak;
    send(cancelled
      ? { type: 'cancelled', received: arrival?.received ?? 0, total: arrival?.size ?? 0 }
      : { type: 'failed', error: sentence, received: arrival?.received ?? 0, total: arrival?.size ?? 0 });
  } finally {
    loading = null;
  }
}

// --- questions: of several that wait only the newest is answered, and nobody is told of an older one's further passes

let newest = null; // the question that waits or is being answered
const passes = new MessageChannel(); // a timer would hold each pass up for 4 ms

function letGo() {
  if (newest) send({ type: 'dropped', id: newest.id });
  newest = null;
}

function ask(message) {
  letGo();
  newest = message;
  setTimeout(() => begin(message), 0); // after all messages that are already here
}

async function begin(message) {
  try {
    const module = await modulePromise;
    if (newest !== message) return;
    if (!ready) throw new Failure('The model is not loaded yet.');
    withJson(module, message.question ?? {}, (address) => module._theatre_worker_ask(address));
    pass(module, message);
  } catch (error) {
    if (newest === message) newest = null;
    fail(error, message.id);
  }
}

function pass(module, message) {
  const began = performance.now();
  const buffer = answer(module, module._theatre_worker_next());
  const last = module._theatre_worker_goes_on() === 0;
  if (last) newest = null;
  send({ type: 'pass', id: message.id, buffer, last, ms: performance.now() - began }, [buffer]);
  if (!last) passes.port2.postMessage(message.id);
}

passes.port1.onmessage = async ({ data: id }) => {
  if (newest?.id !== id) return;
  try {
    pass(await modulePromise, newest);
  } catch (error) {
    newest = null;
    fail(error, id);
  }
};

async function reply({ id }, made) {
  try {
    const module = await modulePromise;
    if (!ready) throw new Failure('The model is not loaded yet.');
    const message = made(module);
    send({ id, ...message }, message.buffer ? [message.buffer] : []);
  } catch (error) {
    fail(error, id);
  }
}

const tasks = {
  load,
  cancel: () => loading?.abort(),
  ask,
  stop: letGo,
  vectors: (message) => reply(message, (module) => {
    const size = withJson(module, message.texts ?? [], (address) => module._theatre_worker_vectors(address));
    return { type: 'vectors', buffer: answer(module, size) };
  }),
  parameters: (message) => reply(message, (module) => ({ type: 'parameters', buffer: answer(module, module._theatre_worker_parameters(message.layer | 0)) })),
  memory: (message) => reply(message, (module) => ({ type: 'memory', bytes: module.HEAPU8.length })),
};

self.onmessage = ({ data }) => tasks[data?.type]?.(data);
