// What there is to tell about the model that is not shown yet: on its way, ready, failed. And the learner's choice, kept.

import { byId, setText } from '../core/dom.mjs';
import { recall } from '../core/storage.mjs';

export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

const waiting = (state) => (state?.models ?? []).find((model) => model.state === 'loading' || (model.state === 'failed' && !model.chosen));

/** The few words beside the badge: {kind, text, progress}, or null when there is no news. */
export function newsOf(state) {
  const model = waiting(state);
  if (!model) return null;
  if (model.state === 'failed') return { kind: 'failed', text: `${model.title} did not come`, progress: 0 };
  return { kind: 'loading', text: `${model.title} ${megabytes(model.received).padStart(megabytes(model.bytes).length, '\u2007')} of ${megabytes(model.bytes)} MB`, progress: model.progress };
}

// Begin, ready and failed are told to screen readers; the percents in between are not.
export function setUpModelNews(actions) {
  const live = byId('model-live');
  let known = new Map();
  actions.on('state', ({ models }) => {
    if (!models) return;
    for (const { id, title, state, error } of models) {
      const before = known.get(id);
      if (before === undefined || before === state) continue;
      if (state === 'loading') setText(live, `${title} is being fetched. The page can be used meanwhile.`);
      else if (state === 'ready') setText(live, `${title} is ready.`);
      else if (state === 'failed') setText(live, `${error ?? `${title} could not be fetched.`} The page goes on with the model it has.`);
      else setText(live, `${title} was stopped.`);
    }
    known = new Map(models.map(({ id, state }) => [id, state]));
  });
}

// A model chosen on an earlier visit comes back only if nothing has to be downloaded for it.
export async function bringBackChoice(actions) {
  const model = actions.state?.models?.find(({ id, file }) => file && id === recall('model'));
  if (!model) return;
  const { isKept } = await import('./model-kept.mjs');
  if (await isKept(model)) {
    actions.ask('setModel', model.id, true);
    actions.refresh();
  }
}
