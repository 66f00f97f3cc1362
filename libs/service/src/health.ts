import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { HealthReport } from './health-report.ts';

const CHECK_TIMEOUT_MS = 1_000;
const CACHE_MS = 1_000;
/** Checks in a row that must fail, at least a second apart, before something that worked is down. */
const FAILURES = 3;

interface Check {
  readonly run: () => Promise<unknown>;
  readonly needed: boolean;
  /** In a row; what has never answered is down at the first. */
  failures: number;
}

/**
 * Whether this service can do its work: what it needs answers, and it is not shutting down. A blip
 * changes nothing: with all replicas behind one database it would make all of them not ready at once.
 */
export class Health {
  readonly #service: string;
  readonly #now: () => number;
  readonly #checks = new Map<string, Check>();
  #draining = false;
  #cached: { at: number; report: Promise<HealthReport> } | undefined;

  constructor(service: string, now: () => number = Date.now) {
    this.#service = service;
    this.#now = now;
  }

  /** Adds a dependency; `check` rejects while it cannot be used. */
  require(name: string, check: () => Promise<unknown>): void {
    this.#checks.set(name, { run: check, needed: true, failures: FAILURES });
  }

  /** Adds something without which the service does its work all the same, slower or later. */
  observe(name: string, check: () => Promise<unknown>): void {
    this.#checks.set(name, { run: check, needed: false, failures: FAILURES });
  }

  /** True from the moment that the service begins to shut down. */
  get draining(): boolean {
    return this.#draining;
  }

  drain(): void {
    this.#draining = true;
    this.#cached = undefined;
  }

  /** Cached for a second, so that probes cannot load the dependencies. */
  report(): Promise<HealthReport> {
    const now = this.#now();
    if (!this.#cached || now - this.#cached.at > CACHE_MS) {
      this.#cached = { at: now, report: this.#run() };
    }
    return this.#cached.report;
  }

  async #run(): Promise<HealthReport> {
    const checks = [...this.#checks];
    await Promise.all(
      checks.map(async ([, check]) => {
        check.failures = (await answers(check.run)) ? 0 : check.failures + 1;
      }),
    );
    const isUp = ({ failures }: Check) => failures < FAILURES;
    const up = checks.every(([, check]) => isUp(check) || !check.needed);
    return {
      service: this.#service,
      status: this.#draining ? 'draining' : up ? 'ready' : 'unavailable',
      checks: Object.fromEntries(checks.map(([name, c]) => [name, isUp(c) ? 'up' : 'down'])),
    };
  }
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), timeout]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Serves `/health/live` (the event loop turns), `/health/ready` (200 or 503) and `/metrics`, apart
 * from the public port.
 */
export class HealthServer {
  readonly #server: Server;

  constructor(health: Health, registry: Registry) {
    this.#server = createServer((request, response) => {
      const reply = (status: number, type: string, body: string) =>
        response.writeHead(status, { 'content-type': type }).end(body);
      const json = (status: number, body: unknown) =>
        reply(status, 'application/json', JSON.stringify(body));
      if (request.method !== 'GET') json(405, { title: 'only GET is answered here' });
      else if (request.url === '/health/live') json(200, { status: 'live' });
      else if (request.url === '/health/ready') {
        void health.report().then((report) => json(report.status === 'ready' ? 200 : 503, report));
      } else if (request.url === '/metrics') {
        registry.metrics().then(
          (text) => reply(200, registry.contentType, text),
          () => reply(500, 'text/plain', 'metrics could not be collected'),
        );
      } else json(404, { title: 'known: /health/live, /health/ready, /metrics' });
    });
    this.#server.requestTimeout = 5_000;
  }

  /** @returns the port, useful when 0 was asked for */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) =>
        reject(
          cause.code === 'EADDRINUSE'
            ? new Error(`HEALTH_PORT: port ${port} is in use; set another`, { cause })
            : cause,
        ),
      );
      this.#server.listen(port, host, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
