// Share: a link to exactly this moment, copied.

import { byId, setText } from '../core/dom.mjs';

const long = 2500; // ms that a word about it stays

/** What became of it, in two or three words. */
export async function copyLink(link) {
  try {
    await navigator.clipboard.writeText(link);
    return 'Link copied';
  } catch {
    return 'Copying was refused';
  }
}

export function setUpShare(link) {
  let hush = 0;
  byId('share').addEventListener('click', async () => {
    setText(byId('share-said'), await copyLink(link()));
    clearTimeout(hush);
    hush = setTimeout(() => setText(byId('share-said'), ''), long);
  });
}
