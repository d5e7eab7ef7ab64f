// What the browser remembers for us. Storage may be refused; then nothing is remembered and nothing breaks.

const prefix = 'attention-theatre.';

export function remember(name, value) {
  try {
    localStorage.setItem(prefix + name, value);
  } catch { /* private window or full */ }
}

export function recall(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}
