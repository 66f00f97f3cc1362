import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServicePorts } from './hosted-service.ts';
import { ReplicaPool } from './replica-pool.ts';

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

/** What goes to the gateway, as in deploy/k8s/platform/ingress.yaml; all else is the web's. */
const OF_GATEWAY = /^\/(?:(?:api|docs|health)(?:[/?]|$)|status(?:\?|$))/;

/** Those that exist now, ready or not. */
type Replicas = () => readonly ServicePorts[];

/**
 * Stands where an ingress and a Service stand in a cluster: hands requests to the replicas of
 * gateway and web that are ready. It retries nothing and hides nothing: without a
 * ready replica it answers 503, and 502 when one drops a request.
 */
export class Ingress {
  readonly #gateway: ReplicaPool;
  readonly #web: ReplicaPool;
  readonly #stop = new AbortController();
  readonly #server = createServer((request, response) => void this.#forward(request, response));
  #following: Promise<void> | undefined;

  constructor({ gateway, web }: { readonly gateway: Replicas; readonly web: Replicas }) {
    this.#gateway = new ReplicaPool(gateway);
    this.#web = new ReplicaPool(web);
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
    await Promise.all([this.#gateway.destroy(), this.#web.destroy()]);
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await sleep(PROBE_EVERY_MS, undefined, { signal }).catch(() => undefined);
      await this.#probe();
    }
  }

  async #probe(): Promise<void> {
    await Promise.all([this.#gateway.probe(), this.#web.probe()]);
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const service = OF_GATEWAY.test(request.url!) ? this.#gateway : this.#web;
    const pool = service.next();
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
