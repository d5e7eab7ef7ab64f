// A group that is one stop of the Tab key; arrows move within it, in one dimension or two. Enter and Space press as always.

export function rove(group, selector, columns = () => 1) {
  group.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const items = [...group.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    if (at < 0) return;
    const to = target(event.key, at, items.length, columns());
    if (to === null) return;
    event.preventDefault();
    focusOn(items, to);
  });
  group.addEventListener('focusin', (event) => {
    const items = [...group.querySelectorAll(selector)];
    const at = items.indexOf(event.target);
    if (at >= 0) stopAt(items, at);
  });
}

function target(key, at, count, across) {
  const start = at - (at % across);
  const moves = across === 1
    ? { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: count - 1 }
    : {
      ArrowDown: at + across, ArrowUp: at - across, Home: start, End: start + across - 1,
      ArrowRight: Math.min(at + 1, start + across - 1), ArrowLeft: Math.max(at - 1, start),
    };
  const to = moves[key];
  if (to === undefined) return null;
  if (across === 1) return (to + count) % count;
  return to >= 0 && to < count ? to : at;
}

export function stopAt(items, at) {
  items.forEach((item, i) => { item.tabIndex = i === at ? 0 : -1; });
}

function focusOn(items, at) {
  stopAt(items, at);
  items[at].focus();
}
