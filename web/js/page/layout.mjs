// Which layout the window has, and the rectangles the core may draw in (CSS px of the canvas).

import { byId } from '../core/dom.mjs';
import { wantsLessMotion } from '../core/abilities.mjs';
import { cardsOf, isPanels, phoneHeight } from '../scenes/traits.mjs';

const stacked = matchMedia('(max-width: 1099px) and (max-aspect-ratio: 6/5), (max-width: 959px)'); // lesson above the stage, as in small.css
const drawer = 424;
const gap = 16;
const behind = 30; // on a phone the light reaches up behind the sentence box
const whileAsked = 346; // a phone's stage is no higher as long as the question below it waits
const under = 16; // and a little way under the stage

export function setUpLayout(actions, theme) {
  const root = document.documentElement;
  const canvas = byId('stage');
  let projector = false;
  let asked = 0;
  let last = '';

  function kindNow() {
    if (projector) return 'projector';
    if (innerWidth < 720) return 'phone';
    return 'wide';
  }

  // On a phone some parts stand elsewhere; they are moved, not only painted there, so that reading order follows.
  function place(kind) {
    if (root.dataset.layout === kind && root.dataset.placed === kind) return;
    root.dataset.layout = kind;
    root.dataset.placed = kind;
    const phone = kind === 'phone';
    const move = (node, parent, before = null) => {
      if (node.parentNode === parent && node.nextElementSibling === before) return;
      const focused = node.contains(document.activeElement) ? document.activeElement : null;
      parent.insertBefore(node, before);
      focused?.focus({ preventScroll: true });
    };
    if (phone) {
      move(byId('badge-place'), document.querySelector('.brand-bar'));
      move(byId('ask'), byId('ask-place'));
      move(byId('pager'), byId('house'));
      move(byId('deeds'), byId('show'), byId('ending'));
      move(byId('skip'), byId('ask'));
    } else {
      move(byId('badge-place'), byId('front'), byId('theme'));
      move(byId('ask'), byId('lesson-scroll'));
      move(byId('pager'), byId('lesson'));
      move(byId('deeds'), document.querySelector('.brand-bar'));
      move(byId('skip'), document.querySelector('.act-line'), byId('step-count'));
    }
  }

  function rectangles(kind, open) {
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    const none = { x: 0, y: 0, w: 0, h: 0 };
    if (kind === 'phone') {
      if (open) return { width, height, scene: none, numbers: { x: 0, y: 0, w: width, h: height } };
      const panels = isPanels(actions.state);
      const scene = { x: 0, y: behind, w: width, h: height - behind - under };
      return { width, height, scene: panels ? none : scene, numbers: panels ? { x: 16, y: scene.y, w: width - 32, h: scene.h } : none };
    }
    const side = kind === 'projector' ? Math.min(80, Math.round(width / 24)) : stacked.matches ? 32 : 24;
    const right = kind === 'projector' ? side : 32;
    const top = kind === 'projector' ? Math.min(130, Math.round(height * 0.12)) : 84;
    const bottom = height - (kind === 'projector' ? 170 : 160);
    const scene = { x: side, y: top, w: width - side - right, h: bottom - top };
    // The words stand beside the badge's panel, not behind it; a drawer lies where that is anyway.
    const covered = Math.round(byId('heads').getBoundingClientRect().width);
    if (covered > 0 && covered < 0.6 * scene.w && !open) scene.w -= covered + gap;
    if (isPanels(actions.state)) {
      const y = top + 100;
      return { width, height, scene: none, numbers: { x: side, y, w: scene.w, h: height - 140 - y } };
    }
    if (!open) return { width, height, scene, numbers: none };
    const w = Math.min(drawer, Math.max(340, Math.round(0.55 * scene.w)), scene.w);
    const panel = { x: side + scene.w - w, y: top, w, h: height - 140 - top };
    return { width, height, scene: { ...scene, w: Math.max(0, scene.w - w - gap) }, numbers: panel };
  }

  function send() {
    asked = 0;
    const kind = kindNow();
    place(kind);
    const open = Boolean(actions.state?.panel) && !isPanels(actions.state);
    const phoneSheet = open && kind === 'phone' ? 'open' : 'shut';
    if (root.dataset.numbers !== phoneSheet) root.dataset.numbers = phoneSheet;
    byId('sheet-bar').hidden = phoneSheet !== 'open';
    const scene = isPanels(actions.state) ? 'panels' : 'stage';
    if (root.dataset.scene !== scene) root.dataset.scene = scene;
    const cards = cardsOf(actions.state) ? 'cards' : 'sentence';
    if (root.dataset.second !== cards) root.dataset.second = cards;
    const height = phoneHeight(actions.state);
    root.toggleAttribute('data-asks', asks(actions.state));
    root.toggleAttribute('data-waits', waits(actions.state));
    const tall = height ? `${asks(actions.state) ? Math.min(height, whileAsked) : height}px` : '';
    if (root.style.getPropertyValue('--phone-stage') !== tall) root.style.setProperty('--phone-stage', tall);
    if (!actions.open) return;
    const wanted = { ...rectangles(kind, open), kind, theme: theme.current(), reducedMotion: wantsLessMotion(), ratio: devicePixelRatio };
    const key = JSON.stringify(wanted);
    if (key === last) return;
    last = key;
    actions.ask('layout', wanted);
  }

  const soon = () => { if (!asked) asked = requestAnimationFrame(send); };

  place(kindNow());
  addEventListener('resize', soon);
  const sizes = new ResizeObserver(soon);
  sizes.observe(canvas);
  sizes.observe(byId('heads'));
  matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', soon);
  watchRatio(soon);
  actions.on('state', soon);

  return {
    soon,
    // At once, and even if nothing seems to have changed: for a core that has just opened.
    now() {
      last = '';
      send();
    },
    get kind() { return kindNow(); },
    toggleProjector() {
      projector = !projector;
      soon();
      return projector;
    },
    leaveProjector() {
      if (!projector) return false;
      projector = false;
      soon();
      return true;
    },
  };
}

// Voices or books are told in the answers as well, so the stage can wait for the question that stands below it.
const asks = (state) => Boolean(state?.predict && cardsOf(state)) && !state.predict.revealed && !state.predict.lit;

// Something is to be guessed, read or done: on a phone that comes before play and the steps.
const waits = (state) => Boolean((state?.predict && state.predict.kind !== 'none') || (state?.challenge && !state.challenge.done));

// Zooming the page or moving it to another screen changes the pixel ratio; the query must be made anew each time.
function watchRatio(changed) {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    changed();
    watchRatio(changed);
  }, { once: true });
}
