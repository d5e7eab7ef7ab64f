// The lesson menu and the help sheet: two dialogs; the browser keeps the focus inside and closes them on Escape.

import { byId, el, icon, setText } from '../core/dom.mjs';
import { acts, stillToCome, undone } from './course-map.mjs';
import { copyLink } from './share.mjs';

const help = [
  [['←', '→'], 'move the lamp to the next word'],
  [['1', '–', '9'], 'choose a word'],
  [['Space'], 'play or pause'],
  [['['], [']'], 'another head'],
  [['R'], 'reveal'],
  [['N'], 'open or close the numbers'],
  [['Shift'], ['←', '→', '↑', '↓'], 'turn q where it is shown as an arrow, with Alt k'],
  [['Page Up'], ['Page Down'], 'back, next (also , and .)'],
  [['/'], 'write a sentence'],
  [['F2'], 'edit the chosen book or voice (also a double click)'],
  [['Ctrl'], ['Z'], 'undo; with Shift, redo'],
  [['T'], 'the stage as text, with every number to open'],
  [['P'], 'projector'],
  [['Esc'], 'close'],
  [['?'], 'this list'],
];

export function setUpMenu(actions, tools) {
  const menu = byId('menu');
  const sheet = byId('help');

  const head = (dialog, id, title) => el('header', {}, el('h2', { id }, title),
    el('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close')));

  function go(lesson, step) {
    menu.close();
    actions.do('go', { lesson, step });
    actions.refresh();
  }

  // Each step with a tick where it is done.
  function stepsOf(lesson, state, here) {
    const open = new Set(undone(lesson, state?.progress).map(({ id }) => id));
    return lesson.steps.map((step) => el('li', {}, el('button', {
      type: 'button', class: 'pick', 'aria-current': here && state.step.id === step.id ? 'step' : null, onclick: () => go(lesson.id, step.id),
    }, el('span', { class: open.has(step.id) ? 'mark' : 'mark done' }, !open.has(step.id) && icon('tick')), step.title,
    el('span', { class: 'hidden' }, open.has(step.id) ? ', still open' : ', done'))));
  }

  function lessonEntry(lesson) {
    const { state } = actions;
    const here = state?.lesson?.id === lesson.id;
    const left = undone(lesson, state?.progress).length;
    const done = lesson.steps.length - left;
    const button = el('button', { type: 'button', class: 'pick', 'aria-current': here ? 'true' : null, onclick: () => go(lesson.id, lesson.steps[0]?.id) },
      el('span', { class: 'n' }, String(lesson.number)), lesson.title,
      done > 0 && el('span', { class: 'far' }, left === 0 ? 'done' : `${done} of ${lesson.steps.length} done`));
    const steps = el('ol', { class: 'steps-of', id: `steps-of-${lesson.id}`, hidden: !here }, ...stepsOf(lesson, state, here));
    const toggle = el('button', {
      type: 'button', class: 'quiet', 'aria-label': `Steps of ${lesson.title}`, 'aria-controls': steps.id, 'aria-expanded': String(here),
      onclick: () => { steps.hidden = !steps.hidden; toggle.setAttribute('aria-expanded', String(!steps.hidden)); },
    }, icon('down'));
    return el('li', {}, el('div', { class: 'entry' }, button, toggle), steps);
  }

  function tool(name, fn) {
    return el('button', { type: 'button', onclick: fn }, name);
  }

  function fill() {
    const lessons = tools.course();
    const parts = [];
    for (let act = 1; act <= acts.length; act += 1) {
      const inAct = lessons.filter((lesson) => lesson.act === act);
      const missing = stillToCome(lessons, act, act);
      parts.push(el('h3', {}, `Act ${act}: ${acts[act - 1]}`), el('ul', {}, ...inAct.map(lessonEntry)), missing && el('p', { class: 'coming' }, missing));
    }
    const copied = tool('Copy a link to this', async () => setText(copied, await copyLink(tools.link())));
    menu.replaceChildren(head(menu, 'menu-title', 'Lessons'), el('div', { class: 'course' }, ...parts.filter(Boolean)), el('div', { class: 'tools' },
      tool(tools.theme.current() === 'dark' ? 'Light theme' : 'Dark theme', () => { tools.theme.toggle(); menu.close(); }),
      tool('Compare meanings', () => { menu.close(); tools.compare(); }),
      tool('Projector', () => { menu.close(); tools.layout.toggleProjector(); }),
      tool(tools.mirror.shown ? 'Show the stage' : 'Show as text', () => { menu.close(); tools.mirror.toggle(); }),
      copied,
      tool('Keys', () => { menu.close(); showHelp(); })));
  }

  function show() {
    fill();
    menu.showModal();
    menu.querySelector('[aria-current]')?.focus();
  }

  function showHelp() {
    if (!sheet.childElementCount) {
      sheet.append(head(sheet, 'help-title', 'Keys'), el('dl', { class: 'keys' }, ...help.flatMap((entry) => {
        const keys = entry.slice(0, -1).flat();
        return [el('dt', {}, ...keys.flatMap((key) => [key === '–' ? ' to ' : el('kbd', {}, key), ' '])), el('dd', {}, entry.at(-1))];
      })));
    }
    sheet.showModal();
  }

  for (const dialog of [menu, sheet]) {
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  }
  byId('brand').addEventListener('click', show);
  byId('act').addEventListener('click', show);
  return { show, help: showHelp };
}
