// Stands in for the core when it can't run: the lessons can still be read and paged through, without any numbers.

export function openReader(lessons) {
  const places = lessons.flatMap((lesson) => lesson.steps.map((step, index) => ({ lesson, step, index })));
  let at = 0;

  function state() {
    const place = places[at];
    const next = places[at + 1];
    return {
      lesson: place && { id: place.lesson.id, title: place.lesson.title, act: place.lesson.act, number: place.lesson.number, recap: place.lesson.recap ?? [] },
      step: place && {
        id: place.step.id, title: place.step.title, part: place.step.part, index: place.index, count: place.lesson.steps.length,
        scene: null, stage: null, task: null, panel: null,
      },
      nextTitle: next ? (next.lesson === place.lesson ? next.step.title : next.lesson.title) : null,
      canBack: at > 0, canNext: Boolean(next),
      text: '', second: null, notes: [], model: null, badge: null, layer: 0, head: 0, headName: '', token: -1, tokenText: '',
      switches: {}, phase: 1, playing: false, stage: null, panel: null, predict: null, challenge: null, progress: {}, empty: false,
    };
  }

  function moveTo(index) {
    if (index < 0 || index >= places.length) throw new Error('There is no such step.');
    at = index;
    return state();
  }

  const calls = {
    state,
    lessons: () => lessons.map(({ id, title, act, steps }) => ({ id, title, act, steps: steps.map((s) => ({ id: s.id, title: s.title })) })),
    go({ lesson, step }) {
      const index = places.findIndex((p) => p.lesson.id === lesson && (step === undefined || p.step.id === step));
      if (index < 0) throw new Error(`There is no lesson “${lesson}” with such a step.`);
      return moveTo(index);
    },
    next: () => moveTo(at + 1),
    back: () => moveTo(at - 1),
  };

  return {
    call(name, ...args) {
      const fn = calls[name];
      if (!fn) throw new Error('The numbers can’t be computed in this browser.');
      return fn(...args);
    },
  };
}
