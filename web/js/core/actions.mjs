// What the page does to the core, and what it hears back. Every part of the page goes through here.

import { makeBus } from './bus.mjs';

export function makeActions() {
  const bus = makeBus();
  let core = null;
  let state = null;
  let row = null;
  let picture = null;

  function fail(error) {
    const message = error instanceof WebAssembly.RuntimeError ? 'The stage has stopped. Please load the page again.' : error.message;
    bus.emit('error', message);
  }

  const actions = {
    on: bus.on,
    emit: bus.emit,
    get state() { return state; },
    get row() { return row; },
    get picture() { return picture; },
    get open() { return core !== null; },
    get core() { return core; },

    use(newCore) { core = newCore; },

    // Throws what the core refuses: for window.theatre.
    call(name, ...args) {
      if (!core) throw new Error('The theatre is not open yet; wait for theatre.ready.');
      return core.call(name, ...args);
    },

    // Never throws: for clicks and keys. What is refused is said once, in the page's notice.
    do(name, ...args) {
      try {
        return actions.call(name, ...args);
      } catch (error) {
        fail(error);
        return null;
      }
    },

    // As `do`, but a refusal is no news (a thumbnail without a row, a ledger that isn't open).
    ask(name, ...args) {
      try {
        return actions.call(name, ...args) ?? null;
      } catch {
        return null;
      }
    },

    hear(name, value) {
      if (name === 'state') state = value;
      if (name === 'trace') row = value;
      if (name === 'picture') picture = value;
      bus.emit(name, value);
    },

    // After a call: what has changed is heard now, once. The reader sends no events, and a field that was refused
    // something has to hear the old state again.
    refresh() {
      if (!core) return;
      if (core.flush?.()) return;
      const same = core.flush ? state : actions.ask('state');
      if (same) actions.hear('state', same);
    },
  };
  return actions;
}
