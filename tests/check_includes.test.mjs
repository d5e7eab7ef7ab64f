// Every #include under src/ obeys the table of rooms: no arrow turns round, and libraries stay in their rooms.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Failure is core's Result, everywhere but in text; a Trace holds core's tensors. */
const failure = 'core/result.hpp';
const values = ['core/tensor.hpp', failure];

/** What each room may include besides itself and the standard library: rooms, single headers, libraries. */
const table = {
  core: ['Eigen'],
  trace: ['core', 'Eigen', 'json'],
  text: [],
  model: ['core', 'text', 'trace', 'embedded', 'Eigen', 'json'],
  lessons: ['trace', ...values, 'json'],
  scenes: ['trace', 'lessons', ...values],
  gfx: ['scenes', failure, 'embedded', 'ImGui', 'GL', 'Emscripten'],
  ui: ['trace', 'scenes', 'lessons', ...values, 'ImGui', 'Emscripten'],
  platform: ['gfx', failure, 'ImGui', 'Emscripten'],
  app: ['core', 'text', 'model', 'trace', 'lessons', 'scenes', 'gfx', 'ui', 'platform', 'embedded', 'json', 'ImGui', 'Emscripten'],
};

/** Headers with a folder or of a library, and the name they have in the table. */
const libraries = [
  [/^Eigen\//, 'Eigen'],
  [/^nlohmann\//, 'json'],
  [/^(imgui|imstb_)\w*\.h$/, 'ImGui'],
  [/^(GLES\d|GL|EGL)\//, 'GL'],
  [/^(emscripten|AL|SDL)(\/|\.h)/, 'Emscripten'],
  [/^embedded\//, 'embedded'],
];

/** Of the C library and POSIX, and of the compiler: fine anywhere. */
const system = /^(sys\/\w+\.h|unistd\.h|getopt\.h|immintrin\.h|[a-z]mmintrin\.h|wasm_simd128\.h|[a-z_0-9]+)$/;

/** The includes of one source text that the table forbids its room. */
function forbidden(room, text) {
  const found = [];
  for (const [, header] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/gm)) {
    const folder = header.includes('/') ? header.split('/')[0] : '';
    const library = libraries.find(([pattern]) => pattern.test(header))?.[1];
    const allowed = table[room].includes(library ?? folder) || table[room].includes(header);
    if (folder === room || allowed || (!library && system.test(header))) continue;
    found.push(header);
  }
  return found;
}

/** Every source file under a folder, at any depth. */
const sourcesUnder = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  const path = `${folder}/${entry.name}`;
  if (entry.isDirectory()) return sourcesUnder(path);
  return /\.(cpp|hpp|inc)$/.test(entry.name) ? [path] : [];
});

/** `file: header` of every forbidden include in one room's folder and the folders in it. */
const check = (root, room) => sourcesUnder(join(root, 'src', room)).sort()
  .flatMap((path) => forbidden(room, readFileSync(path, 'utf8')).map((header) => `${relative(root, path)}: ${header}`));

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());

test('every folder of src is a room of the table', () => {
  assert.deepEqual(rooms.map(({ name }) => name).filter((name) => !(name in table)), []);
});

for (const { name } of rooms.filter((room) => room.name in table)) {
  test(`src/${name} includes only what it may know`, () => assert.deepEqual(check(root, name), []));
}

test('the table has no circle', () => {
  const seen = new Map();
  const visit = (room, path) => {
    assert.ok(!path.includes(room), `a circle: ${[...path, room].join(' → ')}`);
    if (!seen.has(room)) for (const next of table[room]) if (next in table) visit(next, [...path, room]);
    seen.set(room, true);
  };
  for (const room of Object.keys(table)) visit(room, []);
});

test('a wrong include is found, and a right one is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'includes-'));
  try {
    mkdirSync(join(folder, 'src/text'), { recursive: true });
    mkdirSync(join(folder, 'src/scenes/party'), { recursive: true });
    writeFileSync(
      join(folder, 'src/text/words.cpp'),
      '#include "text/words.hpp"\n#include <string>\n  #  include "model/model.hpp"\n#include <Eigen/Core>\n',
    );
    writeFileSync(
      join(folder, 'src/scenes/stage.hpp'),
      '#include "core/tensor.hpp"\n#include "trace/trace.hpp"\n#include <imgui.h>\n#include "core/attention.hpp"\n#include <GLES3/gl3.h>\n// #include "app/theatre.hpp"\n',
    );
    writeFileSync(join(folder, 'src/scenes/party/rings.cpp'), '#include "scenes/stage.hpp"\n#include "model/model.hpp"\n');
    assert.deepEqual(check(folder, 'text'), ['src/text/words.cpp: model/model.hpp', 'src/text/words.cpp: Eigen/Core']);
    assert.deepEqual(check(folder, 'scenes'), [
      'src/scenes/party/rings.cpp: model/model.hpp',
      'src/scenes/stage.hpp: imgui.h',
      'src/scenes/stage.hpp: core/attention.hpp',
      'src/scenes/stage.hpp: GLES3/gl3.h',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
