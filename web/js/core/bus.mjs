// Who wants to hear of what: one small list of listeners for each event.

export function makeBus() {
  const listeners = new Map();
  return {
    on(name, fn) {
      if (!listeners.has(name)) listeners.set(name, new Set());
      listeners.get(name).add(fn);
      return () => listeners.get(name).delete(fn);
    },
    emit(name, value) {
      for (const fn of [...(listeners.get(name) ?? [])]) {
        try {
          fn(value);
        } catch (error) {
          console.error(error); // one listener's mistake must not silence the others
        }
      }
    },
  };
}
