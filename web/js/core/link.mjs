// The address that holds what is on the stage, and back. An address may come from anyone: each part is checked, the rest ignored.

const name = /^[a-z0-9][a-z0-9-]{0,63}$/;
const longest = 4000;

export function makeLink(state) {
  const parts = new URLSearchParams();
  if (state?.lesson) parts.set('lesson', state.lesson.id);
  if (state?.step) parts.set('step', state.step.id);
  if (state?.text && state.text.length <= longest) parts.set('text', state.text);
  if (typeof state?.second === 'string' && state.second.length <= longest) parts.set('second', state.second);
  if (state?.token >= 0) parts.set('token', String(state.token));
  if (state?.model === 'minilm') parts.set('model', state.model);
  if (state?.model && Number.isInteger(state.layer) && Number.isInteger(state.head)) parts.set('head', `${state.layer}.${state.head}`);
  const { temperature, scale, positions, mask, headsOff, sameHeads, hard } = state?.switches ?? {};
  if (temperature !== undefined && temperature !== 1) parts.set('temperature', String(temperature));
  if (scale === false) parts.set('scale', 'off');
  if (positions === false) parts.set('positions', 'off');
  if (mask && mask !== 'none') parts.set('mask', mask);
  if (headsOff?.length) parts.set('off', headsOff.map((pair) => pair.join('.')).join(','));
  if (sameHeads) parts.set('same', 'on');
  if (hard) parts.set('hard', 'on');
  const address = new URL(location.href);
  address.hash = parts.toString();
  return address.href;
}

export function readLink(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const wish = {};
  const lesson = parts.get('lesson');
  const step = parts.get('step');
  if (lesson && name.test(lesson)) {
    wish.go = { lesson };
    if (step && name.test(step)) wish.go.step = step;
  }
  for (const which of ['text', 'second']) {
    const text = parts.get(which);
    if (text !== null && text.length <= longest) wish[which] = text;
  }
  const token = parts.get('token');
  if (token && /^\d{1,4}$/.test(token)) wish.token = Number(token);
  const head = parts.get('head')?.match(/^(\d{1,3})\.(\d{1,3})$/);
  if (head) wish.head = { layer: Number(head[1]), head: Number(head[2]) };
  const set = {};
  const temperature = Number(parts.get('temperature') ?? NaN);
  if (temperature >= 0.1 && temperature <= 10) set.temperature = temperature;
  if (parts.get('scale') === 'off') set.scale = false;
  if (parts.get('positions') === 'off') set.positions = false;
  const mask = parts.get('mask');
  if (mask && /^(causal|padding:\d{1,4})$/.test(mask)) set.mask = mask;
  const off = (parts.get('off') ?? '').split(',').map((pair) => pair.match(/^(\d{1,3})\.(\d{1,3})$/)).filter(Boolean);
  if (off.length) set.headsOff = off.slice(0, 200).map(([, layer, index]) => [Number(layer), Number(index)]);
  if (parts.get('same') === 'on') set.sameHeads = true;
  if (parts.get('hard') === 'on') set.hard = true;
  if (Object.keys(set).length) wish.set = set;
  if (parts.get('model') === 'minilm') wish.model = 'minilm';
  return wish;
}

// Does what an address asks for, part by part; a part that doesn't fit is left out.
export function follow(actions, wish) {
  if (wish.go && actions.ask('go', wish.go) === null && wish.go.step) actions.ask('go', { lesson: wish.go.lesson });
  if (wish.text !== undefined) actions.ask('setText', wish.text, 'first');
  if (wish.second !== undefined) actions.ask('setText', wish.second, 'second');
  if (wish.set) actions.ask('set', wish.set);
  const choose = () => {
    if (wish.head) actions.ask('select', wish.head);
    if (wish.token !== undefined) actions.ask('select', { token: wish.token });
  };
  if (!wish.model || actions.state?.model === wish.model) choose();
  else chooseLater(actions, wish.model, choose);
}

// Another model's heads and tokens can be chosen when it is on stage. Its weights are not fetched just because a link
// says so: that is the learner's choice, unless the browser keeps them already.
async function chooseLater(actions, model, choose) {
  const stop = actions.on('state', (state) => {
    if (state.model !== model || state.busy) return;
    stop();
    queueMicrotask(() => { choose(); actions.refresh(); });
  });
  const { isKept } = await import('../models/model-kept.mjs');
  if (await isKept()) actions.ask('setModel', model);
  else actions.emit('error', 'This link was made with MiniLM. Choose it in the badge to see what the link shows.');
}

export function setUpLink(actions) {
  let written = '';
  // The lesson and step are kept in the address bar, so that loading again comes back to the same place.
  actions.on('state', (state) => {
    if (!state.lesson || !state.step) return;
    const short = `#lesson=${state.lesson.id}&step=${state.step.id}`;
    if (short === written) return;
    const opened = written === '' && readLink(location.hash).go; // a link that was just followed stays, for loading again
    written = short;
    if (opened?.lesson === state.lesson.id && (!opened.step || opened.step === state.step.id)) return;
    try {
      history.replaceState(null, '', short);
    } catch { /* an embedding page may forbid it */ }
  });
  addEventListener('hashchange', () => {
    if (location.hash === written) return;
    written = '';
    follow(actions, readLink(location.hash));
    actions.refresh();
  });
}
