import { inject } from 'vitest';

/** Addresses of the real servers of this run. */
export interface TestServers {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly natsUrl: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    servers: TestServers;
  }
}

export const testServers = (): TestServers => inject('servers');
