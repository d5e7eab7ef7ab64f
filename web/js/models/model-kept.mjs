// Whether the browser still keeps a model's file, so that nothing has to be downloaded. See docs/model-worker.md.

import { inSite } from '../core/address.mjs';

const shelf = 'theatre-models-1';

/** `model` as the state of the page lists it. */
export async function isKept(model) {
  if (!model?.file) return false;
  try {
    return (await caches.match(inSite(model.file), { cacheName: shelf })) !== undefined;
  } catch {
    return false; // no cache here, or refused
  }
}
