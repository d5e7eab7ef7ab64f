// The badge's panel: one tab for each question about the model: which one, which head, who links what, how good, where it fails.

import { el, icon, setAttribute } from '../core/dom.mjs';
import { makeFailures } from './failures.mjs';
import { makeHeads } from './heads.mjs';
import { makeHeadSearch } from './head-search.mjs';
import { makeModelSwitch } from '../models/model-switch.mjs';
import { makeResumes } from './resumes.mjs';
import { rove, stopAt } from '../core/rove.mjs';
import { makeSideBySide } from './side-by-side.mjs';
import { makeSwitches } from './switches.mjs';

const makers = [
  ['model', 'Model', makeModelSwitch],
  ['head', 'Head', makeHeads],
  ['find', 'Find', makeHeadSearch],
  ['measured', 'Measured', makeResumes],
  ['both', 'Both models', makeSideBySide],
  ['switches', 'Switches', makeSwitches],
  ['fails', 'Where it fails', makeFailures],
];

export function makeInspector(actions, panel, { failures, models, compare, layout, hide }) {
  const context = {
    actions, failures, models, compare, hide,
    choose(head) {
      actions.do('select', { layer: head.layer, head: head.head });
      actions.refresh();
    },
    // On a phone the panel covers the stage: what was chosen there is shown by going back to it.
    seen() { if (layout.kind === 'phone') hide(); },
  };
  let frame = 0;
  let now = 'model';
  let showing = false;

  const sections = makers.map(([id, title, make]) => {
    const tab = el('button', { type: 'button', role: 'tab', id: `tab-${id}`, class: 'tab', 'aria-controls': `section-${id}`, onclick: () => open(id) }, title);
    const body = el('section', { role: 'tabpanel', id: `section-${id}`, 'aria-labelledby': `tab-${id}`, class: `section section-${id}`, hidden: true });
    return { id, tab, body, make, part: null };
  });
  const tabs = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'About the model' }, ...sections.map(({ tab }) => tab));
  rove(tabs, '.tab');
  tabs.addEventListener('focusin', (event) => { // tabs open as they are reached: nothing in them is slow
    const id = sections.find(({ tab }) => tab === event.target)?.id;
    if (id && id !== now) open(id);
  });
  const bar = el('div', { class: 'inspector-bar' }, tabs, el('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: hide }, icon('close')));

  function open(id) {
    now = id;
    for (const section of sections) {
      const here = section.id === id;
      setAttribute(section.tab, 'aria-selected', String(here));
      section.body.hidden = !here;
    }
    stopAt(sections.map(({ tab }) => tab), sections.findIndex((section) => section.id === id));
    const { tab } = sections.find((section) => section.id === id);
    tabs.scrollTo({ left: tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2 });
    panel.dataset.section = id;
    panel.scrollTop = 0;
    update(true);
  }

  function update(opened = false) {
    if (!showing) return;
    const section = sections.find(({ id }) => id === now);
    if (!section.part) {
      section.part = section.make(context);
      section.body.append(section.part.node);
    }
    section.part.update(opened);
  }

  const soon = () => { if (showing) frame ||= requestAnimationFrame(() => { frame = 0; update(); }); };
  actions.on('state', soon);
  actions.on('trace', soon);

  return {
    show() {
      showing = true;
      if (!bar.isConnected) panel.replaceChildren(bar, ...sections.map(({ body }) => body));
      open(now);
    },
    rest() { showing = false; },
  };
}
