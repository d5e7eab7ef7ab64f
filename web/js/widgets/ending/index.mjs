// The page at a lesson's end: what one can now say, which steps are left, and what comes next. At the end of the course
// the steps of all lessons that are left, and a way back to a sentence of one's own.

import { byId, el } from '../../core/dom.mjs';
import { refill } from '../../core/refill.mjs';
import { stillToCome, undone } from '../../page/course-map.mjs';

export function makeEnding(node, { actions, course, hide }) {
  function go(place) {
    actions.do('go', place);
    hide();
    actions.refresh();
    byId('lesson-title').focus({ preventScroll: true });
  }

  const stepLink = (lesson, step) => el('li', {}, el('button', {
    type: 'button', class: 'quiet-button', 'data-key': `${lesson.id}/${step.id}`, onclick: () => go({ lesson: lesson.id, step: step.id }),
  }, step.title));

  function leftIn(lesson, state, heading) {
    const read = lesson.id === state.lesson.id && !state.predict && !state.challenge ? state.step.id : null; // nothing to do there
    const steps = undone(lesson, state.progress).filter(({ id }) => id !== read);
    return steps.length > 0 && el('div', { class: 'left' }, el('h3', {}, heading), el('ul', {}, ...steps.map((step) => stepLink(lesson, step))));
  }

  function own() {
    const [first] = course();
    go({ lesson: first.id, step: first.steps[0].id });
    byId('sentence').focus();
    byId('sentence').select();
  }

  function atTheEnd(state) {
    const open = course().map((lesson) => leftIn(lesson, state, lesson.title)).filter(Boolean);
    return [
      el('h3', { class: 'end' }, 'That is all there is for now'),
      el('p', {}, stillToCome(course()) || 'You have reached the end of the course.'),
      el('p', { class: 'doors' }, el('button', { type: 'button', class: 'button', onclick: own }, 'Try a sentence of your own')),
      el('p', {}, open.length > 0 ? 'These steps are still open:' : 'You have seen every step.'),
      ...open,
    ];
  }

  function goesOn(state) {
    const lesson = course().find(({ id }) => id === state.lesson.id);
    return [
      leftIn(lesson, state, 'Still open in this lesson') || el('p', {}, 'You have seen every step of this lesson.'),
      el('p', {}, `Next comes ${state.nextTitle}.`),
    ];
  }

  return {
    fill(state) {
      const { recap } = state.lesson;
      refill(node, recap?.length > 0 && el('h2', { id: 'ending-title' }, 'You can now say'),
        recap?.length > 0 && el('ol', { class: 'said' }, ...recap.map((sentence) => el('li', {}, sentence))),
        el('div', { class: 'after' }, ...(state.canNext ? goesOn(state) : atTheEnd(state)).filter(Boolean)));
    },
  };
}
