// A model, where something needs it that is not there yet: a button that fetches it, how far it is, what went wrong. Nothing
// is downloaded before somebody presses the button.

import { el, setText } from '../core/dom.mjs';
import { isKept } from './model-kept.mjs';
import { megabytes } from './model-news.mjs';
import { refill } from '../core/refill.mjs';

/** `wanted(state)` is the id of the model; `reason(title)` says in a sentence or two what it is for. */
export function makeOffer(actions, wanted, reason) {
  const node = el('div', { class: 'offer' });
  const meter = el('progress', { class: 'meter', max: 1 });
  const bytes = el('span', { class: 'model-bytes' });
  let kept = ''; // the model that the browser keeps
  let shape = '';

  const button = (text, ...call) => el('button', {
    type: 'button', class: `button small${call[0] === 'fetchModel' ? ' main' : ''}`, 'data-key': 'offer', onclick: () => {
      actions.do(...call);
      actions.refresh();
    },
  }, text);
  const say = (...parts) => el('p', { class: 'prose-small' }, ...parts);

  function contents({ id, title, state, error, bytes: size }, offline, usual) {
    const fetch = (text) => button(text, 'fetchModel', id);
    if (state === 'loading') return [say(`${title} is on its way. `, bytes), meter, button('Cancel', 'stopModel', id)];
    if (state === 'ready') return [say('Another model is on the stage.'), fetch(`Show ${title}`)];
    if (kept === id) return [say(reason(title)), fetch(`Load ${title}, kept on this device`)];
    if (offline) return [say(`There is no connection, and ${title} is not kept on this device: until it can be fetched, the numbers are ${usual}’s.`)];
    if (state === 'failed') return [say(error ?? `${title} could not be fetched.`), fetch('Try again')];
    return [say(reason(title)), fetch(`Fetch ${title}, ${Math.round(size / 1e6)}\u00a0MB`)];
  }

  function update() {
    const models = actions.state?.models ?? [];
    const id = wanted(actions.state);
    const model = models.find((one) => one.id === id);
    if (!model) return;
    const offline = navigator.onLine === false;
    const key = JSON.stringify([id, model.state, model.error, kept, offline]);
    if (key !== shape) {
      shape = key;
      meter.setAttribute('aria-label', `${model.title}, fetched so far`);
      refill(node, contents(model, offline, usualOf(models)));
      if (model.state === 'available' && kept !== id) isKept(model).then((now) => { if (now) { kept = id; update(); } });
    }
    if (model.state !== 'loading') return;
    meter.value = model.progress;
    setText(bytes, `${megabytes(model.received)} of ${megabytes(model.bytes)} MB`);
  }

  for (const name of ['online', 'offline']) addEventListener(name, update);
  return { node, update };
}

/** The model that is there without a download, as a sentence goes on with it: “the glass box”. */
export function usualOf(models) {
  const title = models.find(({ file }) => !file)?.title ?? 'another model';
  return title.replace(/^The /, 'the ');
}

/** For a step of a lesson that is about a model. */
export function make(actions) {
  const why = (title) => `This step is about ${title}, a trained model that runs on this device. Until it is here, the numbers are ${usualOf(actions.state.models)}’s.`;
  return makeOffer(actions, (state) => state?.step?.model, why);
}
