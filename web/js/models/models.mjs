// Between the core and its workers: fetches MiniLM when it is wanted, hands jobs out and answers back.

import { inSite } from '../core/address.mjs';
import { ModelClient, superseded } from './model-client.mjs';

/** A worker that turns texts into Traces; `run` gives an ArrayBuffer, or `superseded`. */
class GlassClient {
  #worker = null;
  #waiting = new Map();
  #next = 1;

  run(text, switches) {
    this.#start();
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ type: 'run', id, text, switches });
    });
  }

  #start() {
    if (this.#worker) return;
    this.#worker = new Worker(inSite('js/models/glass-worker.mjs'), { type: 'module' });
    this.#worker.onmessage = ({ data }) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      waiting?.resolve(data.type === 'trace' ? data.buffer : superseded);
    };
    const broken = (event) => {
      event.preventDefault?.();
      this.#worker?.terminate();
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(new Error('The worker could not be started.'));
      this.#waiting.clear();
    };
    this.#worker.onerror = broken;
    this.#worker.onmessageerror = broken;
  }
}

export function setUpModels(actions) {
  const minilm = new ModelClient();
  const glassBox = new GlassClient();
  let complete = false; // the parameters of MiniLM's heads are in the core as well

  function tell() {
    const state = minilm.state === 'ready' && !complete ? 'loading' : minilm.state;
    actions.ask('modelState', { state, bytes: minilm.total, received: minilm.received, error: minilm.error });
    actions.refresh();
  }
  minilm.addEventListener('state', tell);

  async function fetchMiniLM() {
    try {
      await minilm.load();
      for (let layer = 0; layer < minilm.layers; layer += 1) {
        await actions.core.parameters(await minilm.parameters(layer));
      }
      complete = true;
      tell();
    } catch (error) {
      if (error !== superseded && minilm.state !== 'failed') actions.emit('error', error.message);
    }
  }

  async function work({ serial, kind, model, text, texts, switches }) {
    try {
      const answer = kind === 'vectors' ? await minilm.vectors(texts)
        : await (model === 'minilm' ? minilm : glassBox).run(text, switches);
      if (answer === superseded) return;
      await actions.core.receive(serial, kind === 'vectors' ? joined(answer) : answer);
    } catch {
      actions.ask('refuse', serial);
      actions.refresh();
    }
  }

  actions.on('fetch', ({ wanted }) => { if (wanted) fetchMiniLM(); else minilm.cancel(); });
  actions.on('compute', work);
  return {
    vectors: (texts) => (complete ? minilm.vectors(texts) : Promise.reject(new Error('MiniLM is not loaded yet.'))),
  };
}

function joined(vectors) {
  const all = new Float32Array(vectors.reduce((sum, vector) => sum + vector.length, 0));
  let at = 0;
  for (const vector of vectors) {
    all.set(vector, at);
    at += vector.length;
  }
  return all.buffer;
}
