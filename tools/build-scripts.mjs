// Packs the page's modules into few small files: node tools/build-scripts.mjs OUT_FOLDER [MODULE.mjs …]
// OUT_FOLDER/js gets web/js bundled: what the page needs at once in main.mjs, what it imports later apart. Each further
// MODULE (what Emscripten wrote) is made smaller and put beside.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, transformSync } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [folder, ...modules] = process.argv.slice(2);
const out = resolve(folder);
const js = (name) => join(root, 'web/js', name);
rmSync(out, { recursive: true, force: true });

/** Packs; whatever esbuild has to say ends the build, in one line each. */
function packed(options) {
  let said;
  try {
    const result = buildSync(options);
    if (result.warnings.length === 0) return result;
    said = result.warnings;
  } catch (error) {
    said = error.errors ?? [{ text: error.message }];
  }
  for (const { text, location } of said) {
    console.error(`error: ${location ? `${relative(root, resolve(location.file))}:${location.line}: ` : ''}${text}`);
  }
  process.exit(1);
}

// What is fetched by address and not imported: the page itself, and the workers.
const { metafile } = packed({
  entryPoints: ['main.mjs', 'models/client.mjs', 'models/worker.mjs'].map(js),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  outbase: join(root, 'web/js'),
  outdir: join(out, 'js'),
  metafile: true,
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  logLevel: 'silent',
});

// Whatever is still imported has to be a file of the site: anything else would only be missed by the page that asks for it.
for (const [file, { imports }] of Object.entries(metafile.outputs)) {
  const missing = imports.filter((other) => other.external || !(other.path in metafile.outputs));
  if (missing.length === 0) continue;
  console.error(`error: ${file} still imports what is not in the site: ${missing.map(({ path }) => path).join(', ')}`);
  process.exit(1);
}

mkdirSync(out, { recursive: true });
for (const module of modules) {
  const { code } = transformSync(readFileSync(module, 'utf8'), { format: 'esm', target: 'es2022', minify: true });
  writeFileSync(join(out, basename(module)), code);
}
