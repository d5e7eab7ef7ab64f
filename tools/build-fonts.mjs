// Cuts the page's fonts down to the letters and signs it uses: node tools/build-fonts.mjs [folder], WOFF2 into build/site/fonts.
// Every other script falls back to the reader's own fonts.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = resolve(process.argv[2] ?? join(root, 'build/site/fonts'));
const require = createRequire(import.meta.url);
const budget = 170 * 1024;

const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
const latin = range(0x20, 0x7e) + range(0xa0, 0x17f) + '–—‘’“”„•…‹›€−×÷·→←↑↓√∑∞≈ᵀ⟨⟩';
// What the page uses of each font: the other features' glyphs would be a fifth of the download.
const features = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'liga', 'calt', 'tnum'];

const fonts = [
  {
    name: 'inter',
    from: '@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2',
    text: latin,
    options: { keepFeatures: features, variationAxes: { wght: { min: 400, max: 650, default: 400 }, opsz: 20 } },
  },
  {
    name: 'newsreader',
    from: '@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2',
    text: latin,
    options: { keepFeatures: features, variationAxes: { wght: 400, opsz: 36 } },
  },
  {
    name: 'newsreader-italic', // the letters of formulas
    from: '@fontsource-variable/newsreader/files/newsreader-latin-opsz-italic.woff2',
    text: ' EKOQVWXdijkqvxy',
    options: { keepFeatures: features, variationAxes: { wght: 400, opsz: 28 } },
  },
  {
    name: 'jetbrains-mono', // numbers in columns, and tokens that models add
    from: '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
    text: `${range(0x20, 0x7e)} −×÷·…⟨⟩–→≈√∞`,
    options: { keepFeatures: ['kern'], variationAxes: { wght: 500 } },
  },
];

await mkdir(out, { recursive: true });
let total = 0;
for (const { name, from, text, options } of fonts) {
  const bytes = await subsetFont(await readFile(require.resolve(from)), text, { targetFormat: 'woff2', ...options });
  await writeFile(join(out, `${name}.woff2`), bytes);
  total += bytes.length;
}
if (total > budget) throw new Error(`The fonts take ${total} bytes; at most ${budget} are allowed.`);
console.log(`fonts: ${fonts.length} files, ${total} bytes`);
