// The finished site: what is in it, and that it carries the notices of everything that it ships.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const folder = mkdtempSync(join(tmpdir(), 'theatre-site-'));
const wasm = join(folder, 'wasm');
const site = join(folder, 'site');
after(() => rmSync(folder, { recursive: true }));

const squeezed = (text) => text.replace(/\s+/g, ' ');
const read = (path) => readFileSync(path, 'utf8');
let notices = '';

const build = () => spawnSync('node', ['tools/build-site.mjs', wasm, site], { cwd: root, encoding: 'utf8' });

before(() => {
  mkdirSync(wasm);
  mkdirSync(join(site, 'old'), { recursive: true });
  for (const name of ['theatre', 'theatre_worker']) {
    for (const kind of ['mjs', 'wasm']) writeFileSync(join(wasm, `${name}.${kind}`), name);
  }
  writeFileSync(join(wasm, 'theatre_tests_wasm.wasm'), '');
  writeFileSync(join(site, 'old/stale.js'), '');
  const { status, stderr } = build();
  assert.equal(status, 0, stderr);
  notices = squeezed(read(join(site, 'THIRD_PARTY_NOTICES.md')));
});

test('the site has the page and what it reads, nothing that is only built from, and nothing stale', () => {
  for (const name of ['index.html', 'theatre.mjs', 'theatre.wasm', 'LICENSE', 'THIRD_PARTY_NOTICES.md']) {
    assert.ok(existsSync(join(site, name)), name);
  }
  for (const name of ['old', 'lessons', 'data/README.md', 'data/lexicon.bin', 'data/links.txt', 'data/resumes.json', 'theatre_tests_wasm.wasm']) {
    assert.ok(!existsSync(join(site, name)), name);
  }
  assert.match(build().stdout, / 0 written, 0 removed/);
});

const has = (part) => assert.ok(notices.includes(squeezed(part)), `the notices lack: ${part.slice(0, 200)}`);

test('every library that is linked into the page has its copyright and its licence', () => {
  for (const part of [
    'Eigen is subject to the terms of the Mozilla Public License 2.0',
    'Copyright (c) 2014-2025 Omar Cornut',
    'Copyright (c) 2013-2022 Niels Lohmann',
    'Copyright (c) 2010-2014 Emscripten authors',
    'Copyright (c) 2005-2020 Rich Felker',
    'Permission is hereby granted, free of charge, to any person obtaining a copy of this software',
    'Apache License 2.0 with LLVM Exceptions',
  ]) has(part);
  // Whatever CMake fetches is at least named.
  const names = { imgui: 'Dear ImGui', catch2: 'Catch2', eigen: 'Eigen', nlohmann_json: 'JSON for Modern C++' };
  for (const [, name] of read(join(root, 'cmake/dependencies.cmake')).matchAll(/FetchContent_Declare\((\w+)/g)) {
    assert.ok(names[name], `a new library, ${name}: give it a notice and a line in this test`);
    has(`[${names[name]}]`);
  }
  // So is every node package that the build asks for.
  const { dependencies = {}, devDependencies = {} } = JSON.parse(read(join(root, 'package.json')));
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const plain = name.replace(/^@fontsource(-variable)?\//, '').replace(/-/g, ' ');
    assert.ok(notices.toLowerCase().includes(plain) || notices.includes(name), `the notices do not name ${name}`);
  }
});

test('the lexicon names WordNet and SCOWL with their whole notices', () => {
  const wordnet = read(join(root, 'web/data/lexicon/WORDNET-LICENSE.txt'));
  has(wordnet.slice(wordnet.indexOf('This software and database')).trim());
  has('Copyright 2000-2011 by Kevin Atkinson Permission to use, copy, modify, distribute and sell these word lists');
  has('without express or implied warranty.');
  has('Copyright 1993, Geoff Kuenning, Granada Hills, CA');
  has('WordNet 1.6 (Copyright 1997 by Princeton University');
  // A table that says it comes from somewhere else has its source in the notices.
  const tables = join(root, 'web/data/lexicon');
  for (const name of readdirSync(tables).filter((file) => file.endsWith('.txt') && !/LICENSE/.test(file))) {
    for (const [, holder] of squeezed(read(join(tables, name))).matchAll(/Copyright (?:\(c\) |© )?[\d-]+ (?:by )?([A-Z]\w+ [A-Z]\w+)/g)) has(holder);
  }
});

test('the tables of characters carry the Unicode licence', () => {
  has('UNICODE, INC. LICENSE AGREEMENT - DATA FILES AND SOFTWARE');
  has('Copyright © 1991-2021 Unicode, Inc. All rights reserved.');
  has('written authorization of the copyright holder.');
});

test('every font that is served has its copyright and the Open Font License', () => {
  const files = readdirSync(join(site, 'fonts'));
  assert.ok(files.length >= 3, String(files));
  const packages = { inter: 'inter', newsreader: 'newsreader', 'newsreader-italic': 'newsreader', 'jetbrains-mono': 'jetbrains-mono' };
  const require = createRequire(import.meta.url);
  for (const file of files) {
    const name = packages[file.replace(/\.woff2$/, '')];
    assert.ok(name, `a new font, ${file}: give it a notice and a line in this test`);
    // The package's own licence begins with the copyright of the font.
    const licence = read(join(dirname(require.resolve(`@fontsource-variable/${name}/package.json`)), 'LICENSE'));
    has(/Copyright[^)\n]*\)/.exec(licence)[0]);
    has(licence.slice(licence.indexOf('PREAMBLE'), licence.indexOf('DISCLAIMER')).trim());
  }
});

test('the weights of MiniLM come with licence, provenance and model card', () => {
  has('`models/minilm.bin`');
  has('models/LICENSE-minilm.txt');
  has('models/README.md');
  const licence = squeezed(read(join(site, 'models/LICENSE-minilm.txt')));
  assert.ok(licence.includes('Apache License Version 2.0, January 2004') && licence.includes('END OF TERMS AND CONDITIONS'));
  const card = squeezed(read(join(site, 'models/README.md')));
  for (const part of ['sentence-transformers/all-MiniLM-L6-v2', 'Apache License 2.0', '| changed |', 'What it is for.', 'What it is not.']) {
    assert.ok(card.includes(part), part);
  }
  const hash = createHash('sha256').update(readFileSync(join(site, 'models/minilm.bin'))).digest('hex');
  assert.ok(card.includes(hash), 'the card names these very weights');
});

test('the project’s own licence is there', () => {
  assert.match(read(join(site, 'LICENSE')), /MIT License/);
});
