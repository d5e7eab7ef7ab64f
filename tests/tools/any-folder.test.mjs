// The page is built from a checkout of any name and at any path, and never without something that it asks for.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const folder = mkdtempSync(join(tmpdir(), 'theatre-'));
after(() => rmSync(folder, { recursive: true }));

/** What the site is built from, without the compilers' part of it: their files, and a model's weights, are stand-ins. */
function makeCheckout(name) {
  const at = join(folder, name);
  for (const part of ['web', 'tools', 'src', 'package.json', 'package-lock.json', 'LICENSE', 'THIRD_PARTY_NOTICES.md']) {
    cpSync(join(root, part), join(at, part), { recursive: true, filter: (path) => !/\.bin$/.test(path) });
  }
  for (const path of filesUnder(join(root, 'web/models')).filter((name) => name.endsWith('.bin'))) writeFileSync(join(at, 'web/models', path), path);
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'));
  mkdirSync(join(at, 'build/wasm'), { recursive: true });
  for (const program of programs) {
    writeFileSync(join(at, 'build/wasm', `${program}.mjs`), 'export default () => import.meta.url;\n');
    writeFileSync(join(at, 'build/wasm', `${program}.wasm`), program);
  }
  // Fonts take seconds to cut, and are the same everywhere.
  const made = [join(root, 'build/made'), ...readdirSync(folder).map((other) => join(folder, other, 'build/made'))].find((path) => existsSync(join(path, 'fonts.stamp')));
  if (made) for (const part of ['fonts', 'fonts.stamp']) cpSync(join(made, part), join(at, 'build/made', part), { recursive: true });
  return at;
}

const filesUnder = (path) => readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? filesUnder(join(path, entry.name)).map((inner) => join(entry.name, inner)) : [entry.name]);

const read = (...path) => readFileSync(join(...path), 'utf8');
const scripts = filesUnder(join(root, 'web/js'));
const programs = [...new Set(scripts.flatMap((path) => [...read(root, 'web/js', path).matchAll(/['"`](theatre\w*)\.mjs['"`]/g)].map(([, name]) => name)))];

const build = (at, from = at) => spawnSync('node', [join(at, 'tools/build-site.mjs'), join(at, 'build/wasm'), join(at, 'build/site')], { cwd: from, encoding: 'utf8' });

/** Of a site: each file of js/, and what stands in it. */
const packed = (at) => Object.fromEntries(filesUnder(join(at, 'build/site/js')).sort().map((path) => [path, read(at, 'build/site/js', path)]));

let plain;
before(() => {
  const at = makeCheckout('a');
  const { status, stderr } = build(at);
  assert.equal(status, 0, stderr);
  plain = packed(at);
});

test('the page’s first module has the page in it, and imports nothing that isn’t there', () => {
  const parts = scripts.filter((path) => read(root, 'web/js/main.mjs').includes(`from './${path}'`));
  assert.ok(parts.length > 10);
  const code = Object.values(plain).join('');
  for (const path of parts) { // packing leaves the names of members as they are
    const source = read(root, 'web/js', path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    for (const [, member] of source.matchAll(/[\w)\]]\??\.([a-zA-Z]{9,})\b/g)) assert.ok(code.includes(member), `${path} is in it, with ${member}`);
  }
  assert.ok(plain['main.mjs'].length > 40_000);
  for (const [file, text] of Object.entries(plain)) {
    for (const [, path] of text.matchAll(/(?:from|import)\s*\(?\s*"((?:\.\.?|https?:)\/[^"]*)"/g)) assert.ok(join(file, '..', path) in plain, `${file} imports ${path}`);
  }
});

for (const name of ['theatre', 'theatre-2', 'théâtre zwei', 'a/theatre.mjs/[x] $HOME & co']) {
  test(`a checkout called “${name}” builds the same page`, () => {
    const at = makeCheckout(name);
    const { status, stderr } = build(at, folder);
    assert.equal(status, 0, stderr);
    assert.deepEqual(packed(at), plain);
    assert.ok(JSON.parse(read(at, 'build/site/lessons.json')).length > 0);
  });
}

test('so does one that is reached through a link', () => {
  const at = makeCheckout('behind');
  const link = join(folder, 'theatre link');
  symlinkSync(at, link);
  const { status, stderr } = build(link, link);
  assert.equal(status, 0, stderr);
  assert.deepEqual(packed(at), plain);
  assert.ok(JSON.parse(read(at, 'build/site/lessons.json')).length > 0);
  const { stdout } = spawnSync('bash', ['-c', '. tools/lib.sh && printf %s "$THEATRE_ROOT"'], { cwd: link, encoding: 'utf8' });
  assert.equal(relative(stdout, at), '');
});

test('a page that asks for what is not there is not built', () => {
  const at = makeCheckout('incomplete');
  const refused = (sentence) => {
    const { status, stderr } = build(at);
    assert.equal(status, 1);
    assert.match(stderr.trim(), sentence);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
    assert.ok(!existsSync(join(at, 'build/site/index.html')));
  };
  const main = join(at, 'web/js/main.mjs');
  const source = readFileSync(main);
  for (const [line, sentence] of [
    ["import './core/nothing.mjs';", /^error: web\/js\/main\.mjs:\d+: Could not resolve "\.\/core\/nothing\.mjs"$/],
    ["const place = 'a'; import(`./nowhere/${place}/index.mjs`);", /^error: web\/js\/main\.mjs:\d+: Could not resolve import\("\.\/nowhere\/\*\*\/\*\/index\.mjs"\)$/],
    ["import 'https://other.invalid/x.mjs';", /^error: .*main\.mjs still imports what is not in the site: https:\/\/other\.invalid\/x\.mjs$/],
    ["inSite('theatre_absent.mjs');", /^error: web\/js\/main\.mjs asks for theatre_absent\.mjs, which is not in the site\.$/],
    ["loadStyle('css/absent.css');", /^error: web\/js\/main\.mjs asks for css\/absent\.css, which is not in the site\.$/],
  ]) {
    appendFileSync(main, `\n${line}\n`);
    refused(sentence);
    writeFileSync(main, source);
  }
  rmSync(join(at, 'build/wasm/theatre.wasm'));
  rmSync(join(at, 'build/wasm/theatre.mjs'));
  const { status, stderr } = build(at);
  assert.equal(status, 1);
  assert.match(stderr, /asks for theatre\.mjs, which is not in the site\./);
});
