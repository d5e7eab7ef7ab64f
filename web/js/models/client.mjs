// The page's side of one model's worker: states, promises, and the newest question wins.

import { inSite } from '../core/address.mjs';

/** What a question resolves to when a newer one took its place. */
export const superseded = Symbol('superseded');

export class ModelClient extends EventTarget {
  #worker = null;
  #heard = false; // the worker has said something, so it could be started
  #restarted = false;
  #waiting = new Map(); // id → {resolve, reject, onPass}
  #next = 1;
  #loaded = null; // {promise, resolve, reject} while loading

  /** `state`: 'available', 'loading', 'ready' or 'failed'; the event 'state' fires when anything below changes. */
  state = 'available';
  received = 0;
  total = 0;
  error = '';
  layers = 0;
  from = ''; // 'network', 'cache', or 'here' for a model without a file, once ready
  kept = null; // true: there without a network next time

  /** `model`: its id in the catalog; `file`: its address in the site, or none; `sha256` of the file, in hexadecimal. */
  constructor({ model, title = 'The model', file = '', sha256 = '', workerUrl = inSite('js/models/worker.mjs') }) {
    super();
    Object.assign(this, { model, title, file, sha256, workerUrl });
  }

  /** How far, in [0, 1]. */
  get progress() { return this.total > 0 ? this.received / this.total : 0; }

  /** Fetches the file, or goes on where it was stopped. Rejects with one sentence, or `superseded` when cancelled. */
  load() {
    if (this.state === 'ready') return Promise.resolve();
    if (this.#loaded) return this.#loaded.promise;
    if (this.state === 'failed') this.#restarted = false;
    this.#start();
    this.#loaded = {};
    this.#loaded.promise = new Promise((resolve, reject) => { Object.assign(this.#loaded, { resolve, reject }); });
    this.#become({ state: 'loading', error: '' });
    this.#worker.postMessage({ type: 'load', model: this.model, url: this.file && inSite(this.file), sha256: this.sha256 });
    return this.#loaded.promise;
  }

  /** Stops the download; what has come is kept for the next load(). */
  cancel() {
    if (this.state === 'loading') this.#worker?.postMessage({ type: 'cancel' });
  }

  /**
   * Asks {texts, switches, …}. `onPass(buffer, last)` gets each pass as an ArrayBuffer (trace/bytes.hpp, and
   * trace/addition.hpp from the second); resolves with the last, or `superseded`.
   */
  run(question, onPass = () => {}) {
    if (!this.file && this.state !== 'ready') this.load().catch(() => {}); // the answer tells
    this.#letGo();
    return this.#ask({ type: 'ask', question }, onPass).then((m) => m?.buffer ?? superseded);
  }

  /** Ends the answer that is under way; it resolves to `superseded`. */
  stop() {
    this.#worker?.postMessage({ type: 'stop' });
    this.#letGo();
  }

  /** What texts mean, one vector of floats after the other, as one ArrayBuffer. */
  meanings(texts) { return this.#ask({ type: 'vectors', texts }).then((m) => m.buffer); }

  /** The same as a Float32Array for each, of length 1; their dot product is the similarity. */
  vectors(texts) {
    return this.meanings(texts).then((buffer) => {
      const all = new Float32Array(buffer);
      const each = all.length / texts.length;
      return texts.map((_, i) => all.subarray(i * each, (i + 1) * each));
    });
  }

  /** The parameters of one layer's heads as an ArrayBuffer. */
  parameters(layer) { return this.#ask({ type: 'parameters', layer }).then((m) => m.buffer); }

  /** Bytes of WebAssembly memory that the worker holds. */
  memory() { return this.#ask({ type: 'memory' }).then((m) => m.bytes); }

  /** Ends the worker and frees its memory. */
  dispose() {
    this.#end(new Error('The model was put away.'));
    this.#become({ state: 'available', received: 0, total: 0, error: '', layers: 0, from: '' });
  }

  #start() {
    if (this.#worker) return;
    this.#heard = false;
    const worker = new Worker(this.workerUrl, { type: 'module' });
    this.#worker = worker;
    worker.onmessage = ({ data }) => { if (worker === this.#worker) this.#hear(data); };
    const broken = (event) => {
      event.preventDefault?.();
      if (worker === this.#worker) this.#died();
    };
    worker.onerror = broken;
    worker.onmessageerror = broken;
  }

  // Nobody is told of further passes, though some may be on their way.
  #letGo() {
    for (const [id, { resolve, onPass }] of this.#waiting) {
      if (!onPass) continue;
      this.#waiting.delete(id);
      resolve(null);
    }
  }

  #end(error) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#settleLoad('reject', error);
  }

  // A worker that stops by itself is started again, once; the event 'died' tells it.
  #died() {
    const again = this.#heard && !this.#restarted;
    const sentence = again ? `${this.title} has stopped and is started again.`
      : this.#heard ? `${this.title} has stopped again. It can be started anew.` : 'The model could not be started.';
    this.#end(new Error(sentence));
    if (!again) return this.#become({ state: 'failed', error: sentence, received: 0, total: 0 });
    this.#restarted = true;
    this.state = 'available';
    this.load().catch(() => {}); // its state tells
    return this.dispatchEvent(new CustomEvent('died', { detail: sentence }));
  }

  #ask(message, onPass = null) {
    if (!this.#worker) return Promise.reject(new Error('The model is not loaded yet.'));
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onPass });
      this.#worker.postMessage({ ...message, id });
    });
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
    this.#heard = true;
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
      case 'died':
        this.#died();
        break;
      case 'pass':
        waiting?.onPass(message.buffer, message.last);
        if (!message.last) break;
        this.#waiting.delete(id);
        waiting?.resolve(message);
        break;
      default:
        this.#waiting.delete(id);
        if (type === 'refused') waiting?.reject(new Error(message.error));
        else waiting?.resolve(type === 'dropped' ? null : message);
    }
  }
}
