// Text fields have an undo of their own, for what was typed. Whether a field has something to take back or to bring back,
// the browser doesn't say: it has, once it reads otherwise than what the page put in, or has just taken something back.

const fields = new WeakMap(); // field → {from: what the page put in, taken: how much the field took back}
const writable = 'textarea, input:not([type="range"], [type="checkbox"], [type="radio"]), [contenteditable]';

export function watchField(field) {
  const known = { from: field.value, taken: 0 };
  fields.set(field, known);
  field.addEventListener('input', ({ inputType }) => {
    if (inputType === 'historyUndo') known.taken += 1;
    else if (inputType === 'historyRedo') known.taken = Math.max(0, known.taken - 1);
    else known.taken = 0;
  });
}

/** The page puts a text in, which the field can't take back. */
export function putInto(field, text) {
  if (field.value !== text) field.value = text;
  const known = fields.get(field);
  if (known) Object.assign(known, { from: text, taken: 0 });
}

/** Is this `undo` or `redo` the field's own? */
export function isFieldsOwn(target, which) {
  const field = target.closest?.(writable);
  if (!field) return false;
  const known = fields.get(field);
  if (!known) return true;
  return which === 'redo' ? known.taken > 0 : field.value !== known.from;
}
