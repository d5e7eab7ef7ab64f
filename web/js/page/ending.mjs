// A lesson's end: Next leads from its last step to three sentences that one can now say, and from there to the next lesson.

import { byId } from '../core/dom.mjs';
import { loadStyle } from '../core/styles.mjs';

/** Does the lesson end with this step, and has it something to say then? */
export const endsHere = ({ step, lesson, canNext }) => step.index + 1 === step.count && (lesson.recap?.length > 0 || !canNext);

export function setUpEnding(actions, context) {
  const node = byId('ending');
  const root = document.documentElement;
  let place = '';
  let made = null;
  const placeOf = ({ lesson, step }) => `${lesson.id}/${step.id}`;

  async function show() {
    try {
      const [{ makeEnding }] = await Promise.all([import('../widgets/ending/index.mjs'), loadStyle('css/ending.css')]);
      made ??= makeEnding(node, { ...context, actions, hide });
    } catch (error) {
      console.warn(error);
      actions.emit('error', 'This part of the page could not be loaded. Please try again.');
      return;
    }
    place = placeOf(actions.state);
    made.fill(actions.state);
    node.hidden = false;
    root.dataset.ending = 'shown';
    node.scrollTop = 0;
    node.focus({ preventScroll: true });
    if (getComputedStyle(node).position !== 'fixed') node.scrollIntoView({ block: 'nearest' });
    actions.refresh();
  }

  function hide() {
    if (node.hidden) return false;
    const inside = node.contains(document.activeElement);
    node.hidden = true;
    delete root.dataset.ending;
    if (inside) byId('lesson-title').focus({ preventScroll: true });
    return true;
  }

  actions.on('state', (state) => {
    if (!node.hidden && state.step && placeOf(state) !== place) hide();
  });

  return {
    get shown() { return !node.hidden; },
    hide,
    /** Is Next or Back meant for the ending? At the very end Next leads to the whole course. */
    takes(direction) {
      if (direction === 'back' && hide()) {
        actions.refresh();
        return true;
      }
      const { state } = actions;
      if (direction !== 'next' || !endsHere(state)) return false;
      if (node.hidden) show();
      else if (!state.canNext) context.menu();
      else return false;
      return true;
    },
  };
}
