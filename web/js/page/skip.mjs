// “Skip to try it”: for those who know the lesson's idea already, from an earlier step to the first of its last part.

import { byId } from '../core/dom.mjs';

export function setUpSkip(actions, course) {
  const button = byId('skip');
  let place = null;

  button.addEventListener('click', () => {
    if (!place) return;
    actions.do('go', place);
    actions.refresh();
    byId('lesson-title').focus({ preventScroll: true });
  });

  actions.on('state', ({ lesson, step }) => {
    const steps = course().find(({ id }) => id === lesson?.id)?.steps ?? [];
    const first = steps.findIndex(({ part }) => part === 'try');
    place = step && first > step.index ? { lesson: lesson.id, step: steps[first].id } : null;
    button.hidden = !place;
  });
}
