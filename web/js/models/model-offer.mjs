// MiniLM, where something needs it that is not there yet: a button that fetches it, how far it is, what went wrong. Nothing is
// downloaded before somebody presses the button.

import { el, setText } from '../core/dom.mjs';
import { isKept } from './model-kept.mjs';
import { megabytes } from './model-news.mjs';
import { refill } from '../core/refill.mjs';

const why = 'This step is about MiniLM, a trained model that runs on this device. Until it is here, the numbers are the glass box’s.';

export function make(actions, reason = why) {
  const node = el('div', { class: 'offer' });
  const meter = el('progress', { class: 'meter', max: 1, 'aria-label': 'MiniLM, fetched so far' });
  const bytes = el('span', { class: 'model-bytes' });
  let kept = false;
  let shape = '';

  const button = (text, ...call) => el('button', {
    type: 'button', class: `button small${call[0] === 'fetchModel' ? ' main' : ''}`, 'data-key': 'offer', onclick: () => {
      actions.do(...call);
      actions.refresh();
    },
  }, text);
  const say = (...parts) => el('p', { class: 'prose-small' }, ...parts);

  function contents({ state, error, bytes: size }, offline) {
    if (state === 'loading') return [say('MiniLM is on its way. ', bytes), meter, button('Cancel', 'setModel', 'glass-box')];
    if (state === 'ready') return [say('Another model is on the stage.'), button('Show MiniLM', 'fetchModel')];
    if (kept) return [say(reason), button('Load MiniLM, kept on this device', 'fetchModel')];
    if (offline) return [say('There is no connection, and MiniLM is not kept on this device: until it can be fetched, the numbers are the glass box’s.')];
    if (state === 'failed') return [say(error ?? 'MiniLM could not be fetched.'), button('Try again', 'fetchModel')];
    return [say(reason), button(`Fetch MiniLM, ${Math.round(size / 1e6)}\u00a0MB`, 'fetchModel')];
  }

  function update() {
    const model = actions.state?.models?.find(({ id }) => id === 'minilm') ?? {};
    const offline = navigator.onLine === false;
    const key = JSON.stringify([model.state, model.error, kept, offline]);
    if (key !== shape) {
      shape = key;
      refill(node, contents(model, offline));
      if (model.state === 'available') isKept().then((now) => { if (now !== kept) { kept = now; update(); } });
    }
    if (model.state !== 'loading') return;
    meter.value = model.progress;
    setText(bytes, `${megabytes(model.received)} of ${megabytes(model.bytes)} MB`);
  }

  for (const name of ['online', 'offline']) addEventListener(name, update);
  return { node, update };
}
