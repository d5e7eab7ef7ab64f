// The one door to the WebAssembly core: calls as JSON in and out, events as JSON.

import { inSite } from './address.mjs';
import { wellFormed } from './well-formed.mjs';

const pieceSize = 4 * 1024 * 1024; // of bytes handed over at once: some 2 ms
const longText = 8000; // beyond this an argument goes over the heap; ccall would put it on the stack

export async function openCore({ canvas, measureText, onEvent }) {
  const { default: createTheatre } = await import(inSite('theatre.mjs'));
  const latest = new Map(); // JSON of the state and of the row that nobody has heard yet: only the newest counts

  // True if there was a state.
  function flush() {
    const told = latest.has('state');
    for (const [name, json] of [...latest]) {
      latest.delete(name);
      onEvent(name, JSON.parse(json));
    }
    return told;
  }

  const module = await createTheatre({
    canvas,
    measureText,
    locateFile: inSite,
    // What it tells is heard after the call that caused it has returned, so that a listener may call again.
    onTheatre(name, json) {
      if (name !== 'state' && name !== 'trace') {
        queueMicrotask(() => onEvent(name, JSON.parse(json)));
        return;
      }
      if (latest.size === 0) queueMicrotask(flush);
      latest.set(name, json);
    },
  });

  function ask(name, json) {
    if (json.length < longText) return module.ccall('theatre_call', 'string', ['string', 'string'], [name, json]);
    const size = module.lengthBytesUTF8(json) + 1;
    const address = module._malloc(size);
    try {
      module.stringToUTF8(json, address, size);
      return module.ccall('theatre_call', 'string', ['string', 'number'], [name, address]);
    } finally {
      module._free(address);
    }
  }

  // Copies bytes into the core's memory, a piece a frame where there are many; the core frees them.
  async function hand(buffer) {
    const bytes = new Uint8Array(buffer);
    const address = module._malloc(Math.max(1, bytes.length));
    for (let at = 0; at < bytes.length; at += pieceSize) {
      if (at > 0) await new Promise((done) => { setTimeout(done, 0); });
      module.HEAPU8.set(bytes.subarray(at, at + pieceSize), address + at); // the heap may have moved since
    }
    return [address, bytes.length];
  }

  return {
    flush, // at once, what would be heard in a moment
    // A worker's answer to job `serial`; `last`: none comes after it.
    async receive(serial, buffer, last) {
      const [address, size] = await hand(buffer);
      module._theatre_receive(serial, address, size, last ? 1 : 0);
    },
    // The parameters of one layer of a model's heads.
    async parameters(model, buffer) {
      const [address, size] = await hand(buffer);
      const sentence = module.ccall('theatre_parameters', 'number', ['string', 'number', 'number'], [model, address, size]);
      if (sentence !== 0) throw new Error(module.UTF8ToString(sentence));
    },
    call(name, ...args) {
      const reply = JSON.parse(ask(name, JSON.stringify(args.map((a) => (typeof a === 'string' ? wellFormed(a) : a)))));
      if (reply && typeof reply.error === 'string') throw new Error(reply.error);
      return reply?.value;
    },
  };
}
