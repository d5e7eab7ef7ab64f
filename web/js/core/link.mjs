// The address and the core. What is on the stage is written behind the # by the core and read there too, for an address
// may come from anyone; here lies what the browser has to do with it.

const name = /^[a-z0-9][a-z0-9-]{0,63}$/;

export function makeLink(actions) {
  const address = new URL(location.href);
  address.hash = actions.call('link');
  return address.href;
}

// Lesson and step of an address, or null: all that can be followed where there is no core.
export function placeOf(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const [lesson, step] = [parts.get('lesson'), parts.get('step')];
  if (!lesson || !name.test(lesson)) return null;
  return step && name.test(step) ? { lesson, step } : { lesson };
}

// Does what an address asks for, as far as it fits; `place` goes before its own lesson and step. Gives what the core
// says of it: {model, head}.
export function follow(actions, hash, place = null) {
  const followed = actions.ask('follow', hash, place);
  if (followed?.model) bring(actions, followed.model);
  if (followed) return followed;
  const wish = place ?? placeOf(hash);
  if (wish && actions.ask('go', wish) === null && wish.step) actions.ask('go', { lesson: wish.lesson });
  return { model: null, head: false };
}

// Another model's heads and words are chosen when it is on the stage. Its weights are not fetched just because a link
// says so: that is the learner's choice, unless the browser keeps them already.
async function bring(actions, id) {
  const model = actions.ask('models')?.find((one) => one.id === id);
  const { isKept } = await import('../models/model-kept.mjs');
  if (await isKept(model)) {
    actions.ask('setModel', id, true);
    actions.refresh();
    return;
  }
  actions.emit('error', `This link was made with ${model?.title ?? id}. Choose it in the badge to see what the link shows.`);
}

export function setUpLink(actions) {
  let written = '';
  // The lesson and step are kept in the address bar, so that loading again comes back to the same place.
  actions.on('state', (state) => {
    if (!state.lesson || !state.step) return;
    const short = `#lesson=${state.lesson.id}&step=${state.step.id}`;
    if (short === written) return;
    const opened = written === '' && placeOf(location.hash); // a link that was just followed stays, for loading again
    written = short;
    if (opened?.lesson === state.lesson.id && (!opened.step || opened.step === state.step.id)) return;
    try {
      history.replaceState(null, '', short);
    } catch { /* an embedding page may forbid it */ }
  });
  addEventListener('hashchange', () => {
    if (location.hash === written) return;
    written = '';
    follow(actions, location.hash);
    actions.refresh();
  });
}
