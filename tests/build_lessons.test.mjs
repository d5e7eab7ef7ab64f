// The lessons' builder: what it makes of a lesson, and that each mistake stops it with file and line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLesson, readLessons } from '../tools/build-lessons.mjs';
import { sceneIds } from '../tools/scenes.mjs';

const file = '/x/web/lessons/03-library.md';
const front = ['---', 'id: library', 'title: Library', 'act: 1', 'number: 3', 'steps:',
  '  - id: shelf', '    title: The shelf', '    part: feel', '    scene: spotlight', '    text: A book',
  '  - {id: card, title: The card, part: try, scene: spotlight}', '---'];
const prose = ['# shelf', '', 'See [the lamp](stage:lamp) over **100 %** of “it”.', '', '# card', '', 'Now you.'];
const lesson = (frontLines = front, proseLines = prose) => readLesson(file, [...frontLines, ...proseLines, ''].join('\n'));

/** The message when line `number` (from 1) is replaced; empty when nothing is wrong. */
function messageWith(number, text) {
  const lines = [...front, ...prose];
  lines.splice(number - 1, 1, ...(text === null ? [] : text.split('\n')));
  try {
    readLesson(file, `${lines.join('\n')}\n`);
    return '';
  } catch (error) {
    return error.message.slice(error.message.indexOf('03-library.md'));
  }
}

test('a lesson is its front matter, with the prose of each step as HTML', () => {
  const made = lesson();
  assert.equal(made.id, 'library');
  assert.equal(made.number, 3);
  assert.deepEqual(made.steps.map(({ id }) => id), ['shelf', 'card']);
  assert.equal(made.steps[0].html, '<p>See <a href="stage:lamp">the lamp</a> over <strong>100\u00a0%</strong> of “it”.</p>');
  assert.equal(made.steps[1].html, '<p>Now you.</p>');
});

test('windows line ends are the same lesson', () => {
  const source = [...front, ...prose, ''];
  assert.deepEqual(readLesson(file, source.join('\r\n')), readLesson(file, source.join('\n')));
});

test('each mistake names file and line', () => {
  const cases = [
    [1, 'hello', /^03-library\.md:1: a lesson begins with front matter/],
    [2, 'id: bookcase', /^03-library\.md:2: this lesson’s file has to be called 03-bookcase\.md/],
    [3, 'title:', /^03-library\.md:3: a lesson needs a “title”/],
    [4, 'act: one', /^03-library\.md:4: “act” has to be a whole number/],
    [4, 'act: 1\ncolour: red', /^03-library\.md:5: a lesson can’t have “colour”/],
    [4, 'act: 1\nrecap: [One., Two.]', /^03-library\.md:5: “recap” has to be three sentences/],
    [4, 'act: 1\nact: 2', /^03-library\.md:5: Map keys must be unique/],
    [8, '    title: "The shelf', /^03-library\.md:\d+: Missing closing "quote/],
    [9, null, /^03-library\.md:7: a step needs a “part”/],
    [10, '    scene: moon', new RegExp(`^03-library\\.md:10: there is no scene “moon”; there are ${sceneIds().join(', ')}\\.`)],
    [11, '    texts: A book', /^03-library\.md:11: a step can’t have “texts”/],
    [12, '  - {id: shelf, title: The card, part: try, scene: spotlight}', /^03-library\.md:12: there are two steps “shelf”/],
    [14, '', /^03-library\.md:16: prose has to stand below the heading/],
    [14, '# shelves', /^03-library\.md:14: there is no step “shelves”/],
    [16, 'See [it](https://example.org).', /^03-library\.md:16: a link has to name a thing on the stage/],
    [16, 'See [it](javascript:alert(1)).', /^03-library\.md:16: this is neither text nor a link/],
    [16, 'See <b>it</b>.', /^03-library\.md:16: this is neither text nor a link/],
    [16, 'See ![it](stage:lamp).', /^03-library\.md:16: a lesson’s prose has no images/],
    [18, 'Text', /^03-library\.md:\d+: step “card” has no prose/],
    [20, '', /^03-library\.md:18: “card” has no prose/],
  ];
  for (const [line, text, expected] of cases) assert.match(messageWith(line, text), expected, `line ${line}: ${text}`);
  assert.equal(messageWith(20, 'Fine.'), '');
});

test('what bars and illustrations name has to stand in the step’s text', () => {
  const bars = (options) => `    text: The cat saw the mat\n    predict: {kind: bars, options: [${options}]}`;
  assert.equal(messageWith(11, bars('cat, the, "the:2"')), '');
  assert.equal(messageWith(11, bars('CAT, mat')), '');
  assert.match(messageWith(11, bars('cat, dog')), /^03-library\.md:12: a bar stands for “dog”, which the step’s text does not have/);
  assert.match(messageWith(11, bars('cat, "the:3"')), /^03-library\.md:12: a bar stands for “the:3”, which/);
  assert.match(messageWith(11, bars('cat, Cat')), /^03-library\.md:12: a bar stands for “Cat” twice/);
  assert.match(messageWith(11, '    predict: {kind: bars, options: [cat]}'), /^03-library\.md:11: “predict” of this kind needs the step’s own “text”/);
  const drawn = (words) => `    text: The cat saw the mat\n    illustration:\n      words:\n${words}`;
  assert.equal(messageWith(11, drawn('        - {word: cat, share: 0.8}\n        - {word: mat, share: 0.2}')), '');
  assert.match(messageWith(11, drawn('        - {word: cat, share: 0.8}\n        - {word: cow, share: 0.2}')), /^03-library\.md:15: the illustration draws “cow”, which/);
  assert.match(messageWith(11, drawn('        - {word: cat, share: 0.8}\n        - {word: mat, share: 0.1}')), /^03-library\.md:14: the shares of an illustration have to add up to 1, and not to 0\.9/);
});

test('books and voices are named by their titles', () => {
  const shelf = (word) => `    text: any\n    second: "Old art: Gold.\\nChess: Moves."\n    illustration: {words: [{word: ${word}, share: 1}]}`;
  const lines = [...front, ...prose];
  lines.splice(9, 2, '    scene: library', ...shelf('Old art').split('\n'));
  assert.equal(readLesson(file, `${lines.join('\n')}\n`).steps[0].illustration.words[0].word, 'Old art');
  lines.splice(12, 1, ...shelf('Gold').split('\n').slice(2));
  assert.throws(() => readLesson(file, `${lines.join('\n')}\n`), /03-library\.md:13: the illustration draws “Gold”/);
});

test('markup in the prose stays text', () => {
  const made = lesson(front, ['# shelf', '', 'Is 1 < 2 & 3 > 2?', '', '# card', '', 'Yes.']);
  assert.equal(made.steps[0].html, '<p>Is 1 &lt; 2 &amp; 3 &gt; 2?</p>');
});

test('the lessons that ship are built, in course order, and each step says something short', () => {
  const lessons = readLessons(fileURLToPath(new URL('../web/lessons', import.meta.url)));
  assert.ok(lessons.length >= 2);
  assert.deepEqual(lessons.map(({ number }) => number), lessons.map(({ number }) => number).sort((a, b) => a - b));
  for (const { id, steps } of lessons) {
    for (const step of steps) {
      const text = step.html.replace(/<pre>[\s\S]*?<\/pre>/g, '').replace(/<[^>]*>/g, ''); // lines of code are not prose
      assert.ok(text.length >= 20 && text.length <= 260, `${id}/${step.id}: ${text.length} letters`);
    }
  }
});
