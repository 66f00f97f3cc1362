import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

// Below the range the kernel hands to outgoing connections: a service that is started again must
// not find a client's socket on its port.
const LOWEST = 20_000;
const HIGHEST = 29_999;

/** Ports of one platform, the same at every start unless another program has taken one. */
export class PortBook {
  readonly #path: string;
  readonly #kept: Record<string, number>;
  readonly #given = new Set<number>();

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'run/ports.json');
    this.#kept = existsSync(this.#path)
      ? (JSON.parse(readFileSync(this.#path, 'utf8')) as Record<string, number>)
      : {};
  }

  async get(name: string): Promise<number> {
    const kept = this.#kept[name];
    const port = kept && (await this.#isFree(kept)) ? kept : await this.#choose();
    this.#given.add(port);
    this.#kept[name] = port;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify(this.#kept));
    return port;
  }

  async #choose(): Promise<number> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST + 1));
      if (await this.#isFree(port)) return port;
    }
    throw new Error(`no free port was found between ${LOWEST} and ${HIGHEST}`);
  }

  async #isFree(port: number): Promise<boolean> {
    return !this.#given.has(port) && (await canListen(port));
  }
}

/** Whether a listener can be opened on 127.0.0.1. */
export function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}
