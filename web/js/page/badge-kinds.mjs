// The four kinds of honesty: a shape, a word, and a sentence on where the numbers come from.

import { cardsOf } from '../scenes/traits.mjs';

const kinds = {
  'pretrained': ['Pretrained', 'The numbers come from a model that others trained on much text. We only read them out.'],
  'trained-here': ['Trained here', 'The numbers come from a small model that this project trained itself.'],
  'hand-built': ['Hand-built', 'The numbers are computed as you type, by a small transformer whose weights people wrote by hand. Every dimension has a name.'],
  'illustration': ['Illustration', 'The numbers here are set by hand to show an idea. No model computed them.'],
};

const ofCards = 'The numbers are computed as you type. Each text’s list of numbers says what a dictionary knows of its words: topics, kinds of things, and the words themselves.';

// Where hand-built numbers come from: of the glass box the kind's own sentence is true (null), of others what the catalog says.
export function originOf(state) {
  if (state.badge?.kind !== 'hand-built') return null;
  return state.badge.origin ?? (cardsOf(state) ? ofCards : null);
}

export function badgeOf(name) {
  const shape = (name ?? '').replace(' ', '-');
  const known = kinds[shape];
  return known ? { shape, word: known[0], sentence: known[1] } : null;
}
