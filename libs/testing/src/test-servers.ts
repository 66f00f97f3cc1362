import { inject } from 'vitest';

/** Addresses of the real servers of this run. */
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
    servers: TestServers;
  }
}

export const testServers = (): TestServers => inject('servers');

/** A service's own address of NATS, with its permissions; the operator's for made-up services. */
export function natsUrlOf(service: string): string {
  const { natsUrl, natsUrls } = testServers();
  return natsUrls[service] ?? natsUrl;
}
