// A thing that the prose names lights on the stage while the pointer or the focus is on its name, and the other way
// round. Names: “lamp”, “total”, or “word:cat” for the word as it is spelt, “percent:cat”, “beam:cat”, “share:cat”.

import { byId } from '../core/dom.mjs';

/** The ids of the picture's labels and hot spots that `name` means. */
function idsOf(name, row) {
  const [kind, ...rest] = name.split(':');
  const word = rest.join(':').toLowerCase();
  if (!word) return [kind];
  return (row?.entries ?? []).filter((entry) => entry.text.toLowerCase() === word).map((entry) => `${kind}:${entry.token}`);
}

// What stands for a token on the stage, whatever the scene calls it.
const kinds = ['word', 'percent', 'book', 'voice', 'entry'];

export function setUpPointing(actions, nodesOf) {
  let pointed = [];
  let lifted = [];

  actions.on('point', (name) => {
    for (const node of pointed) node.classList.remove('pointed');
    pointed = name ? idsOf(name, actions.row).flatMap(nodesOf) : [];
    for (const node of pointed) node.classList.add('pointed');
  });

  // Words by their tokens: the others step back.
  actions.on('lift', (tokens) => {
    for (const node of lifted) node.classList.remove('lifted');
    lifted = tokens.flatMap((token) => kinds.flatMap((kind) => nodesOf(`${kind}:${token}`)));
    for (const node of lifted) node.classList.add('lifted');
    byId('labels').toggleAttribute('data-lift', lifted.length > 0);
  });

  // From a hot spot to the words of the prose that mean it.
  function mark(id) {
    for (const thing of document.querySelectorAll('[data-thing]')) {
      thing.classList.toggle('lit', id !== null && idsOf(thing.dataset.thing, actions.row).includes(id));
    }
  }
  return { mark };
}
