// What the page does to the core, and what it hears back. Every part of the page goes through here.

import { makeBus } from './bus.mjs';

export function makeActions() {
  const bus = makeBus();
  let core = null;
  let state = null;
  let row = null;
  let rowKey = ''; // what the row was read for

  function fail(error) {
    const message = error instanceof WebAssembly.RuntimeError ? 'The stage has stopped. Please load the page again.' : error.message;
    bus.emit('error', message);
  }

  const actions = {
    on: bus.on,
    emit: bus.emit,
    get state() { return state; },
    get row() { return row; },
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
      bus.emit(name, value);
    },

    // After a call that may not have sent an event (the reader sends none).
    refresh() {
      const fresh = actions.ask('state');
      if (!fresh) return;
      const key = JSON.stringify([fresh.text, fresh.second, fresh.token, fresh.column, fresh.layer, fresh.head, fresh.switches, fresh.model]);
      actions.hear('state', fresh);
      if (key === rowKey) return;
      rowKey = key;
      const freshRow = actions.ask('row');
      if (freshRow) actions.hear('trace', freshRow);
    },
  };
  return actions;
}
