// Assembles the static site: node tools/build-site.mjs WASM_FOLDER SITE_FOLDER
// The page's files from web/ (its modules packed), the lessons made from Markdown, the fonts cut to size, and the
// WebAssembly built before.
// Only what changed is written, and what no longer belongs there is removed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sceneFiles } from './scenes.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [wasm, site] = process.argv.slice(2).map((path) => resolve(path));
if (!site) {
  console.error('usage: node tools/build-site.mjs WASM_FOLDER SITE_FOLDER');
  process.exit(2);
}

// Files under web/ that are built into something else, or are for those who work on the page. The models' README goes
// with them: it is the weights' provenance and model card.
const notServed = [/^lessons\//, /^js\//, /^data\/lexicon(\/|\.)/, /^data\/links\.txt$/, /^data\/resumes\.json$/, /^(?!models\/)(.*\/)?README\.md$/, /(^|\/)\./];

const filesUnder = (folder, prefix = '') =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? filesUnder(join(folder, entry.name), `${prefix}${entry.name}/`) : [prefix + entry.name],
      );

const hashOf = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** Runs a tool only when one of its inputs changed since it last made `made`, a folder or file under build/. */
function make(made, inputs, tool, args) {
  const stamp = `${made}.stamp`;
  const now = hashOf(...inputs.flatMap((path) => [relative(root, path), readFileSync(path)]));
  if (existsSync(made) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  mkdirSync(dirname(made), { recursive: true });
  const { status } = spawnSync(process.execPath, [tool, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1); // the tool has said why
  writeFileSync(stamp, now);
}

/** Where each file of the site comes from: path in the site → path on this machine. */
const sources = new Map();

for (const path of filesUnder(join(root, 'web'))) {
  if (!notServed.some((pattern) => pattern.test(path))) sources.set(path, join(root, 'web', path));
}
for (const name of ['LICENSE', 'THIRD_PARTY_NOTICES.md']) {
  if (existsSync(join(root, name))) sources.set(name, join(root, name));
}

// The programs: an ES module each, with its .wasm beside it.
const modules = readdirSync(wasm).filter((name) => /^theatre\w*\.mjs$/.test(name));
for (const name of modules.flatMap((module) => [module, module.replace(/mjs$/, 'wasm')])) sources.set(name, join(wasm, name));

// The page's modules, packed, and what Emscripten wrote, made smaller.
const scriptTool = join(root, 'tools/build-scripts.mjs');
const scripts = join(root, 'build/made/scripts');
const emitted = modules.map((name) => join(wasm, name));
make(scripts, [scriptTool, join(root, 'package-lock.json'), ...filesUnder(join(root, 'web/js')).map((path) => join(root, 'web/js', path)),
  ...emitted], scriptTool, [scripts, ...emitted]);
for (const path of filesUnder(scripts)) sources.set(path, join(scripts, path));

// The lessons' Markdown, marked up as JSON.
const lessonTool = join(root, 'tools/build-lessons.mjs');
const lessons = join(root, 'web/lessons');
if (existsSync(lessonTool) && existsSync(lessons)) {
  const made = join(root, 'build/made/lessons.json');
  const inputs = [lessonTool, ...sceneFiles(), ...filesUnder(lessons).map((path) => join(lessons, path))];
  make(made, inputs, lessonTool, [lessons, made]);
  sources.set('lessons.json', made);
}

// The fonts, cut down to the letters the page uses.
const fontTool = join(root, 'tools/build-fonts.mjs');
if (existsSync(fontTool)) {
  const made = join(root, 'build/made/fonts');
  make(made, [fontTool, join(root, 'package-lock.json')], fontTool, [made]);
  for (const path of filesUnder(made)) sources.set(`fonts/${path}`, join(made, path));
}

// Everything that the page asks for by its address has to be there: nobody else would notice before a learner does.
const asked = [
  ...filesUnder(join(root, 'web/js')).map((path) => [`web/js/${path}`, /['"`]((?:css|data|fonts|icons|js|models)\/[\w./-]+\.\w+|theatre\w*\.(?:mjs|wasm)|lessons\.json)['"`]/g]),
  ['web/index.html', /(?:href|src)="([\w./-]+\.\w+)"/g],
].flatMap(([file, address]) => [...readFileSync(join(root, file), 'utf8').matchAll(address)].map(([, path]) => ({ file, path })));
for (const name of modules) asked.push({ file: name, path: name.replace(/mjs$/, 'wasm') });
const missing = asked.filter(({ path }) => !sources.has(path) || !existsSync(sources.get(path)));
for (const { file, path } of missing) console.error(`error: ${file} asks for ${path}, which is not in the site.`);
if (missing.length > 0) process.exit(1);

let written = 0;
let bytes = 0;
for (const [path, from] of [...sources].sort()) {
  const target = join(site, path);
  const content = readFileSync(from);
  bytes += content.length;
  if (existsSync(target) && readFileSync(target).equals(content)) continue;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  written += 1;
}

let removed = 0;
for (const path of filesUnder(site)) {
  if (sources.has(path)) continue;
  rmSync(join(site, path));
  removed += 1;
  for (let folder = dirname(join(site, path)); folder !== site && readdirSync(folder).length === 0; folder = dirname(folder)) {
    rmdirSync(folder);
  }
}

console.log(`${relative(root, site)}: ${sources.size} files, ${bytes} bytes, ${written} written, ${removed} removed`);
