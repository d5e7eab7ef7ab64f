// Packs the page's modules into few small files: node tools/build-scripts.mjs OUT_FOLDER [MODULE.mjs …]
// OUT_FOLDER/js gets web/js bundled: what the page needs at once in main.mjs, what it imports later apart. Each further
// MODULE (what Emscripten wrote) is made smaller and put beside.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, transformSync } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [folder, ...modules] = process.argv.slice(2);
const out = resolve(folder);
const js = (name) => join(root, 'web/js', name);
rmSync(out, { recursive: true, force: true });

// What is fetched by address and not imported: the page itself, and the workers.
buildSync({
  entryPoints: ['main.mjs', 'model-client.mjs', 'model-worker.mjs', 'glass-worker.mjs'].map(js),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  external: ['../theatre*.mjs'],
  outdir: join(out, 'js'),
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  logLevel: 'warning',
});

mkdirSync(out, { recursive: true });
for (const module of modules) {
  const { code } = transformSync(readFileSync(module, 'utf8'), { format: 'esm', target: 'es2022', minify: true });
  writeFileSync(join(out, basename(module)), code);
}
