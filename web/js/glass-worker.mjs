// The worker that runs the glass box on texts too long for a frame.

import createModule from '../theatre_glass_worker.mjs';
import { makeNewest, traceOf } from './worker-trace.mjs';

const modulePromise = createModule({ locateFile: (file) => new URL(`../${file}`, import.meta.url).href });

const run = makeNewest(async ({ text, switches }) => ({ type: 'trace', buffer: traceOf(await modulePromise, String(text ?? ''), switches) }));

self.onmessage = ({ data }) => {
  if (data?.type === 'run') run(data);
};
