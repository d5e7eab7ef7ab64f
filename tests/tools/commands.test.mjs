// The commands and scripts of the house: what they refuse, what they make.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const folder = mkdtempSync(join(tmpdir(), 'theatre-'));
after(() => rmSync(folder, { recursive: true }));

const run = (command, ...args) => spawnSync(command, args, { cwd: root, encoding: 'utf8' });

test('./serve and ./test refuse what they do not know, and say how they are used', () => {
  for (const [command, ...args] of [
    ['./serve', '--port'],
    ['./serve', '--port', 'eighty'],
    ['./serve', '--port', '70000'],
    ['./serve', 'now'],
    ['./test', 'everything'],
    ['./test', 'native', 'wasm'],
  ]) {
    const { status, stderr } = run(command, ...args);
    assert.equal(status, 2, `${command} ${args}`);
    assert.match(stderr, /usage: |a port is a number/);
    assert.equal(stderr.trim().split('\n').length, 1);
  }
});

test('a taken port gives the next free one', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  const taken = run('node', 'tools/free-port.mjs', String(port));
  await new Promise((done) => server.close(done));
  assert.ok(Number(taken.stdout) > port, taken.stdout);
  assert.equal(Number(run('node', 'tools/free-port.mjs', String(port)).stdout), port);
});

test('an embedded file keeps every byte', () => {
  const bytes = Buffer.from(Array.from({ length: 512 }, (_, i) => i & 0xff));
  const input = join(folder, 'bytes.bin');
  const output = join(folder, 'bytes.cpp');
  writeFileSync(input, bytes);
  const { status } = run('cmake', `-DINPUT=${input}`, `-DOUTPUT=${output}`, '-DSYMBOL=bytes', '-P', 'cmake/embed.cmake');
  assert.equal(status, 0);
  const source = readFileSync(output, 'utf8');
  const literal = source.match(/"((?:\\x[0-9a-f]{2})*)";/)[1];
  assert.deepEqual(Buffer.from(literal.replaceAll('\\x', ''), 'hex'), bytes);
  assert.match(source, /bytes_size = 512;/);
});

test('every node package is pinned by its checksum and to no registry', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  assert.ok(Object.keys(packages).length > 20);
  for (const [name, entry] of Object.entries(packages)) {
    assert.equal(entry.resolved, undefined, name);
    if (name) assert.match(entry.integrity, /^sha512-/, name);
  }
});
