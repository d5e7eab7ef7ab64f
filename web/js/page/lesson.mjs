// The lesson column: title, idea, prediction, task, challenge, act bars, Back and Next.

import { byId, el, icon, setAttribute, setText } from '../core/dom.mjs';
import { endsHere } from './ending.mjs';

const acts = 5; // acts of the course
const inPage = { numbers: 'numbers', strip: 'strip', badge: 'badge', sentence: 'box' }; // things that are no part of the canvas

export function setUpLesson(actions, content, ending) {
  const title = byId('lesson-title');
  const prose = byId('prose');
  const answers = byId('answers');
  let shownStep = '';
  let shownQuestion = '';
  let moved = false;
  let hinted = ''; // the challenge whose hints were asked for; they follow what the learner does

  for (let act = 1; act <= acts; act += 1) byId('act-bars').append(el('i'));

  byId('back').addEventListener('click', () => move('back'));
  byId('next').addEventListener('click', () => move('next'));

  byId('ask-hint').addEventListener('click', () => {
    hinted = actions.state?.challenge?.id ?? '';
    showTask(actions.state);
  });

  function move(direction) {
    const state = actions.state;
    if (!state?.step || ending.takes(direction)) return;
    if (!(direction === 'back' ? state.canBack : state.canNext)) return;
    moved = true;
    actions.do(direction);
    actions.refresh();
  }

  // Links to things on the stage become buttons that light the thing while pointed at or focused.
  function bindThings() {
    for (const link of prose.querySelectorAll('a[href^="stage:"]')) {
      const name = link.getAttribute('href').slice('stage:'.length);
      const button = el('button', { type: 'button', class: 'thing', 'data-thing': name }, ...link.childNodes);
      const light = (on) => {
        button.classList.toggle('lit', on);
        byId(inPage[name])?.classList.toggle('pointed', on);
        actions.emit('point', on ? name : null);
      };
      button.addEventListener('pointerenter', () => light(true));
      button.addEventListener('pointerleave', () => light(document.activeElement === button));
      button.addEventListener('focus', () => light(true));
      button.addEventListener('blur', () => light(false));
      link.replaceWith(button);
    }
  }

  function showProse(state) {
    const { lesson, step } = state;
    const key = `${lesson.id}/${step.id}`;
    if (key === shownStep) return;
    const first = shownStep === '';
    shownStep = key;
    setText(title, lesson.title);
    document.title = `${lesson.title}: ${step.title} · Attention Theatre`;
    const wanted = step.title && step.title !== lesson.title && step.index > 0;
    byId('step-title').hidden = !wanted;
    title.toggleAttribute('data-later', Boolean(wanted));
    setText(byId('step-title'), wanted ? step.title : '');
    // The only markup that is put in: the lessons' own, made from Markdown by the build with HTML switched off.
    prose.innerHTML = content(lesson.id, step.id)?.html ?? '';
    bindThings();
    setText(byId('act'), `Act ${lesson.act} of ${acts}`);
    setText(byId('step-count'), step.count > 1 ? `${step.index + 1} of ${step.count}` : '');
    [...byId('act-bars').children].forEach((bar, index) => {
      bar.className = index + 1 < lesson.act ? 'past' : index + 1 === lesson.act ? 'now' : '';
    });
    byId('lesson-scroll').scrollTop = 0;
    if (!first && moved) {
      title.focus({ preventScroll: true });
      if (document.documentElement.dataset.layout !== 'wide') scrollTo({ top: 0 });
    }
    moved = false;
  }

  function makeAnswer(index) {
    return el('button', { type: 'button', class: 'answer', onclick: () => answer(index) },
      el('span', { class: 'answer-share' }, el('i')), el('span', { class: 'answer-label', dir: 'auto' }),
      el('span', { class: 'answer-guess' }), el('span', { class: 'answer-percent' }));
  }

  function answer(index) {
    const predict = actions.state?.predict;
    if (!predict || predict.revealed) return;
    actions.do('answer', index);
    actions.refresh();
  }

  function showPrediction(predict) {
    const question = byId('question');
    question.hidden = !predict;
    if (!predict) {
      shownQuestion = '';
      byId('feedback').replaceChildren();
      return;
    }
    const byBars = predict.kind === 'bars'; // drawn by guess-bars.mjs
    answers.hidden = byBars || predict.kind === 'none';
    setText(byId('question-text'), predict.question);
    question.dataset.kind = predict.kind;
    showFeedback(predict);
    if (answers.hidden) return;
    const key = `${shownStep}|${predict.question}|${predict.options.length}`;
    if (key !== shownQuestion) {
      shownQuestion = key;
      answers.replaceChildren(...predict.options.map((_, index) => makeAnswer(index)));
    }
    answers.dataset.kind = predict.kind;
    answers.toggleAttribute('data-revealed', predict.revealed);
    answers.toggleAttribute('data-long', predict.options.some((o) => o.label.length > 96 / predict.options.length));
    answers.toggleAttribute('data-short', ['word', 'fits'].includes(predict.kind) && predict.options.every((o) => o.label.length <= 11));
    predict.options.forEach((option, index) => showOption(answers.children[index], option, index, predict));
  }

  function showOption(button, option, index, predict) {
    const mine = predict.guess === index;
    const [share, label, guess, percent] = button.children;
    const shows = predict.revealed && option.percent !== null && option.percent !== undefined;
    button.hidden = option.present === false; // the word has been edited away
    setText(label, option.label);
    setText(guess, mine ? 'your guess' : '');
    guess.hidden = !mine;
    setText(percent, shows ? `${option.percent} %` : '');
    percent.hidden = !shows;
    share.firstChild.style.transform = `scaleX(${shows ? option.percent / 100 : 0})`;
    setAttribute(button, 'aria-pressed', mine);
    setAttribute(button, 'aria-disabled', predict.revealed ? 'true' : null);
    const right = predict.revealed && (predict.kind === 'choice' || predict.kind === 'fits') && predict.answer === index;
    const tick = button.querySelector('.answer-mark');
    if (right && !tick) label.after(icon('tick', 'answer-mark'));
    if (!right && tick) tick.remove();
  }

  function showFeedback(predict) {
    const feedback = byId('feedback');
    // What the lines of the reasons show is said here too, for those who can't see bars.
    feedback.classList.toggle('unseen', (predict.kind === 'word' || predict.kind === 'fits') && Boolean(predict.why));
    if (!predict.revealed || predict.feedback === null) {
      const moves = !predict.revealed && predict.lit && predict.asks !== null && predict.asks !== actions.state.token;
      setText(feedback, moves ? 'Guess, and the lamp moves there.' : '');
      return;
    }
    const opening = predict.guess === null ? '' : predict.right ? 'Yes.' : 'Not this time.';
    const text = predict.feedback ?? '';
    const start = opening && !text.startsWith(opening) ? `${opening} ` : '';
    if (feedback.textContent === start + text) return;
    feedback.replaceChildren(...(start ? [el('b', {}, opening), ` ${text}`] : [text]));
  }

  function showTask(state) {
    const task = byId('task');
    const text = state.step.task ?? '';
    task.hidden = !text;
    if (text) fillTask(task, text);
    const { challenge } = state;
    byId('challenge').hidden = !challenge;
    byId('rule').hidden = !text && !challenge;
    byId('rule').hidden ||= !state.predict && !text;
    if (!challenge) return;
    fillTask(byId('challenge-prompt'), challenge.prompt);
    const hint = byId('challenge-hint');
    const wanted = hinted === challenge.id;
    byId('ask-hint').hidden = challenge.done || wanted || !challenge.hint;
    const message = challenge.done ? challenge.message || 'Done.' : wanted ? challenge.hint || '' : '';
    if (hint.dataset.said === `${challenge.done}${message}`) return;
    hint.dataset.said = `${challenge.done}${message}`;
    hint.replaceChildren(...(challenge.done ? [el('span', { class: 'done' }, icon('tick'), message)] : [message]));
  }

  function fillTask(node, text) {
    if (node.dataset.text === text) return;
    node.dataset.text = text;
    const rest = text.replace(/^Your turn\.\s*/, '');
    node.replaceChildren(el('b', {}, 'Your turn.'), ' ', ...emphasised(rest));
  }

  function showPager(state) {
    byId('back').disabled = !state.canBack;
    const ends = endsHere(state);
    byId('next').disabled = !state.canNext && !ends;
    setText(byId('next-text'), ends && !ending.shown ? 'Finish the lesson' : state.nextTitle ? `Next: ${state.nextTitle}` : state.canNext ? 'Next' : 'The whole course');
  }

  actions.on('state', (state) => {
    if (!state.lesson || !state.step) return;
    showProse(state);
    showPrediction(state.predict);
    showTask(state);
    showPager(state);
  });

  return {
    move,
    leaveEnding: () => ending.shown && ending.takes('back'),
  };
}

// *word* and **word** in a short text of the lessons, without any markup of its own.
function emphasised(text) {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/).map((part) => {
    const inner = part.match(/^\*{1,2}([^*]+)\*{1,2}$/);
    return inner ? el('strong', {}, inner[1]) : part;
  });
}
