// A scene is known by its name in its own folders and in lessons alone: all other code asks for a trait.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sceneFiles, sceneIds } from '../tools/scenes.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Files of code and style under `folder` of a checkout, as paths in it. */
const filesUnder = (at, folder) => (existsSync(join(at, folder)) ? readdirSync(join(at, folder), { withFileTypes: true }) : []).flatMap((entry) => {
  const path = `${folder}/${entry.name}`;
  if (entry.isDirectory()) return filesUnder(at, path);
  return /\.(cpp|hpp|inc|mjs|css|html|frag|vert|glsl|sh|cmake|py)$/.test(entry.name) ? [path] : [];
});

/**
 * Words that mean something else as well, where they do: a model's id, people at a party; the drawer of numbers in the page's
 * interface and in a lesson's front matter.
 */
const otherMeanings = {
  friends: [/^src\/model\//, /^src\/scenes\/party\/props\.cpp$/, /^tools\/friends\//],
  panel: [/^src\/lessons\/lesson\.cpp$/, /^src\/app\/page\//, /^tools\/build-lessons\.mjs$/, /^web\/js\/(page|core)\//],
};

const ownPlaces = (id) => {
  const folder = id.replaceAll('-', '_');
  return [`src/scenes/${folder}/`, `web/js/scenes/${id}/`, `web/css/scenes/${id}.css`, 'src/scenes/all.cpp'];
};

/** `file:line` of each place in which a scene stands by its name: as a whole quoted word, or as the
 * value of an attribute. A scene may be built on another, but no other room includes one. */
function strays(at, ids) {
  const files = [...['src', 'web', 'tools', 'cmake', 'shaders'].flatMap((folder) => filesUnder(at, folder)), 'CMakeLists.txt']
    .filter((path) => existsSync(join(at, path)) && !path.startsWith('web/lessons/'));
  return files.flatMap((path) => readFileSync(join(at, path), 'utf8').split('\n').flatMap((line, index) => ids
    .filter((id) => (new RegExp(`(["'\`])${id}\\1|=${id}\\]|\\b${id.replaceAll('-', '_')}_scene\\b|^\\s*${id}: `).test(line)
      || (!path.startsWith('src/scenes/') && line.includes(`"scenes/${id.replaceAll('-', '_')}/`)))
      && !ownPlaces(id).some((own) => path.startsWith(own)) && !(otherMeanings[id] ?? []).some((pattern) => pattern.test(path)))
    .map(() => `${path}:${index + 1}`)));
}

test('there are scenes, each in a folder of its own', () => {
  assert.ok(sceneIds().length >= 6);
  assert.equal(new Set(sceneIds()).size, sceneFiles().length);
});

test('no scene is known by its name outside its own folders', () => assert.deepEqual(strays(root, sceneIds()), []));

test('parts of the page are there for the scenes whose traits say so, and for no others', () => {
  const saying = sceneFiles().filter((file) => /\.parts = true/.test(readFileSync(file, 'utf8'))).map((file) => file.split('/').at(-2).replaceAll('_', '-'));
  const there = sceneIds().filter((id) => existsSync(join(root, 'web/js/scenes', id, 'index.mjs')));
  assert.deepEqual(saying, there);
  for (const id of there) {
    const source = readFileSync(join(root, 'web/js/scenes', id, 'index.mjs'), 'utf8');
    assert.match(source, /^export function setUp\(actions\)/m, id);
    const style = /^export const style = '(.*)';$/m.exec(source)?.[1];
    if (style !== undefined) assert.ok(existsSync(join(root, 'web', style)), style);
    assert.equal(existsSync(join(root, `web/css/scenes/${id}.css`)), style === `css/scenes/${id}.css`, id);
  }
  const folders = readdirSync(join(root, 'web/js/scenes'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual(folders.filter((name) => !there.includes(name)), []);
});

test('a name in the wrong place is found, in its own place it is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenes-'));
  try {
    const write = (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write('src/scenes/night_sky/scene.cpp', 'Scene night_sky_scene() { return {.id = "night-sky"}; }\n');
    write('src/app/theatre.cpp', '// the night-sky\nif (step()->scene == "night-sky") return;\n#include "scenes/night_sky/sky.hpp"\n');
    write('web/css/small.css', '[data-scene="night-sky"] { height: 0; }\n');
    write('web/js/page/words.mjs', "const words = {\n  'night-sky': 'stars',\n};\n");
    write('web/js/scenes/night-sky/index.mjs', "const id = 'night-sky';\n");
    assert.deepEqual(strays(folder, ['night-sky']), ['src/app/theatre.cpp:2', 'src/app/theatre.cpp:3', 'web/css/small.css:1', 'web/js/page/words.mjs:2']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
