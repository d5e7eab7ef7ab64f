// The page's side of MiniLM's worker: states, promises, and the newest sentence wins.

import { inSite } from '../core/address.mjs';

/** What a sentence resolves to when a newer one took its place. */
export const superseded = Symbol('superseded');

export class ModelClient extends EventTarget {
  #worker = null;
  #waiting = new Map(); // id → {resolve, reject}
  #next = 1;
  #loaded = null; // {promise, resolve, reject} while loading

  /** `state`: 'available', 'loading', 'ready' or 'failed'; the event 'state' fires when anything below changes. */
  state = 'available';
  received = 0;
  total = 0;
  error = '';
  layers = 0;
  from = ''; // 'network' or 'cache' once ready
  kept = null; // true: there without a network next time

  constructor({
    workerUrl = inSite('js/models/model-worker.mjs'),
    weightsUrl = inSite('models/minilm.bin'),
  } = {}) {
    super();
    this.workerUrl = workerUrl;
    this.weightsUrl = weightsUrl;
  }

  /** How far, in [0, 1]. */
  get progress() { return this.total > 0 ? this.received / this.total : 0; }

  /** Fetches the weights, or goes on where it was stopped. Rejects with one sentence, or `superseded` when cancelled. */
  load() {
    if (this.state === 'ready') return Promise.resolve();
    if (this.#loaded) return this.#loaded.promise;
    this.#start();
    this.#loaded = {};
    this.#loaded.promise = new Promise((resolve, reject) => { Object.assign(this.#loaded, { resolve, reject }); });
    this.#become({ state: 'loading', error: '' });
    this.#worker.postMessage({ type: 'load', url: this.weightsUrl });
    return this.#loaded.promise;
  }

  /** Stops the download; what has come is kept for the next load(). */
  cancel() {
    if (this.state === 'loading') this.#worker?.postMessage({ type: 'cancel' });
  }

  /** The Trace of a text as an ArrayBuffer (trace/bytes.hpp), or `superseded`. */
  run(text, switches = {}) { return this.#ask({ type: 'run', text, switches }).then((m) => m?.buffer ?? superseded); }

  /** Sentence vectors of length 1, Float32Array each; their dot product is the similarity. */
  vectors(texts) { return this.#ask({ type: 'vectors', texts }).then((m) => m.vectors); }

  /** The parameters of one layer's heads as an ArrayBuffer. */
  parameters(layer) { return this.#ask({ type: 'parameters', layer }).then((m) => m.buffer); }

  /** Bytes of WebAssembly memory that the worker holds. */
  memory() { return this.#ask({ type: 'memory' }).then((m) => m.bytes); }

  /** Ends the worker and frees its memory. */
  dispose() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#giveUp(new Error('The model was put away.'));
    this.#become({ state: 'available', received: 0, total: 0, error: '', layers: 0, from: '' });
  }

  #start() {
    if (this.#worker) return;
    this.#worker = new Worker(this.workerUrl, { type: 'module' });
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    const broken = (event) => {
      event.preventDefault?.();
      this.#worker?.terminate();
      this.#worker = null;
      const error = 'The model could not be started.';
      this.#giveUp(new Error(error));
      this.#become({ state: 'failed', error, received: 0, total: 0 });
    };
    this.#worker.onerror = broken;
    this.#worker.onmessageerror = broken;
  }

  #ask(message) {
    if (!this.#worker) return Promise.reject(new Error('The model is not loaded yet.'));
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...message, id });
    });
  }

  #giveUp(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#loaded?.reject(error);
    this.#loaded = null;
  }

  #become(changes) {
    Object.assign(this, changes);
    this.dispatchEvent(new Event('state'));
  }

  #settleLoad(how, value) {
    const loaded = this.#loaded;
    this.#loaded = null;
    loaded?.[how](value);
  }

  #hear(message) {
    const { type, id, received, total } = message;
    const waiting = this.#waiting.get(id);
    switch (type) {
      case 'progress':
        this.#become({ received, total });
        break;
      case 'ready':
        this.#become({ state: 'ready', received: message.bytes, total: message.bytes, layers: message.layers, from: message.from, kept: message.from === 'cache' || null });
        this.#settleLoad('resolve');
        break;
      case 'kept':
        this.#become({ kept: message.kept });
        break;
      case 'failed':
        this.#become({ state: 'failed', error: message.error, received, total });
        this.#settleLoad('reject', new Error(message.error));
        break;
      case 'cancelled':
        this.#become({ state: 'available', received, total });
        this.#settleLoad('reject', superseded);
        break;
      default:
        this.#waiting.delete(id);
        if (type === 'refused') waiting?.reject(new Error(message.error));
        else waiting?.resolve(type === 'dropped' ? null : message);
    }
  }
}
