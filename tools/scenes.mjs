// The scenes there are, for tools and tests that run without the program: each is a folder of src/scenes with a scene.cpp.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = resolve(fileURLToPath(import.meta.url), '../../src/scenes');

/** What makes each folder a scene: path of its scene.cpp. */
export const sceneFiles = (folder = home) => readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'scene.cpp')))
  .map((entry) => join(folder, entry.name, 'scene.cpp')).sort();

/** Their ids, as lessons write them: the folder's name with - for _. tests/scenes holds them to the table of all.cpp. */
export const sceneIds = (folder = home) => sceneFiles(folder).map((file) => file.split(/[\\/]/).at(-2).replaceAll('_', '-'));
