// What a scene puts on the page beside the stage (a dial, a switch, a sound): web/js/scenes/<id>/index.mjs, for a scene whose
// traits say `parts`. Nothing of it is fetched before the scene is first shown. The module has
//   style           a style sheet of its own, 'css/scenes/<id>.css', or nothing; it is there before `setUp`
//   setUp(actions)  called once; puts its elements on the page, out of sight, and gives { show(state), leave() }:
//                   show(state) with every state while the scene is shown, leave() when another takes its place
// Controls go into #scene-parts, above the question. What is heard of actions.on(…) is heard in other scenes too.

import { loadStyle } from '../core/styles.mjs';
import { hasParts } from './traits.mjs';

export function setUpSceneParts(actions) {
  const made = new Map(); // scene → its parts, or null while they are on their way
  let shown = null; // the parts on the page now
  let missed = ''; // the step in which they could not be fetched: they are tried again in another

  async function fetchParts(id, step) {
    made.set(id, null);
    try {
      const { style, setUp } = await import(`./${id}/index.mjs`);
      if (style) await loadStyle(style);
      made.set(id, setUp(actions));
      follow(actions.state);
    } catch (error) {
      console.warn(error);
      made.delete(id);
      missed = step;
      actions.emit('error', 'This part of the page could not be loaded. Please try again.');
    }
  }

  function follow(state) {
    const id = hasParts(state) ? state.step.scene : null;
    const step = `${state?.lesson?.id}/${state?.step?.id}`;
    if (id && !made.has(id) && missed !== step) fetchParts(id, step);
    const next = made.get(id) ?? null;
    if (shown !== next) shown?.leave();
    shown = next;
    shown?.show(state);
  }

  actions.on('state', follow);
}
