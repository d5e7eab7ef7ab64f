// What the README says to type works: each line of its examples is run, or held against the scripts and presets it names.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readLesson } from '../../tools/build-lessons.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const shell = (line) => spawnSync('bash', ['-c', line], { cwd: root, encoding: 'utf8' });

/** The blocks of a page that are set off by four spaces. */
const blocksOf = (page) => [...page.matchAll(/(?:^|\n\n)((?: {4}.*\n(?:\n(?= {4}))?)+)/g)].map(([, block]) => block.replace(/^ {4}/gm, ''));
const blocks = blocksOf(read('README.md'));

/** Commands, without what is said behind them: after a # with space around it, or after two spaces and more. */
const commands = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/\s+# .*|\s{2,}(?!\s|&&).*/, '').trim())
  .filter((line) => /^(\.\/|build\/|cmake |node |tools\/)/.test(line));
const inProse = [...read('README.md').matchAll(/`((?:\.\/(?:serve|test)|build\/native\/|node |tools\/\w|attend )[^`]*)`/g)].map(([, line]) => line.replace(/\s+/g, ' '));

const usage = (script) => shell(`${script} --help`).stdout;

/** Holds one command against what it names; true when it is known. */
const kinds = [
  [/^\.\/test(?: (\w+))?$/, ([, part]) => assert.ok(!part || usage('./test').match(/\[(.*)\]/)[1].split('|').includes(part))],
  [/^\.\/serve((?: --[\w-]+(?: \d+)?)*)$/, ([, options]) => { for (const [option] of options.matchAll(/--[\w-]+/g)) assert.ok(usage('./serve').includes(option)); }],
  [/^cmake --preset (\S+)\s+&& cmake --build --preset (\S+)(?: --target (\S+))?$/, ([, preset, again, target]) => {
    assert.equal(preset, again);
    for (const list of ['configurePresets', 'buildPresets']) assert.ok(JSON.parse(read('CMakePresets.json'))[list].some(({ name }) => name === preset));
    if (target) assert.match(read('cmake/site.cmake'), new RegExp(`add_custom_target\\(${target}$`, 'm'));
  }],
  [/^build\/native\/theatre_tests (.+)$/, ([line]) => {
    const { stdout, stderr } = shell(`${line} --list-tests`);
    assert.match(stdout, /^[1-9]\d* matching test cases?$/m, stderr);
  }],
  [/^(?:build\/native\/)?attend (.+)$/, ([, options]) => {
    const { status, stdout, stderr } = shell(`build/native/attend ${options}`);
    assert.equal(status, 0, stderr);
    assert.ok(stdout.length > 60, stdout);
    if (/--json/.test(options)) JSON.parse(stdout);
  }],
  [/^(tools\/\S+\.sh) (--\w+)$/, ([, path, option]) => assert.ok(read(path).includes(option))],
  [/^(?:node )?((?:tools|tests)\/\S+|build\/native\/theatre_(?:tests|bench)|build\/native\/attend)$/, ([, path]) => {
    if (!path.startsWith('build/')) assert.ok(statSync(join(root, path)).isFile());
    else assert.match(read('CMakeLists.txt') + read('tests/CMakeLists.txt'), new RegExp(`\\(${path.split('/').at(-1)}\\b`));
  }],
];

test('the README has its examples', () => {
  assert.ok(commands.length >= 12, commands.join('\n'));
  for (const start of ['./serve', './test', 'build/native/attend', 'build/native/theatre_tests', 'cmake --preset wasm']) {
    assert.ok(commands.some((line) => line.startsWith(start)), start);
  }
});

for (const line of new Set([...commands, ...inProse])) {
  test(`README: ${line}`, () => {
    const kind = kinds.find(([pattern]) => pattern.test(line));
    assert.ok(kind, 'a kind of command that this test does not know: add it to the list');
    kind[1](line.match(kind[0]));
  });
}

test('the files and folders that the README links or names are there', () => {
  for (const page of ['README.md']) {
    const text = read(page);
    const paths = [...text.matchAll(/\]\(([\w./-]+)\)/g), ...text.matchAll(/`((?:web|src|tests|tools|cmake|docs|shaders)\/[\w./-]*\w)`/g)].map(([, path]) => path);
    assert.ok(paths.length > 10);
    for (const path of paths) if (!/NN|</.test(path)) assert.ok(existsSync(join(root, path)), `${page}: ${path}`);
  }
});

test('the README’s lesson is one', () => {
  const block = blocks.find((text) => text.startsWith('---\nid: '));
  const id = block.match(/^id: (.*)$/m)[1];
  const number = block.match(/^number: (.*)$/m)[1];
  const lesson = readLesson(`/x/${number.padStart(2, '0')}-${id}.md`, block);
  assert.equal(lesson.id, id);
  assert.ok(lesson.steps.length > 0 && lesson.steps.every(({ html }) => html.length > 20));
});
