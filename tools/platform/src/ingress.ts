import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { isReady } from './health-check.ts';
import type { ServicePorts } from './hosted-service.ts';

/** How often readiness is looked at. */
const PROBE_EVERY_MS = 250;
/** Belong to one connection, not to the message. Source: RFC 9110, section 7.6.1 */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Stands where an ingress and a Service stand in a cluster: hands requests to the replicas that are
 * ready, each in turn, over kept-alive connections. It retries nothing and hides nothing: without a
 * ready replica it answers 503, and 502 when one drops a request.
 */
export class Ingress {
  readonly #replicas: () => readonly ServicePorts[];
  readonly #pools = new Map<number, Pool>();
  readonly #stop = new AbortController();
  readonly #server = createServer((request, response) => void this.#forward(request, response));
  #ready: readonly Pool[] = [];
  #turn = 0;
  #following: Promise<void> | undefined;

  /** @param replicas those that exist now, ready or not */
  constructor(replicas: () => readonly ServicePorts[]) {
    this.#replicas = replicas;
    this.#server.keepAliveTimeout = 72_000;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    await this.#probe();
    this.#following = this.#follow();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#following;
    this.#server.close();
    this.#server.closeAllConnections();
    await Promise.all([...this.#pools.values()].map((pool) => pool.destroy()));
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await sleep(PROBE_EVERY_MS, undefined, { signal }).catch(() => undefined);
      await this.#probe();
    }
  }

  async #probe(): Promise<void> {
    const replicas = this.#replicas();
    const ready = await Promise.all(
      replicas.map(async ({ port, healthPort }) =>
        port !== undefined && (await isReady(healthPort)) ? [this.#poolOf(port)] : [],
      ),
    );
    this.#ready = ready.flat();
    for (const [port, pool] of this.#pools) {
      if (replicas.some((replica) => replica.port === port)) continue;
      this.#pools.delete(port);
      void pool.close();
    }
  }

  #poolOf(port: number): Pool {
    const pool = this.#pools.get(port) ?? new Pool(`http://127.0.0.1:${port}`, { pipelining: 1 });
    this.#pools.set(port, pool);
    return pool;
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pool = this.#ready[this.#turn++ % this.#ready.length];
    if (!pool) return void response.writeHead(503, { 'retry-after': '1' }).end('no replica');
    const { method, url, headers } = request;
    const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
    try {
      await pool.stream(
        {
          method: method as 'GET',
          path: url!,
          headers: endToEnd(headers),
          body: hasBody ? request : null,
        },
        (answer) => response.writeHead(answer.statusCode, endToEnd(answer.headers)),
      );
    } catch (error) {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end((error as Error).message);
    }
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function endToEnd(headers: Headers): Record<string, string | string[]> {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name));
  return Object.fromEntries(kept) as Record<string, string | string[]>;
}
