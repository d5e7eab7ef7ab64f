// Replaces what a part of the page holds; the focus stays on what has the same data-key.

export function refill(node, ...children) {
  const active = document.activeElement;
  const key = node.contains(active) ? active.dataset.key : undefined;
  const { scrollTop, scrollLeft } = node;
  node.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  node.scrollTop = scrollTop;
  node.scrollLeft = scrollLeft;
  if (key !== undefined) node.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
