// Both models on the chosen word: what each looks at, and one sentence made from the numbers.

import { shareBar } from './bars.mjs';
import { badgeOf } from '../page/badge-kinds.mjs';
import { el, icon } from '../core/dom.mjs';
import { isGuessing } from '../page/guessing.mjs';
import { megabytes } from '../models/model-news.mjs';
import { refill } from '../core/refill.mjs';
import { called } from './resume-words.mjs';

const sure = 50; // percent
const rest = /^(\[(CLS|SEP)\]|⟨.*⟩)$/; // tokens that a model adds, not words of the sentence

const quoted = (text) => el('b', {}, el('bdi', {}, text));

// “The glass box says mat, MiniLM says cat.” A model that leaves its light on added tokens says nothing.
export function verdict(models) {
  const said = models.filter((model) => model.entries?.length).map(({ title, entries }) => {
    const resting = entries.filter(({ text }) => rest.test(text)).reduce((sum, { percent }) => sum + percent, 0);
    const word = entries.find(({ text }) => !rest.test(text));
    if (!word || resting >= sure) return { title, how: 'looks at no word' };
    return { title, how: word.percent >= sure ? 'says ' : 'leans to ', word: word.text };
  });
  if (said.length < 2) return null;
  const [first, second] = said;
  if (first.word === second.word && first.how === second.how) {
    return first.word ? [first.how === 'says ' ? 'Both say ' : 'Both lean to ', quoted(first.word), '.'] : ['Neither looks at a word.'];
  }
  const part = ({ title, how, word }) => [`${title} ${how}`, ...(word ? [quoted(word)] : [])];
  return [...part(first), ', ', ...part(second), '.'];
}

export function makeSideBySide({ actions }) {
  const node = el('div', {});
  let key = '';

  function column(model, state) {
    const kind = badgeOf(model.badge);
    const rows = model.entries?.map(({ text, percent }) => el('li', {},
      el('bdi', { class: rest.test(text) ? 'added' : null }, text), shareBar(percent / 100), el('span', { class: 'number' }, `${percent}\u00a0%`)));
    return el('section', { class: 'side', 'aria-label': model.title },
      el('h2', {}, model.title),
      el('p', { class: 'model-kind' }, kind && icon(kind.shape, 'kind-shape'), [kind?.word, model.entries && model.head && called(model.head)].filter(Boolean).join(' · ')),
      rows ? (rows.length ? el('ol', {}, rows) : el('p', { class: 'dim' }, 'Nothing above 1 %.')) : absent(model, state));
  }

  function absent(model, state) {
    const entry = (state.models ?? []).find((one) => one.id === model.id);
    if (model.state === 'ready') return el('p', { class: 'dim' }, 'Reading…');
    if (model.state === 'loading') return el('p', { class: 'dim' }, `On its way: ${megabytes(entry?.received ?? 0)} of ${megabytes(entry?.bytes ?? 0)} MB.`);
    return el('div', {}, el('p', { class: 'dim' }, model.state === 'failed' ? (entry?.error ?? 'It could not be fetched.') : 'It is not on this device yet.'),
      el('button', { type: 'button', class: 'button small', 'data-key': `fetch-${model.id}`, onclick: () => { actions.do('setModel', model.id); actions.refresh(); } }, entry?.bytes ? `Fetch it, ${Math.round(entry.bytes / 1e6)} MB` : 'Fetch it'));
  }

  return {
    node,
    update() {
      const { state } = actions;
      const hidden = isGuessing(state);
      const both = hidden ? null : actions.ask('sideBySide');
      const now = JSON.stringify([hidden, both, state?.models?.map((m) => [m.state, Math.round(10 * m.received / 1e6)])]);
      if (now === key) return;
      key = now;
      if (!both) {
        refill(node, el('p', { class: 'prose-small' }, hidden ? 'Make your guess first; then both models show what they look at.' : 'There is nothing to compare here.'));
        return;
      }
      const sentence = verdict(both.models);
      refill(node,
        el('p', { class: 'verdict' }, sentence ?? ['From ', quoted(both.text), ', each model looks at:']),
        el('div', { class: 'sides' }, both.models.map((model) => column(model, state))),
        sentence && el('p', { class: 'prose-small' }, 'From ', quoted(both.text), ', by the chosen head and by the other model’s best head for the same job.'));
    },
  };
}
