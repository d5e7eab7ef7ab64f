// “Compare meanings”: how close lines are to a query, by a trained model's sentence vectors, and what softmax makes of that.

import { shareBar } from '../inspector/bars.mjs';
import { el, icon, setText } from '../core/dom.mjs';
import { makeOffer } from './model-offer.mjs';
import { softmax, wholePercents } from '../core/shares.mjs';

const example = { query: 'information about Renaissance art', lines: ['Renaissance art', 'Medieval art', 'Modern art'] };
const usual = 0.0975; // of softmax; then the example's shares are 80, 15 and 5 %
const [coldest, hottest] = [0.01, 1];
const pause = 150; // ms after the last key
const most = 200; // lines
const atOnce = 16; // texts in one question, so that a newer one need not wait long
const remembered = 1000; // vectors
const long = 1500; // characters, from where the model may not read to the end

const toSlider = (t) => (200 * Math.log(t / coldest)) / Math.log(hottest / coldest);
const toTemperature = (v) => Number((coldest * (hottest / coldest) ** (v / 200)).toPrecision(2));
const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

export function makeSimilarity(actions, models) {
  const vectors = new Map();
  let dialog = null;
  let parts = null;
  let temperature = usual;
  let timer = 0;
  let turn = 0; // of the newest question
  let close = []; // [{line, similarity}] of the last answer

  // The trained model that says what texts mean.
  const teller = () => (actions.state?.models ?? []).find(({ file, abilities }) => file && abilities?.vectors);

  function build() {
    const query = el('input', { type: 'text', id: 'similar-query', dir: 'auto', autocomplete: 'off', spellcheck: 'false' });
    query.value = example.query;
    const lines = el('textarea', { id: 'similar-lines', rows: 8, dir: 'auto', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'similar-hint' });
    lines.value = example.lines.join('\n');
    const output = el('output', { for: 'similar-temperature' }, String(temperature));
    const slider = el('input', { type: 'range', id: 'similar-temperature', min: 0, max: 200, step: 1, 'aria-valuetext': String(temperature) });
    slider.value = toSlider(temperature);
    slider.addEventListener('input', () => {
      temperature = Math.abs(Number(slider.value) - toSlider(usual)) < 1 ? usual : toTemperature(Number(slider.value));
      setText(output, String(temperature));
      slider.setAttribute('aria-valuetext', String(temperature));
      if (close.length) show(); // no new vectors are needed
    });
    for (const field of [query, lines]) field.addEventListener('input', soon);
    const results = el('div', { class: 'similar-results', 'aria-live': 'off' });
    const said = el('p', { class: 'hidden', 'aria-live': 'polite' });
    const hint = el('p', { class: 'similar-hint', id: 'similar-hint' });
    const origin = el('p', { class: 'model-kind' }, icon('pretrained', 'kind-shape'), `Pretrained · ${teller()?.title ?? 'A trained model'}’s sentence vectors, the mean of all tokens`);
    dialog = el('dialog', { class: 'sheet similar', 'aria-labelledby': 'similar-title' },
      el('header', {}, el('h2', { id: 'similar-title' }, 'Compare meanings'), el('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => dialog.close() }, icon('close'))),
      origin,
      el('div', { class: 'similar-body' },
        el('div', { class: 'similar-fields' },
          el('label', { for: 'similar-query', class: 'asks' }, 'Query'), query,
          el('label', { for: 'similar-lines', class: 'offers' }, 'Lines to compare, one text a line'), lines, hint),
        el('div', { class: 'similar-answer' }, results,
          el('div', { class: 'similar-temperature' }, el('label', { for: 'similar-temperature' }, 'Temperature of the shares'), output, slider,
            el('div', { class: 'ends', 'aria-hidden': 'true' }, el('span', {}, 'sharp'), el('span', {}, 'spread'))))),
      said);
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    parts = { query, lines, results, said, hint };
    document.body.append(dialog);
    actions.on('state', follow);
  }

  const texts = () => parts.lines.value.split(/\r\n|\r|\n/).map((line) => line.trim()).filter(Boolean);

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(compare, pause);
  }

  // The vectors of these texts, a few at a time; null when a newer question came meanwhile.
  async function vectorsOf(list, mine) {
    const missing = [...new Set(list)].filter((text) => !vectors.has(text));
    for (let at = 0; at < missing.length; at += atOnce) {
      const some = missing.slice(at, at + atOnce);
      const answers = await models.vectors(teller().id, some);
      some.forEach((text, i) => vectors.set(text, answers[i]));
      if (mine !== turn) return null;
    }
    const answer = list.map((text) => vectors.get(text));
    for (const text of vectors.keys()) { // the oldest go first
      if (vectors.size <= remembered) break;
      vectors.delete(text);
    }
    return answer;
  }

  async function compare() {
    turn += 1;
    const mine = turn;
    if (teller()?.state !== 'ready') return offer();
    const query = parts.query.value.trim();
    const all = texts();
    const list = all.slice(0, most);
    setText(parts.hint, [
      all.length > most ? `Only the first ${most} lines are compared.` : '',
      [query, ...list].some((text) => text.length > long) ? 'Of a very long text the model reads the first 512 word pieces.' : '',
    ].filter(Boolean).join(' '));
    if (!query || !list.length) {
      close = [];
      say(query ? 'Write some lines to compare it with.' : 'Write a query first.');
      return;
    }
    try {
      const answer = await vectorsOf([query, ...list], mine);
      if (!answer || mine !== turn) return;
      const [asked, ...offered] = answer;
      close = list.map((line, i) => ({ line, similarity: dot(asked, offered[i]) })).sort((a, b) => b.similarity - a.similarity);
      show();
    } catch (error) {
      if (mine === turn) say(error?.message ?? 'The lines could not be compared.');
    }
  }

  function say(sentence, ...more) {
    parts.results.replaceChildren(el('p', { class: 'prose-small' }, sentence), ...more);
  }

  function show() {
    const shares = softmax(close.map(({ similarity }) => similarity), temperature);
    const percents = wholePercents(shares);
    parts.results.replaceChildren(el('table', {},
      el('caption', { class: 'hidden' }, 'Lines, closest first'),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Line'), el('th', { scope: 'col', class: 'number' }, 'Similarity'), el('th', { scope: 'col', class: 'number' }, 'Share'))),
      el('tbody', {}, close.map(({ line, similarity }, i) => el('tr', { class: percents[i] > 50 ? 'most' : null },
        el('th', { scope: 'row' }, el('bdi', {}, line)),
        el('td', { class: 'number mono' }, three(similarity), shareBar(similarity, null, 'plus')),
        el('td', { class: 'number share' }, `${percents[i]}\u00a0%`, shareBar(shares[i])))))));
    setText(parts.said, `Closest: ${close[0].line.slice(0, 80)}, ${three(close[0].similarity)}, share ${percents[0]} %.`);
  }

  // Fetched from here, the model does not take the stage.
  function offer() {
    if (!teller()) return say('Sentence vectors can’t be computed here.');
    parts.offer ??= makeOffer(actions, () => teller()?.id, (title) => `Meanings are compared by ${title}, a real model that runs on this device. It has to be here first.`);
    if (!parts.offer.node.isConnected) parts.results.replaceChildren(parts.offer.node);
    parts.offer.update();
  }

  let before = '';
  function follow() {
    const state = teller()?.state ?? '';
    if (!dialog.open) return;
    if (state !== before) compare();
    else if (state === 'loading') offer();
    before = state;
  }

  return {
    show() {
      if (!dialog) build();
      before = teller()?.state ?? '';
      dialog.showModal();
      parts.query.focus();
      compare();
    },
  };
}

// .853, as the lessons print it
const three = (x) => x.toFixed(3).replace(/^(-?)0\./, '$1.').replace('-', '\u2212').replace(/^\u2212(\.000)$/, '$1');
