// A thing that the prose names lights on the stage while the pointer or the focus is on its name, and the other way
// round. Names: “lamp”, “total”, or “word:cat” for the word as it is spelt, “percent:cat”, “beam:cat”, “share:cat”.

/** The ids of the picture's labels and hot spots that `name` means. */
function idsOf(name, row) {
  const [kind, ...rest] = name.split(':');
  const word = rest.join(':').toLowerCase();
  if (!word) return [kind];
  return (row?.entries ?? []).filter((entry) => entry.text.toLowerCase() === word).map((entry) => `${kind}:${entry.token}`);
}

export function setUpPointing(actions, nodesOf) {
  let pointed = [];

  actions.on('point', (name) => {
    for (const node of pointed) node.classList.remove('pointed');
    pointed = name ? idsOf(name, actions.row).flatMap(nodesOf) : [];
    for (const node of pointed) node.classList.add('pointed');
  });

  // From a hot spot to the words of the prose that mean it.
  function mark(id) {
    for (const thing of document.querySelectorAll('[data-thing]')) {
      thing.classList.toggle('lit', id !== null && idsOf(thing.dataset.thing, actions.row).includes(id));
    }
  }
  return { mark };
}
