// Style sheets of parts that are fetched later.

import { inSite } from './address.mjs';

const known = new Map();

export function loadStyle(path) {
  if (!known.has(path)) {
    known.set(path, new Promise((done, refuse) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = inSite(path);
      link.onload = () => done();
      link.onerror = () => {
        known.delete(path);
        link.remove();
        refuse(new Error(`${path} could not be loaded.`));
      };
      document.head.append(link);
    }));
  }
  return known.get(path);
}
