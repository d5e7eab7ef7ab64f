// The course as a whole: its acts, which lessons are still to come, and which steps are done.

export const acts = ['Feel it', 'The machine', 'Who asks whom', 'Order, sight, memory', 'In the world'];
const lastOf = [4, 6, 9, 13, 18]; // the number of each act's last lesson

/** Numbers of an act's lessons (1 to 5) that aren't there yet. */
function missingIn(lessons, act) {
  const there = new Set(lessons.map(({ number }) => number));
  const first = (lastOf[act - 2] ?? 0) + 1;
  return Array.from({ length: lastOf[act - 1] - first + 1 }, (_, i) => first + i).filter((number) => !there.has(number));
}

/** “Lessons 7 and 8 are still to come.”, or nothing. */
export function stillToCome(lessons, from = 1, to = acts.length) {
  const missing = [];
  for (let act = from; act <= to; act += 1) missing.push(...missingIn(lessons, act));
  if (missing.length === 0) return '';
  const runs = [];
  for (const number of missing) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  const said = runs.flatMap(([a, b]) => (b === a ? [`${a}`] : b === a + 1 ? [`${a}`, `${b}`] : [`${a} to ${b}`]));
  const list = said.length > 1 ? `${said.slice(0, -1).join(', ')} and ${said.at(-1)}` : said[0];
  return missing.length > 1 ? `Lessons ${list} are still to come.` : `Lesson ${list} is still to come.`;
}

/** The steps of a lesson that aren't done yet. */
export function undone(lesson, progress) {
  const done = progress?.[lesson.id] ?? [];
  return lesson.steps.filter(({ id }) => !done.includes(id));
}
