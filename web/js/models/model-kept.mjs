// Whether the browser still keeps MiniLM's weights, so that nothing has to be downloaded. See docs/model-worker.md.

import { inSite } from '../core/address.mjs';

const shelf = 'theatre-models-1';
const weights = inSite('models/minilm.bin');

export async function isKept() {
  try {
    return (await caches.match(weights, { cacheName: shelf })) !== undefined;
  } catch {
    return false; // no cache here, or refused
  }
}
