// The worker that runs the glass box on texts too long for a frame.

import { inSite } from '../core/address.mjs';
import { makeNewest, traceOf } from './worker-trace.mjs';

const modulePromise = import(inSite('theatre_glass_worker.mjs')).then(({ default: createModule }) => createModule({ locateFile: inSite }));

const run = makeNewest(async ({ text, switches }) => ({ type: 'trace', buffer: traceOf(await modulePromise, String(text ?? ''), switches) }));

self.onmessage = ({ data }) => {
  if (data?.type === 'run') run(data);
};
