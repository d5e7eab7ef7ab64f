// What both workers do with WebAssembly: a text and switches in, a Trace as bytes out, and the newest text wins.

const masks = ['none', 'causal', 'padding', 'custom'];

/** Calls `use(address, size)` with the text's UTF-8 in WebAssembly's memory. */
export function withText(module, text, use) {
  const bytes = new TextEncoder().encode(text);
  const address = module._malloc(bytes.length + 1);
  module.HEAPU8.set(bytes, address);
  try {
    return use(address, bytes.length);
  } finally {
    module._free(address);
  }
}

/** The answer of the latest call as a buffer of its own. */
export function answer(module, size) {
  const from = module._theatre_worker_answer();
  const out = module.HEAPU8.slice(from, from + size).buffer;
  module._theatre_worker_forget();
  return out;
}

const finite = (value, otherwise) => (Number.isFinite(value) ? Number(value) : otherwise);

export function traceOf(module, text, switches = {}) {
  const off = (switches.headsOff ?? []).flatMap(([layer, head]) => [layer | 0, head | 0]);
  const custom = switches.mask === 'custom' && Array.isArray(switches.custom) ? switches.custom : [];
  const side = custom.length;
  const cells = custom.flatMap((row) => Array.from({ length: side }, (_, j) => (row?.[j] ? 1 : 0)));
  const { turn: given } = switches;
  const turn = given ? [given.layer, given.head, given.side, given.row, ...given.to] : [];
  const turnAt = module._malloc(4 * turn.length + 4);
  const offAt = module._malloc(4 * off.length + 4);
  const customAt = module._malloc(cells.length + 1);
  new Int32Array(module.HEAPU8.buffer, offAt, off.length).set(off);
  new Float32Array(module.HEAPU8.buffer, turnAt, turn.length).set(turn);
  module.HEAPU8.set(cells, customAt);
  const flags = (switches.scale === false ? 1 : 0) | (switches.positions === false ? 2 : 0) | (switches.sameHeads ? 4 : 0);
  try {
    return withText(module, text, (address, length) => answer(module, module._theatre_worker_trace(
      address, length, finite(switches.temperature, 1), flags, Math.max(0, masks.indexOf(switches.mask)),
      finite(switches.padding, 0) | 0, side > 0 ? customAt : 0, side, offAt, off.length / 2, turnAt, turn.length,
    )));
  } finally {
    module._free(turnAt);
    module._free(offAt);
    module._free(customAt);
  }
}

/** Of several messages that wait, only the newest is worked on; `work` gives what is posted back. */
export function makeNewest(work) {
  let newest = null;
  return (message) => {
    if (newest) self.postMessage({ type: 'dropped', id: newest.id });
    newest = message;
    // After all messages that are already here.
    setTimeout(async () => {
      if (newest !== message) return;
      newest = null;
      const began = performance.now();
      const reply = await work(message);
      self.postMessage({ id: message.id, ms: performance.now() - began, ...reply }, reply.buffer ? [reply.buffer] : []);
    }, 0);
  };
}
