// A guess in bars: a slider for each word and one for all the others. Revealed, each bar is the computed share, with a mark where
// the guess was. The core keeps the sum at 100 and counts what was missed.

import { byId, el, setAttribute, setText } from '../../core/dom.mjs';

export function make(actions) {
  const list = el('div', { class: 'bars', role: 'group', tabindex: -1, 'aria-label': 'The bars' });
  const button = el('button', { type: 'button', class: 'button small', onclick: reveal });
  const foot = el('p', { class: 'bars-foot' }, button, 'What you leave goes to all the others.');
  const node = el('div', {}, list, foot);
  let shape = '';

  function reveal() {
    list.focus({ preventScroll: true }); // the button goes
    actions.do('reveal');
    actions.refresh();
  }

  function makeRow({ label }, index) {
    const input = el('input', { type: 'range', min: 0, max: 100, step: 1, 'aria-label': label });
    input.addEventListener('input', () => {
      actions.do('guess', index, Number(input.value));
      actions.refresh();
    });
    return el('div', { class: 'bar-row' },
      el('span', { class: 'bar-word', dir: 'auto', 'aria-hidden': 'true' }, label), el('span', { class: 'bar-note' }), el('span', { class: 'bar-percent' }),
      input, el('span', { class: 'bar-track', 'aria-hidden': 'true' }, el('i'), el('b')));
  }

  function showRow(row, { label, percent, guess, off, present }, revealed) {
    const [word, note, number, input, track] = row.children;
    const share = revealed ? percent : guess;
    row.hidden = !present && !revealed;
    setAttribute(word, 'aria-hidden', revealed ? null : 'true');
    setText(number, share === null ? '' : `${share}\u00a0%`);
    setAttribute(number, 'aria-hidden', revealed ? null : 'true');
    setText(note, !revealed ? '' : !present ? 'not in the sentence' : guess === null ? '' : `you ${guess}\u00a0%, ${verdict(off)}`);
    input.hidden = revealed;
    track.hidden = !revealed;
    if (!revealed) {
      if (input.value !== String(guess)) input.value = guess;
      setAttribute(input, 'aria-valuetext', `${guess} %`);
      input.style.setProperty('--at', `${guess}%`);
      return;
    }
    const [fill, mark] = track.children;
    fill.style.width = `${percent ?? 0}%`;
    mark.hidden = guess === null || !present;
    mark.style.left = `${guess}%`;
  }

  function update({ lesson, step, predict: { options, guess, revealed } }) {
    const key = `${lesson.id}/${step.id}|${options.map(({ label }) => label).join('|')}`;
    if (key !== shape) {
      shape = key;
      list.replaceChildren(...options.map(makeRow));
    }
    options.forEach((option, i) => showRow(list.children[i], { guess: null, off: null, ...option }, revealed));
    if (revealed && !foot.hidden) byId('feedback').scrollIntoView({ block: 'nearest' });
    foot.hidden = revealed;
    setText(button, guess ? 'Reveal' : 'Just show me');
    button.classList.toggle('main', Boolean(guess));
  }

  return { node, update };
}

const verdict = (off) => (off === 0 ? 'exactly right' : `${Math.abs(off)} too ${off > 0 ? 'high' : 'low'}`);
