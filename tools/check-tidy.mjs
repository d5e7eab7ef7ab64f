// Holds every C++ file of src/ against .clang-tidy: node tools/check-tidy.mjs [BUILD_FOLDER]
// clang-tidy reads and matches Eigen, JSON and the standard library again for every file, a hundred times as long as our
// own code: so many files are read as one. Where two of them don't fit into one (each has its own `row` in a namespace
// without a name), they are parted. A file that passed is not read again until it, or a header it includes, has changed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const build = resolve(process.argv[2] ?? join(root, 'build/native'));
const folder = join(root, 'build/tidy');
const most = 40; // files in one
const tool = (name) => [`${name}-14`, name].find((command) => spawnSync(command, ['--version']).status === 0);
const tidy = tool('clang-tidy');
const clang = tool('clang++');
if (!tidy || !clang) {
  console.error('error: clang-tidy 14 is missing: tools/setup.sh test installs it on Debian.');
  process.exit(1);
}

const filesUnder = (path) => readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]);
const read = (path) => readFileSync(path, 'utf8');

/** What a command line says about how to read a file; quotes as the shell has them. */
function readingOptions(command) {
  const words = [...command.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, one, two, three) => one ?? two?.replace(/\\(.)/g, '$1') ?? three));
  return words.flatMap((word, i) => (/^-(D|I|m|std=)/.test(word) ? [word] : word === '-isystem' ? [word, words[i + 1]] : []));
}

/** The files of one target, and the options that all of them are read with. */
function filesOf(commands, accepts, extra = []) {
  const entries = commands.filter(({ file }) => file.startsWith(join(root, 'src/')) && accepts(file));
  const options = new Map(); // an option with its value, once
  for (const { command } of entries) {
    const words = readingOptions(command);
    for (let i = 0; i < words.length; i += 1) {
      const option = words[i] === '-isystem' ? [words[i], words[(i += 1)]] : [words[i]];
      options.set(option.join(' '), option);
    }
  }
  return { files: entries.map(({ file }) => file).sort(), options: [...extra, ...options.values()].flat() };
}

const commands = JSON.parse(read(join(build, 'compile_commands.json')));
const native = filesOf(commands, () => true);
const config = createHash('sha256').update(read(join(root, '.clang-tidy'))).update(read(fileURLToPath(import.meta.url)));
config.update(native.options.join(' ').replaceAll(root, '')).update(`${spawnSync(tidy, ['--version']).stdout}`);
const configState = config.digest('hex');

/** The files of ours that a file includes, at any depth. */
const includes = new Map();
function withHeaders(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!includes.has(path)) {
    includes.set(path, [...read(path).matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"]+)"/gm)]
      .map(([, header]) => join(root, 'src', header)).filter(existsSync));
  }
  for (const header of includes.get(path)) withHeaders(header, seen);
  return seen;
}

const stampOf = (file) => join(folder, 'passed', relative(root, file).replaceAll('/', '__'));
function stateOf(file) {
  const hash = createHash('sha256').update(configState);
  for (const path of [...withHeaders(file)].sort()) hash.update(relative(root, path)).update(read(path));
  return hash.digest('hex');
}
const states = new Map(native.files.map((file) => [file, stateOf(file)]));
const stale = native.files.filter((file) => !existsSync(stampOf(file)) || read(stampOf(file)) !== states.get(file));

const run = (command, args) => new Promise((done) => {
  const child = spawn(command, args, { cwd: root });
  let said = '';
  child.stdout.on('data', (data) => { said += data; });
  child.stderr.on('data', (data) => { said += data; });
  child.on('close', (status) => done({ status, said }));
});

let made = 0;
/** One source that includes all these. */
function together(files) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `together-${(made += 1)}.cpp`);
  writeFileSync(path, files.map((file) => `#include "${relative(join(root, 'src'), file)}"\n`).join(''));
  return path;
}

/** Parts files into sets of which each can be read as one. */
async function setsOf(files) {
  const sets = [];
  for (let rest = files; rest.length > 0;) {
    let now = rest;
    rest = [];
    while (now.length > 1) {
      const { status, said } = await run(clang, [...native.options, '-fsyntax-only', '-w', '-ferror-limit=0', together(now)]);
      if (status === 0) break;
      // An error stands in the later of two files that don't fit.
      const blamed = new Set([...said.matchAll(/^(\S.*?\.cpp):\d+:\d+: (?:fatal )?error:/gm)].map(([, path]) => resolve(root, path)));
      const parted = now.filter((file) => blamed.has(file));
      const moved = parted.length > 0 && parted.length < now.length ? parted : now.slice(now.length / 2);
      rest.push(...moved);
      now = now.filter((file) => !moved.includes(file));
    }
    sets.push(now);
  }
  return sets;
}

let wrong = 0;
async function check(files) {
  const { status, said } = await run(tidy, ['--quiet', together(files), '--', ...native.options, '-w']);
  if (status === 0) {
    for (const file of files) {
      mkdirSync(dirname(stampOf(file)), { recursive: true });
      writeFileSync(stampOf(file), states.get(file));
    }
    return;
  }
  wrong += 1;
  console.log(said.replaceAll(`${root}/`, '').replace(/^\d+ warnings? .*generated\.\n/gm, '').trim());
}

/** Does the work on as many cores as there are. */
async function each(items, work) {
  const queue = [...items];
  const hands = os.availableParallelism?.() ?? (os.cpus().length || 1);
  await Promise.all(Array.from({ length: hands }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  }));
}

const started = Date.now();
// Neighbours are dealt out: those are the ones that have helpers of the same name.
const hands = Math.max(1, Math.ceil(stale.length / most), Math.min(2, stale.length));
const dealt = Array.from({ length: hands }, (_, hand) => stale.filter((_, i) => i % hands === hand));
const sets = [];
await each(dealt.filter((files) => files.length > 0), async (files) => sets.push(...await setsOf(files)));
await each(sets, check);
for (const name of existsSync(folder) ? readdirSync(folder) : []) if (name.startsWith('together-')) rmSync(join(folder, name));
console.log(`clang-tidy: ${native.files.length} files, ${stale.length} of them read (as ${sets.length}) in ${Math.round((Date.now() - started) / 1000)} s${wrong ? '; something is wrong' : ''}`);
process.exit(wrong ? 1 : 0);
