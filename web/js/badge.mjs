// The honesty badge and its popover: where the numbers come from, which head is looking, and the switches.

import { byId, el, icon, setAttribute, setText } from './dom.mjs';
import { arrowsWithin, makePopover } from './popover.mjs';
import { makeSwitches } from './switches.mjs';

const kinds = {
  'pretrained': ['Pretrained', 'The numbers come from a model that others trained on much text. We only read them out.'],
  'trained-here': ['Trained here', 'The numbers come from a small model that this project trained itself.'],
  'hand-built': ['Hand-built', 'The numbers are computed as you type, by a small transformer whose weights people wrote by hand. Every dimension has a name.'],
  'illustration': ['Illustration', 'The numbers here are set by hand to show an idea. No model computed them.'],
};

export function setUpBadge(actions, failures) {
  const badge = byId('badge');
  const panel = byId('heads');
  const switches = makeSwitches(actions);
  const popover = makePopover(badge, panel, { onOpen: fill });
  arrowsWithin(panel, '.pick');

  const kindOf = (state) => kinds[(state?.badge?.kind ?? '').replace(' ', '-')];

  function show(state) {
    if (document.documentElement.dataset.boot === 'loading') return; // “Reading…” stands there
    const kind = kindOf(state);
    const detail = state.badge?.detail || state.headName || '';
    byId('badge-shape').setAttribute('href', `#i-${kind ? state.badge.kind.replace(' ', '-') : 'illustration'}`);
    setText(byId('badge-word'), kind ? kind[0] : 'No numbers');
    setText(byId('badge-detail'), kind && detail ? ` · ${detail}` : '');
    setAttribute(badge, 'aria-label', `${kind ? kind[0] : 'No numbers'}${detail ? `: ${detail}` : ''}. Which head is looking, and where the numbers come from`);
  }

  function choose(head) {
    actions.do('select', { layer: head.layer, head: head.head });
    actions.refresh();
    popover.hide();
  }

  function headChoice(head) {
    const roles = [['asks', head.asks], ['offers', head.offers], ['carries', head.carries]].filter(([, text]) => text);
    return el('button', {
      type: 'button', role: 'radio', class: head.off ? 'pick off' : 'pick', 'aria-checked': head.chosen ? 'true' : 'false', onclick: () => choose(head),
    }, head.title || head.name, icon('tick'),
    head.chosen && roles.length > 0 && el('dl', {}, ...roles.flatMap(([role, text]) => [el('dt', { class: role }, role), el('dd', {}, text)])));
  }

  function fill() {
    const kind = kindOf(actions.state);
    const heads = actions.ask('heads') ?? [];
    panel.replaceChildren(
      el('p', {}, kind ? kind[1] : 'The numbers can’t be computed in this browser.'),
      ...(heads.length ? [el('h2', { id: 'heads-title' }, 'Which head is looking'), el('div', { role: 'radiogroup', 'aria-labelledby': 'heads-title' }, ...heads.map(headChoice))] : []),
      ...(actions.row ? [el('hr'), switches.panel()] : []));
    addFailures();
  }

  function showFailure({ sentence, head, word }) {
    popover.hide();
    actions.do('setText', sentence, 'first');
    actions.do('select', { name: head });
    const token = (actions.ask('row')?.entries ?? []).find((entry) => entry.text === word)?.token;
    if (token !== undefined) actions.do('select', { token });
    actions.refresh();
  }

  // Sentences this model is known to get wrong, if the site has a list of them.
  async function addFailures() {
    const list = await failures();
    if (!list.length || !popover.isOpen || panel.querySelector('.failures')) return;
    const box = el('details', { class: 'switches failures' }, el('summary', {}, 'Where this model fails'));
    for (const failure of list) {
      const { sentence, word, expected, got, why } = failure;
      box.append(el('button', { type: 'button', class: 'pick', onclick: () => showFailure(failure) },
        sentence, el('small', {}, `“${word}” looks at “${got}”, not at “${expected}”. ${why}`)));
    }
    panel.append(box);
  }

  actions.on('state', show);
  setUpChanged(actions);
  return { step(by) { stepHead(actions, by); } };
}

function stepHead(actions, by) {
  const heads = actions.ask('heads') ?? [];
  const at = heads.findIndex((head) => head.chosen);
  if (heads.length < 2) return;
  const { layer, head } = heads[(at + by + heads.length) % heads.length];
  actions.do('select', { layer, head });
  actions.refresh();
}

// A quiet line over the stage while something is switched away from what the model really does.
function setUpChanged(actions) {
  const line = byId('changed');
  byId('changed-reset').addEventListener('click', () => {
    actions.do('set', { temperature: 1, scale: true, positions: true, mask: 'none' });
    actions.refresh();
  });
  actions.on('state', ({ switches }) => {
    const words = [];
    if (switches.temperature !== undefined && Math.abs(switches.temperature - 1) > 1e-6) words.push(`temperature ${Number(switches.temperature.toPrecision(2))}`);
    if (switches.scale === false) words.push('scale off');
    if (switches.positions === false) words.push('positions off');
    if (switches.mask && switches.mask !== 'none') words.push(`mask: ${switches.mask}`);
    line.hidden = words.length === 0;
    const text = words.join(', ');
    setText(byId('changed-text'), text.charAt(0).toUpperCase() + text.slice(1));
  });
}
