// Parts of the lesson column that few steps have: each is fetched when a step first has it.

import { byId } from '../core/dom.mjs';
import { loadStyle } from '../core/styles.mjs';

// The model that a step is about, where the learner could choose it.
const own = ({ step, models }) => models?.find(({ id }) => id === step.model);

const parts = [
  { wanted: ({ predict }) => predict?.kind === 'bars', fetch: () => import('../widgets/guess-bars/index.mjs'), after: 'answers' },
  { wanted: ({ predict }) => Boolean(predict?.why), fetch: () => import('../widgets/why/index.mjs'), after: 'feedback' },
  { wanted: ({ illustration }) => Boolean(illustration), fetch: () => import('../widgets/illustration/index.mjs'), after: 'feedback' },
  // A step about a model while another one is on the stage, and not just because its numbers are on their way.
  { wanted: (state) => Boolean(own(state)) && state.model !== state.step.model && !(state.busy && own(state).state === 'ready'), fetch: () => import('../models/model-offer.mjs'), before: 'scene-parts' },
];

export function setUpLessonParts(actions) {
  async function open(part) {
    part.made = {}; // on its way
    try {
      const [{ make }] = await Promise.all([part.fetch(), loadStyle('css/panel.css'), loadStyle('css/guess.css')]);
      part.made = make(actions);
      if (part.after) byId(part.after).after(part.made.node);
      else byId(part.before).before(part.made.node);
      show(part, actions.state);
    } catch (error) {
      console.warn(error);
      part.missed = actions.state.step.id; // it is tried again in another step
      part.made = null;
      actions.emit('error', 'This part of the page could not be loaded. Please try again.');
    }
  }

  function show(part, state) {
    const wanted = part.wanted(state);
    if (wanted && !part.made && part.missed !== state.step.id) open(part);
    const { node, update } = part.made ?? {};
    if (!node) return;
    if (!wanted && node.contains(document.activeElement)) byId('lesson-title').focus({ preventScroll: true });
    node.hidden = !wanted;
    if (wanted) update(state);
  }

  actions.on('state', (state) => {
    if (state.step) for (const part of parts) show(part, state);
  });
}
