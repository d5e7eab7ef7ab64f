// Makes lessons.json from web/lessons/NN-id.md: node tools/build-lessons.mjs [FOLDER [OUT]]
// Front matter (YAML) is the lesson as data, the Markdown below it the prose of each step. A mistake stops the build
// with its file and line. What the values mean is checked where they are read: src/lessons/lesson.cpp.
import { mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import { LineCounter, parseDocument } from 'yaml';
import { sceneIds } from './scenes.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const scenes = sceneIds();

const lessonKeys = ['id', 'title', 'act', 'number', 'recap', 'steps'];
const stepKeys = ['id', 'title', 'part', 'scene', 'model', 'text', 'keeps_text', 'second', 'head', 'focus', 'stage', 'lamp', 'switches',
  'predict', 'challenge', 'illustration', 'task', 'panel'];

/** What a link in the prose may name: a thing on the stage, by word where there is one for each word. */
const thing = /^stage:(lamp|total|numbers|strip|badge|sentence|report|answer|alike|listener|query|blend|(word|beam|percent|share|paddle|head|voice|book|ribbon|entry|number|score):\S.*)$/;

const markdown = new MarkdownIt('commonmark', { html: false, typographer: true }).enable(['replacements', 'smartquotes']);
markdown.normalizeLink = (target) => target; // names of things, not addresses: “⟨start⟩” stays as it is

class Mistake extends Error {
  constructor(file, line, sentence) {
    super(`${relative(process.cwd(), file)}:${line}: ${sentence}`);
  }
}

/** The two halves of a file, and the line on which the second begins. */
function halves(file, source) {
  const found = source.match(/^---\n([\s\S]*?)\n---\n/);
  if (!found) throw new Mistake(file, 1, 'a lesson begins with front matter between two lines of ---.');
  return { front: found[1], body: source.slice(found[0].length), bodyLine: found[0].split('\n').length };
}

/** The front matter as data, and where in the file each of its values stands. */
function readFront(file, front) {
  const lines = new LineCounter();
  const document = parseDocument(front, { lineCounter: lines, uniqueKeys: true });
  const lineAt = (offset) => lines.linePos(offset).line + 1; // the line of --- comes before
  for (const error of [...document.errors, ...document.warnings]) {
    throw new Mistake(file, lineAt(error.pos[0]), `${error.message.split('\n')[0].replace(/ at line.*$/, '')}.`);
  }
  const lineOf = (...path) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (node?.range) return lineAt(node.range[0]);
    }
    return 2;
  };
  return { data: document.toJS(), lineOf };
}

function checkKeys(file, object, known, what, lineOf, path) {
  if (object === null || typeof object !== 'object' || Array.isArray(object)) {
    throw new Mistake(file, lineOf(...path), `${what} has to be names with values.`);
  }
  for (const key of Object.keys(object)) {
    if (!known.includes(key)) throw new Mistake(file, lineOf(...path, key), `${what} can’t have “${key}”.`);
  }
}

function checkText(file, object, keys, what, lineOf, path) {
  for (const key of keys) {
    if (typeof object[key] === 'string' && object[key].trim() !== '') continue;
    throw new Mistake(file, lineOf(...path, key), `${what} needs a “${key}”.`);
  }
}

function checkFront(file, { data, lineOf }) {
  checkKeys(file, data, lessonKeys, 'a lesson', lineOf, []);
  checkText(file, data, ['id', 'title'], 'a lesson', lineOf, []);
  for (const key of ['act', 'number']) {
    if (!Number.isInteger(data[key])) throw new Mistake(file, lineOf(key), `“${key}” has to be a whole number.`);
  }
  const { recap } = data;
  const sentences = Array.isArray(recap) && recap.length === 3 && recap.every((sentence) => typeof sentence === 'string' && sentence.trim());
  if (recap !== undefined && !sentences) throw new Mistake(file, lineOf('recap'), '“recap” has to be three sentences.');
  const name = `${String(data.number).padStart(2, '0')}-${data.id}.md`;
  if (!file.endsWith(`/${name}`)) throw new Mistake(file, lineOf('id'), `this lesson’s file has to be called ${name}.`);
  if (!Array.isArray(data.steps) || data.steps.length === 0) throw new Mistake(file, lineOf('steps'), 'a lesson needs “steps”.');
  const seen = new Set();
  data.steps.forEach((step, index) => {
    const path = ['steps', index];
    checkKeys(file, step, stepKeys, 'a step', lineOf, path);
    checkText(file, step, ['id', 'title', 'part', 'scene'], 'a step', lineOf, path);
    if (seen.has(step.id)) throw new Mistake(file, lineOf(...path, 'id'), `there are two steps “${step.id}”.`);
    seen.add(step.id);
    if (!scenes.includes(step.scene)) {
      throw new Mistake(file, lineOf(...path, 'scene'), `there is no scene “${step.scene}”; there are ${scenes.join(', ')}.`);
    }
    checkNamedWords(file, step, lineOf, path);
  });
}

/** What can be named: the words of the step's texts in order; of a second text that is a list, the title of each line. */
function wordsOf({ text = '', second = '' }) {
  const lines = second.split('\n').filter((line) => line.trim());
  if (lines.length > 1) return lines.map((line) => line.split(':')[0].trim());
  return `${text} ${second}`.split(/[^\p{L}\p{N}’'-]+/u);
}

/** What bars and illustrations stand for has to be in the step's own text, each thing once. */
function checkNamedWords(file, step, lineOf, path) {
  const bars = step.predict?.kind === 'bars' && Array.isArray(step.predict.options) ? step.predict.options : [];
  const drawn = Array.isArray(step.illustration?.words) ? step.illustration.words : [];
  const named = [[bars, ['predict', 'options'], 'a bar stands for'], [drawn.map((entry) => entry?.word), ['illustration', 'words'], 'the illustration draws']];
  for (const [words, place, what] of named) {
    if (words.length > 0 && typeof step.text !== 'string') throw new Mistake(file, lineOf(...path, place[0]), `“${place[0]}” of this kind needs the step’s own “text”.`);
    const seen = new Set();
    words.forEach((word, index) => {
      const line = lineOf(...path, ...place, index);
      const [, name, count = '1'] = /^(.*?)(?::(\d+))?$/.exec(String(word));
      const key = `${name.toLowerCase()}:${count}`;
      if (wordsOf(step).filter((known) => known.toLowerCase() === name.toLowerCase()).length < Number(count)) {
        throw new Mistake(file, line, `${what} “${word}”, which the step’s text does not have.`);
      }
      if (seen.has(key)) throw new Mistake(file, line, `${what} “${word}” twice.`);
      seen.add(key);
    });
  }
  const sum = drawn.reduce((all, entry) => all + Number(entry?.share), 0);
  if (drawn.length > 0 && !(Math.abs(sum - 1) <= 0.005)) {
    throw new Mistake(file, lineOf(...path, 'illustration', 'words'), `the shares of an illustration have to add up to 1, and not to ${Number(sum.toFixed(3))}.`);
  }
}

/** A number and its percent sign stay on one line. */
const noBreak = (html) => html.replace(/(\d) %/g, '$1\u00a0%');

/** The prose of each step as HTML: what stands below its heading “# id”. */
function readProse(file, body, bodyLine) {
  const environment = {};
  const tokens = markdown.parse(body, environment);
  const prose = new Map();
  let now = null;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    const line = bodyLine + (token.map?.[0] ?? 0);
    if (token.type === 'heading_open' && token.tag === 'h1') {
      const id = tokens[i + 1].content.trim();
      if (prose.has(id)) throw new Mistake(file, line, `the prose of “${id}” stands here twice.`);
      now = { line, tokens: [] };
      prose.set(id, now);
      i += 2; // its text, and its end
      continue;
    }
    if (!now) throw new Mistake(file, line, 'prose has to stand below the heading “# id” of a step.');
    checkInline(file, line, token);
    now.tokens.push(token);
  }
  for (const [id, { line, tokens: own }] of prose) {
    if (own.length === 0) throw new Mistake(file, line, `“${id}” has no prose.`);
  }
  return new Map([...prose].map(([id, { line, tokens: own }]) =>
    [id, { line, html: noBreak(markdown.renderer.render(own, markdown.options, environment).trim()) }]));
}

function checkInline(file, line, token) {
  for (const child of token.children ?? []) {
    if (child.type === 'image') throw new Mistake(file, line, 'a lesson’s prose has no images.');
    const href = child.type === 'link_open' ? child.attrGet('href') : null;
    if (href !== null && !thing.test(href)) {
      throw new Mistake(file, line, `a link has to name a thing on the stage (stage:lamp, stage:word:cat), not “${href}”.`);
    }
    // What looks like a link but was refused would stand in the prose as brackets.
    if (child.type === 'text' && /\]\(|<\/?[a-z]/i.test(child.content)) {
      throw new Mistake(file, line, `this is neither text nor a link: “${child.content}”.`);
    }
  }
}

/** One lesson: its data, and in each step the prose as `html`. */
export function readLesson(file, source) {
  const { front, body, bodyLine } = halves(file, source.replace(/\r\n/g, '\n'));
  const read = readFront(file, front);
  checkFront(file, read);
  const prose = readProse(file, body, bodyLine);
  const { data, lineOf } = read;
  for (const [id, { line }] of prose) {
    if (!data.steps.some((step) => step.id === id)) throw new Mistake(file, line, `there is no step “${id}”.`);
  }
  const steps = data.steps.map((step, index) => {
    if (!prose.has(step.id)) throw new Mistake(file, lineOf('steps', index), `step “${step.id}” has no prose.`);
    return { ...step, html: prose.get(step.id).html };
  });
  return { ...data, steps };
}

/** All lessons of a folder in course order. */
export function readLessons(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  const lessons = files.map((name) => readLesson(join(folder, name), readFileSync(join(folder, name), 'utf8')));
  const ids = new Set(lessons.map((lesson) => lesson.id));
  if (ids.size !== lessons.length) throw new Error(`${folder}: two lessons have the same id.`);
  return lessons.sort((a, b) => a.number - b.number);
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) { // of the two, node follows links in the second alone
  const folder = resolve(process.argv[2] ?? join(root, 'web/lessons'));
  const out = resolve(process.argv[3] ?? join(root, 'build/made/lessons.json'));
  try {
    const lessons = readLessons(folder);
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, `${JSON.stringify(lessons)}\n`);
    const steps = lessons.reduce((sum, lesson) => sum + lesson.steps.length, 0);
    console.log(`${lessons.length} lessons, ${steps} steps`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
