// Between the core and its models' workers: fetches what is wanted, hands jobs out and answers back.

import { ModelClient, superseded } from './client.mjs';

export function setUpModels(actions) {
  const known = new Map(); // id → {client, complete, handed}: `complete` once the heads' parameters are in the core as well

  function open(model, facts = {}) {
    if (known.has(model)) return known.get(model);
    const client = new ModelClient({ model, ...facts });
    const one = { client, complete: false, handed: Promise.resolve() };
    known.set(model, one);
    client.addEventListener('state', () => tell(one));
    client.addEventListener('died', ({ detail }) => { if (client.file) actions.emit('error', detail); });
    return one;
  }

  // A model without a file is always there for the core; when its worker fails, so does the question.
  function tell({ client, complete }) {
    if (!client.file) return;
    const state = client.state === 'ready' && !complete ? 'loading' : client.state;
    actions.ask('modelState', { model: client.model, state, bytes: client.total, received: client.received, error: client.error });
    actions.refresh();
  }

  async function fetchModel(one) {
    const { client } = one;
    try {
      await client.load();
      for (let layer = 0; layer < client.layers; layer += 1) {
        await actions.core.parameters(client.model, await client.parameters(layer));
      }
      one.complete = true;
      tell(one);
    } catch (error) {
      if (error !== superseded && client.state !== 'failed') actions.emit('error', error.message);
    }
  }

  // Passes arrive in the core in the order in which they were made.
  function hand(one, serial, buffer, last) {
    one.handed = one.handed.then(() => actions.core.receive(serial, buffer, last)).catch((error) => refuse(serial, error));
    return one.handed;
  }

  function refuse(serial, error) {
    actions.ask('refuse', serial, error.message);
    actions.refresh();
  }

  async function work({ serial, kind, model, question, texts }) {
    const one = open(model);
    if (kind === 'stop') return one.client.stop();
    try {
      if (kind === 'vectors') await hand(one, serial, await one.client.meanings(texts), true);
      else await one.client.run(question, (buffer, last) => hand(one, serial, buffer, last));
    } catch (error) {
      refuse(serial, error);
    }
    return undefined;
  }

  actions.on('fetch', ({ model, wanted, ...facts }) => {
    const one = open(model, facts);
    if (wanted) fetchModel(one);
    else one.client.cancel();
  });
  actions.on('compute', work);
  return {
    vectors(model, texts) {
      const one = known.get(model);
      return one?.complete ? one.client.vectors(texts) : Promise.reject(new Error('The model is not loaded yet.'));
    },
  };
}
