// Which model computes the numbers: the choices, how far the download is, what went wrong.

import { badgeOf, originOf } from '../page/badge-kinds.mjs';
import { el, icon, setText } from '../core/dom.mjs';
import { isKept } from './model-kept.mjs';
import { megabytes } from './model-news.mjs';
import { refill } from '../core/refill.mjs';
import { rove } from '../core/rove.mjs';
import { remember } from '../core/storage.mjs';

export function makeModelSwitch({ actions, compare, hide }) {
  const choices = el('div', { class: 'model-choices', role: 'radiogroup', 'aria-label': 'Which model computes the numbers' });
  const status = el('div', { class: 'model-status' });
  const origin = el('p', { class: 'prose-small' });
  const foot = el('div', { class: 'model-foot' }, origin, el('button', { type: 'button', class: 'button small', onclick: () => { hide(); compare(); } }, 'Compare meanings'));
  const node = el('div', {}, choices, status, foot);
  rove(choices, '.model-choice');
  const kept = new Set(); // models that the browser keeps
  let shape = '';
  let bar = null; // what changes while megabytes come: {meter, text}

  function choose(model) {
    actions.do('setModel', model.id);
    remember('model', model.id);
    actions.refresh();
  }

  function costs(model) {
    if (model.state === 'ready') return model.file ? 'here on this device' : '';
    if (kept.has(model.id) && model.state !== 'failed') return 'kept on this device';
    if (model.state === 'loading') return 'on its way';
    return `${Math.round(model.bytes / 1e6)} MB to download`;
  }

  function choice(model, wanted) {
    const kind = badgeOf(model.badge);
    const chosen = wanted ? model.id === wanted : model.chosen;
    const cost = costs(model);
    return el('button', {
      type: 'button', role: 'radio', class: 'model-choice', 'aria-checked': String(chosen), tabindex: chosen ? 0 : -1, 'data-key': `model-${model.id}`,
      'aria-label': [model.title, kind?.word.toLowerCase(), cost].filter(Boolean).join(', '), 'aria-describedby': `detail-${model.id}`, onclick: () => choose(model),
    },
    el('span', { class: 'model-title' }, model.title, chosen && icon('tick')),
    el('span', { class: 'model-kind' }, kind && icon(kind.shape, 'kind-shape'), [kind?.word, cost].filter(Boolean).join(' · ')),
    el('span', { class: 'model-detail', id: `detail-${model.id}` }, model.detail));
  }

  function progress(model) {
    const meter = el('progress', { class: 'meter', max: 1, 'aria-label': `${model.title}, fetched so far` });
    const text = el('span', { class: 'model-bytes' });
    bar = { meter, text };
    return el('div', { class: 'model-loading' },
      el('p', {}, `${model.title} is on its way. `, text),
      meter,
      el('button', { type: 'button', class: 'button small', 'data-key': 'cancel', onclick: () => { actions.do('stopModel', model.id); actions.refresh(); } }, 'Cancel'));
  }

  function failure(model) {
    return el('div', { class: 'model-failed', role: 'group', 'aria-label': `${model.title} could not be fetched` },
      el('p', {}, `${model.error ?? `${model.title} could not be fetched.`} `, el('span', { class: 'dim' }, model.received > 0 ? `${megabytes(model.received)} MB of it are here; it goes on from there.` : '')),
      el('button', { type: 'button', class: 'button small', 'data-key': 'again', onclick: () => choose(model) }, 'Try again'));
  }

  async function update() {
    const state = actions.state;
    const models = state?.models ?? actions.ask('models') ?? [];
    const key = JSON.stringify([models.map(({ id, state: s, chosen, error }) => [id, s, chosen, error]), state?.wanted, state?.badge?.kind, [...kept]]);
    if (key !== shape) {
      shape = key;
      bar = null;
      const moving = models.find((model) => model.state === 'loading');
      const broken = models.find((model) => model.state === 'failed');
      refill(choices, models.filter(({ id }) => id).map((model) => choice(model, state?.wanted)));
      refill(status, moving && progress(moving), broken && failure(broken));
      setText(origin, where(state, models));
      askKept(models);
    }
    const loading = models.find((model) => model.state === 'loading');
    if (loading && bar) {
      bar.meter.value = loading.progress;
      setText(bar.text, loading.received > 0 ? `${megabytes(loading.received)} of ${megabytes(loading.bytes)} MB` : `${megabytes(loading.bytes)} MB`);
    }
  }

  async function askKept(models) {
    let news = false;
    for (const model of models.filter(({ id, file }) => file && !kept.has(id))) {
      if (!(await isKept(model))) continue;
      kept.add(model.id);
      news = true;
    }
    if (news) update();
  }

  return { node, update };
}

// The choices say where their numbers come from; something else on the stage says it here.
function where(state, models) {
  const kind = badgeOf(state?.badge?.kind);
  if (!kind) return 'The numbers can’t be computed in this browser.';
  const own = originOf(state);
  if (own) return `On the stage now: ${own}`;
  return models.some((model) => badgeOf(model.badge)?.shape === kind.shape)
    ? 'Either way every number is computed on this device, from your words, and no word leaves it.'
    : `On the stage now: ${kind.word}. ${kind.sentence}`;
}
