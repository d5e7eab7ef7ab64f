// What ./test counts: runners' own numbers, and runs that are not repeated on the same files.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const folder = mkdtempSync(join(tmpdir(), 'theatre-runners-'));
after(() => rmSync(folder, { recursive: true }));
const stamp = join(folder, 'passed');

// Runs a few lines of shell after the runners' own; what they print.
function shell(lines) {
  const script = `. tools/lib.sh; . tools/runners.sh; THEATRE_LOGS="${folder}"; passed=0; failed=0\n${lines}\necho "$passed $failed"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-uc', script], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return { ran: stdout.split('ran\n').length - 1, counts: stdout.trim().split('\n').at(-1), said: stderr };
}

const good = 'work() { run_counted_as_one "One" echo ran; run_counted_as_one "Two" echo ran; }';
const bad = 'work() { run_counted_as_one "One" echo ran; run_counted_as_one "Two" false; }';

test('what passed is not run again on the same state, and still counts', () => {
  const once = shell(`${good}; unless_passed ${stamp} abc work`);
  assert.equal(once.ran, 2);
  assert.equal(once.counts, '2 0');
  const again = shell(`${good}; unless_passed ${stamp} abc work`);
  assert.equal(again.ran, 0);
  assert.equal(again.counts, '2 0');
  assert.match(again.said, /2 tests passed on these very files before/);
});

test('another state is run, and a failure leaves nothing to rely on', () => {
  assert.equal(shell(`${good}; unless_passed ${stamp} def work`).ran, 2);
  assert.equal(readFileSync(stamp, 'utf8'), 'def 2\n');
  assert.equal(shell(`${bad}; unless_passed ${stamp} ghi work`).counts, '1 1');
  assert.equal(existsSync(stamp), false);
  assert.equal(shell(`${good}; unless_passed ${stamp} def work`).ran, 2);
});

test('the state is that of the programs and of every file that tests read', () => {
  const state = (file) => spawnSync('bash', ['-uc', `. tools/lib.sh; . tools/runners.sh; state_of ${file}`], { cwd: root, encoding: 'utf8' }).stdout;
  const first = state('LICENSE');
  assert.match(first, /^[0-9a-f]{64}\n$/);
  assert.equal(state('LICENSE'), first);
  assert.notEqual(state('README.md'), first);
});

test('of Catch2’s tests those that failed and those that were skipped are no good', () => {
  const says = (line) => shell(`catch() { echo '${line}'; return "$1"; }; says() { catch 4; }; run_catch2 "Says" says`).counts;
  assert.equal(says('test cases: 12 | 9 passed | 2 failed | 1 skipped'), '9 3');
  assert.equal(says('test cases: 12 | 11 passed | 1 skipped'), '11 1');
  assert.equal(shell("says() { echo 'All tests passed (31 assertions in 12 test cases)'; }; run_catch2 Says says").counts, '12 0');
});

test('a runner that says nothing countable is a failure', () => {
  assert.equal(shell('run_catch2 "Silent" true').counts, '0 1');
  assert.equal(shell('run_catch2 "Broken" false').counts, '0 1');
});
