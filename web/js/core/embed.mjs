// The same calls over postMessage, for a page that has this one in a frame.
// in:  {theatre: 'go', args: [...], id}     out: {theatre: 'reply', id, value | error}; after {theatre: 'on', args: ['state']} also {theatre: 'event', name, value}

export function setUpEmbedding(api) {
  if (window.parent === window) return;

  addEventListener('message', async (event) => {
    const { source, origin, data } = event;
    if (source !== window.parent || typeof data !== 'object' || data === null || typeof data.theatre !== 'string') return;
    const target = origin === 'null' ? '*' : origin;
    const { theatre: name, args = [], id } = data;
    const answer = (reply) => source.postMessage({ theatre: 'reply', id, ...reply }, target);
    try {
      if (!Object.hasOwn(api, name)) throw new Error('There is no such call.');
      if (!Array.isArray(args)) throw new Error('The arguments must come as a list.');
      answer({ value: await perform(name, args, (value) => source.postMessage({ theatre: 'event', name: args[0], value }, target)) });
    } catch (error) {
      answer({ error: error.message });
    }
  });

  async function perform(name, args, tell) {
    if (name === 'ready') {
      await api.ready;
      return true;
    }
    if (name === 'on') {
      api.on(args[0], tell);
      return true;
    }
    return (await api[name](...args)) ?? null;
  }
}
