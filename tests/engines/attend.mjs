// The other side of each comparison: what the command line computes for a text, and softmax(QKᵀ / scale)V written out.

import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const answers = new Map();

// The trace that `attend --json` prints for the text, model and switches of a state; asked once for each.
export function attend({ text, model, switches }) {
  const { temperature, scale, positions, mask, headsOff, sameHeads } = switches;
  const args = ['--json', '--model', model, '--temperature', String(temperature)];
  if (!scale) args.push('--no-scale');
  if (!positions) args.push('--no-positions');
  if (mask !== 'none') args.push('--mask', mask);
  if (sameHeads) args.push('--same-heads');
  if (headsOff.length) throw new Error('no step silences heads before it is asked to');
  args.push('--', text);
  const key = args.join('\0');
  if (!answers.has(key)) answers.set(key, JSON.parse(execFileSync(join(root, 'build/native/attend'), args, { encoding: 'utf8', maxBuffer: 1 << 28 })));
  return answers.get(key);
}

const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

// The weights of a head from its own q and k: a plain softmax of each row at a temperature, hidden entries at 0.
export function weightsOf({ q, k, scale, scores }, temperature) {
  return q.map((query, row) => {
    const raised = k.map((key, column) => (scores[row][column] === null ? 0 : Math.exp(dot(query, key) / scale / temperature)));
    const sum = raised.reduce((a, b) => a + b, 0);
    return raised.map((x) => (sum > 0 ? x / sum : 0));
  });
}
