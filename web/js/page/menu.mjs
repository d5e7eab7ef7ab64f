// The lesson menu and the help sheet: two dialogs; the browser keeps the focus inside and closes them on Escape.

import { byId, el, icon } from '../core/dom.mjs';

const acts = ['Feel it', 'The machine', 'Who asks whom', 'Order, sight, memory', 'In the world'];
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

  function lessonEntry(lesson, number) {
    const state = actions.state;
    const here = state?.lesson?.id === lesson.id;
    const done = state?.progress?.[lesson.id]?.length ?? 0;
    const button = el('button', { type: 'button', class: 'pick', 'aria-current': here ? 'true' : null, onclick: () => go(lesson.id, lesson.steps[0]?.id) },
      el('span', { class: 'n' }, String(number)), lesson.title,
      done > 0 && el('span', { class: 'far' }, done >= lesson.steps.length ? 'done' : `${done} of ${lesson.steps.length} done`));
    if (!here || lesson.steps.length < 2) return el('li', {}, button);
    return el('li', {}, button, el('ol', { class: 'steps-of' }, ...lesson.steps.map((step) => el('li', {},
      el('button', { type: 'button', class: 'pick', 'aria-current': state.step.id === step.id ? 'step' : null, onclick: () => go(lesson.id, step.id) }, step.title)))));
  }

  function tool(name, fn) {
    return el('button', { type: 'button', onclick: fn }, name);
  }

  function fill() {
    const lessons = actions.ask('lessons') ?? [];
    const parts = [];
    for (let act = 1; act <= acts.length; act += 1) {
      const inAct = lessons.filter((lesson) => lesson.act === act);
      if (!inAct.length) continue;
      parts.push(el('h3', {}, `Act ${act}: ${acts[act - 1]}`), el('ul', {}, ...inAct.map((lesson) => lessonEntry(lesson, tools.numberOf(lesson.id) ?? lessons.indexOf(lesson) + 1))));
    }
    const copied = tool('Copy a link to this', async () => {
      try {
        await navigator.clipboard.writeText(tools.link());
        copied.textContent = 'Copied';
      } catch {
        copied.textContent = 'Copying was refused';
      }
    });
    menu.replaceChildren(head(menu, 'menu-title', 'Lessons'), ...parts, el('div', { class: 'tools' },
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
