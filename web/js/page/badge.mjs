// The honesty badge: which model and which head the numbers come from. Its panel is fetched when it is first opened.

import { byId, el, setAttribute, setText } from '../core/dom.mjs';
import { badgeOf } from './badge-kinds.mjs';
import { newsOf } from '../models/model-news.mjs';
import { makePopover } from '../core/popover.mjs';
import { ownsHeads, ownsTemperature } from '../scenes/traits.mjs';
import { loadStyle } from '../core/styles.mjs';

export function setUpBadge(actions, { failures, models, compare, layout }) {
  const badge = byId('badge');
  const panel = byId('heads');
  let inspector = null;
  const popover = makePopover(badge, panel, { onOpen: fill, onHide: () => inspector?.rest(), beside: '.box, #stage, .overlay, .strip' });
  for (const name of ['pointerenter', 'focus']) badge.addEventListener(name, () => fetchPanel().catch(() => {}), { once: true });

  function show(state) {
    if (document.documentElement.dataset.boot === 'loading') return; // “Reading…” stands there
    const kind = badgeOf(state.badge?.kind);
    const detail = state.badge?.detail || state.headName || '';
    const news = newsOf(state);
    byId('badge-shape').setAttribute('href', `#i-${kind ? kind.shape : 'illustration'}`);
    setText(byId('badge-word'), kind ? kind.word : 'No numbers');
    setText(byId('badge-detail'), kind && detail ? ` · ${detail}` : '');
    setText(byId('badge-news'), news ? ` ${news.text}` : ''); // with a space, for those who hear it in one piece
    setAttribute(badge, 'data-news', news?.kind);
    byId('badge-progress').value = news?.progress ?? 0;
    const heard = kind ? [kind.word, news?.text ?? detail].filter(Boolean).join(': ') : 'No numbers'; // begins as it reads
    setAttribute(badge, 'aria-label', `${heard}.${news && detail ? ` On the stage: ${detail}.` : ''} Which model and which head, and where the numbers come from`);
  }

  const fetchPanel = () => Promise.all([import('../inspector/inspector.mjs'), loadStyle('css/panel.css')]);

  async function fill() {
    try {
      const [{ makeInspector }] = await fetchPanel();
      inspector ??= makeInspector(actions, panel, { failures, models, compare, layout, hide: () => popover.hide() });
      if (popover.isOpen) inspector.show();
    } catch (error) {
      console.warn(error);
      panel.replaceChildren(el('p', {}, 'This part of the page could not be loaded. Please try again.'));
    }
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
    const meant = { scale: true, positions: true, mask: 'none', headsOff: [], sameHeads: false };
    // Where the temperature is a dial of the scene, it is no deviation.
    actions.do('set', ownsTemperature(actions.state) ? meant : { ...meant, temperature: 1 });
    actions.refresh();
  });
  actions.on('state', (state) => {
    const { switches } = state;
    const words = [];
    if (!ownsTemperature(state) && switches.temperature !== undefined && Math.abs(switches.temperature - 1) > 1e-6) words.push(`temperature ${Number(switches.temperature.toPrecision(2))}`);
    if (switches.scale === false) words.push('scale off');
    if (switches.positions === false) words.push('positions off');
    if (switches.mask && switches.mask !== 'none') words.push(`mask: ${switches.mask}`);
    if (!ownsHeads(state)) { // else its own switches show it
      const off = switches.headsOff?.length ?? 0;
      if (off > 0) words.push(off === 1 ? 'one head silenced' : `${off} heads silenced`);
      if (switches.sameHeads) words.push('all heads alike');
    }
    line.hidden = words.length === 0;
    const text = words.join(', ');
    setText(byId('changed-text'), text.charAt(0).toUpperCase() + text.slice(1));
  });
}
