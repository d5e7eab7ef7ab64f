// Lesson 4: the search finds the committed numbers again, and the lines of NumPy print what the stage shows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const folder = mkdtempSync(join(tmpdir(), 'theatre-'));
after(() => rmSync(folder, { recursive: true }));

const python = (...args) => spawnSync('python3', args, { cwd: root, encoding: 'utf8' });
const has = (what) => python('-c', what).status === 0;
const header = readFileSync(join(root, 'src/model/friends/numbers.hpp'), 'utf8');
const code = readFileSync(join(root, 'web/lessons/04-friends.md'), 'utf8').match(/```python\n([\s\S]*?)```/)[1];

const matrixOf = (text, line) => [...text.matchAll(line)].map((row) => [...row[1].matchAll(/\d*\.\d+/g)].map(Number));
const weights = [0.15, 0.20, 0.21, 0.19, 0.25];
const output = [0.75, 0.77, 0.25, 0.49];

test('the search finds the same numbers every time', { skip: !has('') && 'there is no python3' }, () => {
  const made = join(folder, 'numbers.hpp');
  const { status, stderr } = python('tools/friends/search.py', made);
  assert.equal(status, 0, stderr);
  assert.equal(readFileSync(made, 'utf8'), header);
});

test('the numbers in the lesson are those of the stage, and their arithmetic gives the nine figures', () => {
  const e = matrixOf(code, /\[([\d.]+,[\d., ]+)\]/g);
  assert.deepEqual(e, matrixOf(header, /\{([\d.F, ]+)\}/g));
  const scores = e.map((k) => k.reduce((sum, v, c) => sum + v * e[1][c], 0) / Math.sqrt(4));
  const whole = scores.reduce((sum, s) => sum + Math.exp(s), 0);
  const shares = scores.map((s) => Math.exp(s) / whole);
  assert.deepEqual(shares.map((w) => Number(w.toFixed(2))), weights);
  assert.deepEqual(e[0].map((_, c) => Number(shares.reduce((sum, w, j) => sum + w * e[j][c], 0).toFixed(2))), output);
});

test('the lines of NumPy print the nine figures', { skip: !has('import numpy') && 'there is no numpy' }, () => {
  const { status, stdout, stderr } = python('-c', code);
  assert.equal(status, 0, stderr);
  const printed = [...stdout.matchAll(/\d*\.\d*/g)].map((number) => Number(number[0]));
  assert.deepEqual(printed, [...weights, ...output]);
});
