import { inject } from 'vitest';

/** Addresses of the real servers of one worker. */
export interface TestServers {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  /** The operator's. */
  readonly natsUrl: string;
  /** Of the services that have a NATS user. */
  readonly natsUrls: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** One entry per worker. */
    servers: readonly TestServers[];
  }
}

/** The servers of the worker that asks; no other suite uses them at the same time. */
export function testServers(): TestServers {
  const worker = Number(process.env['VITEST_POOL_ID']);
  const servers = inject('servers')[worker - 1];
  if (!servers) throw new Error(`no servers were started for worker ${worker}`);
  return servers;
}

/** A service's own address of NATS, with its permissions; the operator's for made-up services. */
export function natsUrlOf(service: string): string {
  const { natsUrl, natsUrls } = testServers();
  return natsUrls[service] ?? natsUrl;
}
