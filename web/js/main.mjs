// Opens the house: sets up each part of the page, loads fonts, lessons and core side by side, then lights the stage.

import { inSite } from './core/address.mjs';
import { hasSimd, hasWebGL2, wantsLessMotion } from './core/abilities.mjs';
import { makeActions } from './core/actions.mjs';
import { setUpBadge } from './page/badge.mjs';
import { setUpCards } from './page/cards.mjs';
import { setUpEnding } from './page/ending.mjs';
import { openCore } from './core/core.mjs';
import { byId, setText } from './core/dom.mjs';
import { setUpEmbedding } from './core/embed.mjs';
import { setUpFormula } from './widgets/formula/index.mjs';
import { setUpKeys } from './page/keys.mjs';
import { setUpLayout } from './page/layout.mjs';
import { setUpLesson } from './page/lesson.mjs';
import { setUpLessonParts } from './page/lesson-parts.mjs';
import { follow, makeLink, setUpLink } from './core/link.mjs';
import { loadFonts, makeMeasure } from './core/measure.mjs';
import { setUpMenu } from './page/menu.mjs';
import { setUpModels } from './models/models.mjs';
import { setUpMirror } from './page/mirror.mjs';
import { bringBackChoice, setUpModelNews } from './models/model-news.mjs';
import { setUpOverlay } from './page/overlay.mjs';
import { setUpProjected } from './page/projected.mjs';
import { openReader } from './core/reader.mjs';
import { setUpResting } from './widgets/resting/index.mjs';
import { setUpSceneParts } from './scenes/parts.mjs';
import { setUpShare } from './page/share.mjs';
import { setUpSkip } from './page/skip.mjs';
import { setUpSentence } from './page/sentence.mjs';
import { recall, remember } from './core/storage.mjs';
import { setUpStrip } from './page/strip.mjs';
import { loadStyle } from './core/styles.mjs';
import { setUpSwipe } from './page/swipe.mjs';
import { makeApi } from './core/theatre-api.mjs';
import { setUpTheme } from './page/theme.mjs';
import { setUpUndo } from './page/undo.mjs';

const root = document.documentElement;
const actions = makeActions();
const measure = makeMeasure();
let lessons = [];

const fetchJson = async (address) => {
  const reply = await fetch(inSite(address));
  if (!reply.ok) throw new Error(`${address} could not be loaded.`);
  return reply.json();
};

let known = null; // sentences that the model gets wrong, asked for once
function failures() {
  const address = byId('failures')?.getAttribute('href'); // a site without such a list has no such element
  known ??= address ? fetchJson(address).then((list) => list.filter((f) => typeof f?.sentence === 'string'), () => []) : Promise.resolve([]);
  return known;
}

const content = (lesson, step) => lessons.find((l) => l.id === lesson)?.steps.find((s) => s.id === step);

const models = setUpModels(actions);
const theme = setUpTheme(() => layout.soon());
const layout = setUpLayout(actions, theme);
const ending = setUpEnding(actions, { course: () => lessons, menu: () => menu.show() });
const lesson = setUpLesson(actions, content, ending);
setUpSkip(actions, () => lessons);
setUpShare(() => makeLink(actions));
setUpLessonParts(actions);
const sentence = setUpSentence(actions, content);
const editCard = setUpCards(actions, content);
const badge = setUpBadge(actions, { failures, models, layout, compare: () => compare() });
const strip = setUpStrip(actions);
const mirror = setUpMirror(actions);
setUpOverlay(actions, editCard);
setUpSwipe(actions);
setUpFormula(actions);
setUpSceneParts(actions);
setUpProjected(actions);
setUpModelNews(actions);
setUpResting(actions);
const menu = setUpMenu(actions, {
  theme, layout, mirror, compare: () => compare(),
  course: () => lessons,
  link: () => makeLink(actions),
});
setUpUndo(actions);
setUpKeys(actions, { lesson, strip, badge, layout, menu, sentence, mirror });

// “Compare meanings” is fetched when it is first asked for.
let meanings = null;
async function compare() {
  try {
    const [{ makeSimilarity }] = await Promise.all([import('./models/similarity.mjs'), loadStyle('css/panel.css'), loadStyle('css/guess.css'), loadStyle('css/similarity.css')]);
    meanings ??= makeSimilarity(actions, models);
    meanings.show();
  } catch (error) {
    console.warn(error);
    actions.emit('error', 'This part of the page could not be loaded. Please try again.');
  }
}

let hush = 0;
function say(text) {
  const notice = byId('notice');
  setText(notice, text);
  notice.hidden = !text;
  clearTimeout(hush);
}
actions.on('error', (message) => {
  say(typeof message === 'string' ? message : message?.message ?? 'Something went wrong.');
  hush = setTimeout(() => say(''), 6000);
});

// Progress is written when it changes, a moment later.
let kept = '';
let keeping = 0;
actions.on('state', ({ progress }) => {
  const now = JSON.stringify(progress ?? {});
  if (now === kept) return;
  kept = now;
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    const text = actions.ask('progress');
    if (typeof text === 'string') remember('progress', text);
  }, 400);
});

async function open() {
  const fonts = loadFonts();
  const simd = hasSimd();
  const webgl2 = hasWebGL2();
  root.dataset.webgl = webgl2 ? 'yes' : 'no';
  const core = simd
    ? openCore({ canvas: byId('stage'), measureText: measure.measureText, onEvent: actions.hear }).then((value) => ({ value }), (error) => ({ error }))
    : Promise.resolve({ error: new Error('no SIMD') });
  lessons = await fetchJson('lessons.json');
  const early = setTimeout(readMeanwhile, 200);
  await fonts;
  measure.forget();
  const { value, error } = await core;
  clearTimeout(early);
  if (error) return readOnly(simd, error);

  actions.use(value);
  actions.call('init', {
    lessons, progress: recall('progress'), theme: theme.current(), reducedMotion: wantsLessMotion(), webgl2,
  });
  const reached = actions.state; // a learner may have paged on while the core was on its way
  const followed = follow(actions, location.hash, reached?.lesson ? { lesson: reached.lesson.id, step: reached.step.id } : null);
  finish();
  layout.now();
  if (!followed.head || followed.model) bringBackChoice(actions); // a link to a head of the glass box shows just that
  if (!webgl2) mirror.toggle(true);
  return true;
}

// A slow network: the lesson can be read before the stage is there.
function readMeanwhile() {
  actions.use(openReader(lessons));
  follow(actions, location.hash);
  actions.refresh();
}

// Without the core the lessons can be read; nothing that needs a number is shown as if it worked.
function readOnly(simd, error) {
  console.warn(error.message);
  actions.use(openReader(lessons));
  follow(actions, location.hash);
  root.dataset.core = 'none';
  finish();
  say(simd
    ? 'The stage could not be loaded, so no numbers can be computed; the lessons can still be read.'
    : 'This browser is too old to compute the numbers (it lacks WebAssembly SIMD); the lessons can still be read.');
  throw new Error(byId('notice').textContent);
}

function finish() {
  root.dataset.boot = 'ready';
  byId('sentence').readOnly = root.dataset.core === 'none';
  actions.refresh();
  setUpLink(actions);
}

const ready = open();
ready.catch((error) => {
  if (root.dataset.boot !== 'ready') {
    root.dataset.boot = 'failed';
    say('The lessons could not be loaded. Please load the page again.');
    console.warn(error.message);
  }
});
window.theatre = makeApi(actions, ready);
setUpEmbedding(window.theatre);
