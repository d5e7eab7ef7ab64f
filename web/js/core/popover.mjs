// One open popover at a time: its button opens and shuts it, Escape and a click elsewhere shut it, focus comes back.

let open = null;

// `onOpen` may give a promise: then the focus waits for what it fills in. `beside` names what may be used while it is open.
export function makePopover(button, panel, { onOpen, onHide, beside = null } = {}) {
  const self = {
    get isOpen() { return open === self; },
    show() {
      if (open === self) return;
      open?.hide(false);
      open = self;
      panel.hidden = false;
      button.setAttribute('aria-expanded', 'true');
      const filled = onOpen?.();
      if (filled?.then) filled.then(() => { if (open === self) enter(); });
      else enter();
    },
    hide(returnFocus = true) {
      if (open !== self) return;
      open = null;
      panel.hidden = true;
      button.setAttribute('aria-expanded', 'false');
      if (returnFocus) button.focus({ preventScroll: true });
      onHide?.();
    },
    contains: (node) => panel.contains(node) || button.contains(node) || Boolean(beside && node.closest?.(beside)),
  };

  function enter() {
    if (panel.contains(document.activeElement)) return;
    const first = panel.querySelector('[role="tab"][aria-selected="true"]') ?? panel.querySelector('[aria-checked="true"], button, a, input');
    first?.focus({ preventScroll: true });
  }

  button.addEventListener('click', () => (self.isOpen ? self.hide() : self.show()));
  panel.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !self.contains(event.relatedTarget)) self.hide(false);
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return; // from fields and lists too, where other keys are theirs
    event.preventDefault();
    self.hide();
  });
  return self;
}

export function closePopover() {
  if (!open) return false;
  open.hide();
  return true;
}

document.addEventListener('pointerdown', (event) => {
  if (open && !open.contains(event.target)) open.hide(false);
});

// Up and down among the choices of a list, as in a menu.
export function arrowsWithin(panel, selector) {
  panel.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.matches('input, select')) return;
    const items = [...panel.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    if (!items.length) return;
    items[(at + step + items.length) % items.length].focus();
    event.preventDefault();
  });
}
