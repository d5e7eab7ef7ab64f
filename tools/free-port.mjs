// Ports on this machine: `node free-port.mjs N` prints the first free one from N on; with `--wait N` it waits until
// something answers on N.
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const host = '127.0.0.1';

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(socket.destroy() && true));
    socket.once('error', () => resolve(false));
  });

const waiting = process.argv[2] === '--wait';
const first = Number(process.argv[waiting ? 3 : 2]);

if (waiting) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await answers(first)) process.exit(0);
    await pause(100);
  }
  process.exit(1);
}

for (let port = first; port < Math.min(first + 100, 65536); port += 1) {
  if (await isFree(port)) {
    console.log(port);
    process.exit(0);
  }
}
process.exit(1);
