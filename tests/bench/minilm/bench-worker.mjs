// The benchmark itself: all engines are called in turn inside each round, so that noise strikes them alike.
import createOurs from '/ours/theatre_worker.mjs';

// onnxruntime-web hides its memory: remember every one that an instance is made with or exports.
const memories = new Set();
for (const name of ['instantiate', 'instantiateStreaming']) {
  const original = WebAssembly[name].bind(WebAssembly);
  WebAssembly[name] = async (...args) => {
    const made = await original(...args);
    const instance = made.instance ?? made;
    for (const module of [...Object.values(args[1] ?? {}), instance.exports ?? {}]) {
      for (const value of Object.values(module)) if (value instanceof WebAssembly.Memory) memories.add(value);
    }
    return made;
  };
}

const quantile = (values, share) => values.slice().sort((a, b) => a - b)[Math.min(Math.floor(values.length * share), values.length - 1)];
const median = (values) => quantile(values, 0.5);
const quartiles = (values) => [0.25, 0.5, 0.75].map((share) => quantile(values, share));
const fetchBytes = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
async function timed(work) {
  const began = performance.now();
  const value = await work();
  return { ms: performance.now() - began, value };
}

// `tokens` pieces with [CLS] and [SEP]: common words are one piece each.
const words = 'the cat sat on a mat because it was tired and old people like to read long books about small towns in winter'.split(' ');
const textOf = (tokens) => Array.from({ length: tokens - 2 }, (_, i) => words[i % words.length]).join(' ');
const ids = { the: 1996, cat: 4937, sat: 2938, on: 2006, a: 1037, mat: 13523, because: 2138, it: 2009, was: 2001, tired: 5458, and: 1998, old: 2214, people: 2111, like: 2066, to: 2000, read: 3191, long: 2146, books: 2808, about: 2055, small: 2235, towns: 4865, in: 1999, winter: 3467 };
const idsOf = (tokens) => [101, ...textOf(tokens).split(' ').map((word) => ids[word]), 102];

async function openOurs() {
  const wasmBinary = await fetchBytes('/ours/theatre_worker.wasm');
  const weights = await fetchBytes('/weights');
  const { ms, value } = await timed(async () => {
    const module = await createOurs({ wasmBinary });
    const address = module._theatre_worker_room(weights.length);
    module.HEAPU8.set(weights, address);
    const sentence = module.ccall('theatre_worker_load', 'number', ['string', 'number'], ['minilm', weights.length]);
    if (sentence) throw new Error(module.UTF8ToString(sentence));
    return module;
  });
  const loaded = value.HEAPU8.length;
  value._theatre_worker_warm_up();
  const withJson = (question, use) => {
    const json = JSON.stringify(question);
    const room = value.lengthBytesUTF8(json) + 1;
    const at = value._malloc(room);
    value.stringToUTF8(json, at, room);
    const size = use(at);
    value._free(at);
    const from = value._theatre_worker_answer();
    const out = value.HEAPU8.slice(from, from + size);
    value._theatre_worker_forget();
    return out;
  };
  return {
    ms, loaded, module: value,
    vector: (text) => new Float32Array(withJson([text], (at) => value._theatre_worker_vectors(at)).buffer),
    trace: (text) => withJson({ texts: [text] }, (at) => { value._theatre_worker_ask(at); return value._theatre_worker_next(); }),
  };
}

async function openOrt(ort, url) {
  const bytes = await fetchBytes(url);
  const { ms, value: session } = await timed(() => ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' }));
  return {
    ms,
    async vector(tokens) {
      const tensor = (values) => new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, tokens]);
      const { last_hidden_state: hidden } = await session.run({
        input_ids: tensor(idsOf(tokens)), attention_mask: tensor(Array(tokens).fill(1)), token_type_ids: tensor(Array(tokens).fill(0)),
      });
      const mean = new Float32Array(384);
      for (let t = 0; t < tokens; t += 1) for (let c = 0; c < 384; c += 1) mean[c] += hidden.data[t * 384 + c] / tokens;
      const length = Math.hypot(...mean);
      return mean.map((x) => x / length);
    },
  };
}

const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

/** With no lengths only the loading is measured. */
async function bench({ rounds, lengths }) {
  const ours = await openOurs();
  const before = memories.size;
  const ort = await import('/ort/ort.wasm.min.mjs');
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = new URL('/ort/', self.location.href).href;
  const given = await openOrt(ort, '/given');
  const dynamic = await openOrt(ort, '/dynamic');
  const load = { ours: ours.ms, given: given.ms, dynamic: dynamic.ms };
  if (lengths.length === 0) return { load };
  // Until the optimising compiler has done its work for all three.
  const until = performance.now() + 8000;
  for (let i = 0; i < 12 || (i < 60 && performance.now() < until); i += 1) {
    ours.vector(textOf(24));
    await given.vector(24);
    await dynamic.vector(24);
  }
  const rows = [];
  const cosine = { given: 1, dynamic: 1 };
  let oursRun = 0;
  for (const tokens of lengths) {
    const text = textOf(tokens);
    for (let i = 0; i < 3; i += 1) {
      const own = ours.vector(text);
      cosine.given = Math.min(cosine.given, dot(own, await given.vector(tokens)));
      cosine.dynamic = Math.min(cosine.dynamic, dot(own, await dynamic.vector(tokens)));
    }
    const all = { ours: [], given: [], dynamic: [] };
    for (let round = 0; round < rounds; round += 1) {
      all.ours.push((await timed(() => ours.vector(text))).ms);
      all.given.push((await timed(() => given.vector(tokens))).ms);
      all.dynamic.push((await timed(() => dynamic.vector(tokens))).ms);
    }
    oursRun = ours.module.HEAPU8.length;
    rows.push({ tokens, all, text });
  }
  for (const row of rows) {
    const times = [];
    for (let i = 0; i < Math.min(rounds, 11); i += 1) times.push((await timed(() => ours.trace(row.text))).ms);
    row.trace = median(times);
  }
  const smallest = (values) => Math.min(...values);
  return {
    rows: rows.map(({ tokens, all, trace }) => ({
      tokens, trace, ours: median(all.ours), given: median(all.given), dynamic: median(all.dynamic),
      oursMin: smallest(all.ours), givenMin: smallest(all.given), dynamicMin: smallest(all.dynamic),
      vsGiven: quartiles(all.given.map((ms, i) => ms / all.ours[i])), vsDynamic: quartiles(all.dynamic.map((ms, i) => ms / all.ours[i])),
    })),
    load,
    memory: {
      ours: ours.loaded, oursRun, oursTrace: ours.module.HEAPU8.length,
      ort: [...memories].slice(before).reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
    },
    cosine,
  };
}

self.onmessage = ({ data }) => bench(data).then((result) => self.postMessage(result), (error) => self.postMessage({ error: String(error?.stack ?? error) }));
