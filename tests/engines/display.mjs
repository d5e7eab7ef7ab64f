// A screen for browsers on a machine without one: Xvfb, which picks its own free number.

import { spawn } from 'node:child_process';

// A child whose output can be waited for; `said` is all that it has said so far.
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], ...options });
  const running = { child, said: '', gone: null };
  for (const stream of child.stdio.slice(1)) stream?.on('data', (data) => { running.said += data; });
  child.on('error', (error) => { running.gone = `${command} cannot be started: ${error.message}`; });
  child.on('exit', (code, signal) => { running.gone ??= `${command} ended with ${signal ?? code}: ${running.said.trim().slice(-300)}`; });
  running.stop = () => new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null || !child.pid) return done();
    child.once('exit', done);
    child.kill();
    setTimeout(() => child.kill('SIGKILL'), 3000).unref();
  });
  return running;
}

export const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

// Asks again and again, 30 s long, until the answer is neither false nor an error; then it fails with one sentence.
export async function until(what, ask, patience = 30_000) {
  const end = Date.now() + patience;
  let why = '';
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      if (error.final) throw error;
      why = `: ${error.message}`;
    }
    await pause(50);
  }
  throw new Error(`${what}, not within ${patience / 1000} s${why}`);
}

// Throws at once, out of `until` too, where the child is gone.
export function alive(running) {
  if (running.gone) throw Object.assign(new Error(running.gone), { final: true });
}

export async function openDisplay() {
  const xvfb = start('Xvfb', ['-displayfd', '3', '-screen', '0', '2200x1300x24', '-nolisten', 'tcp']);
  const number = await until('Xvfb gives a screen', () => {
    alive(xvfb);
    return /^(\d+)\n/m.exec(xvfb.said)?.[1];
  });
  return { env: { ...process.env, DISPLAY: `:${number}`, LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' }, close: xvfb.stop };
}
