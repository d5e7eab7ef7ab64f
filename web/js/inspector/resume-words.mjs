// A head's measured résumé in words: how often its strongest weight was the right word, on how many cases, and what chance gives.

export const percent = (share) => `${Math.round(100 * share)}\u00a0%`;
export const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, '\u00a0');

export const measured = ({ share, count: cases, chance }) => `right in ${percent(share)} of ${count(cases)} cases; chance ${percent(chance)}`;

/** Of a head that shares its light among several words. */
export const shared = ({ strongest, words, on_partners: light }) => `its strongest word is a partner in ${percent(strongest)} of ${count(words)} cases; ${percent(light)} of its light falls on partners`;

export const shortly = ({ share, count: cases, chance }) => `${percent(share)} of ${count(cases)} cases; chance ${percent(chance)}`;

/** What a head is called where it is read: by its own name, or by its place. */
export const called = (head) => head.title || `Layer ${head.layer}, head ${head.head}`;

/** For a name that is heard: the head's place and what it does best. */
export function spoken(head) {
  const best = head.resume?.[0];
  const place = `layer ${head.layer}, head ${head.head}`;
  return `${place}; ${best ? `${best.title}: right in ${percent(best.share)}` : 'nothing it was measured at is done better than by chance'}${head.off ? '; switched off' : ''}`;
}
