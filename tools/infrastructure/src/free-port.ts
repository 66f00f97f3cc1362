import { createServer } from 'node:net';

// Below the range the kernel hands to outgoing connections (32768 and up), so that a stored
// port is rarely occupied by somebody's client socket at the next start.
const lowest = 20_000;
const highest = 29_999;

/**
 * A TCP port on 127.0.0.1 that nobody listens on at this moment.
 *
 * @param preferred tried first, usually the port of the last run
 * @param isFree whether a port may be taken
 */
export async function choosePort(
  preferred?: number,
  isFree: (port: number) => Promise<boolean> = canListen,
): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1));
    if (port !== preferred && (await isFree(port))) return port;
  }
  throw new Error(`no free port found between ${lowest} and ${highest}`);
}

/** True when a listener can be opened on 127.0.0.1:port. */
export function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}
