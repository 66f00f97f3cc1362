import { inject } from 'vitest';

/** Addresses of the real servers of this run. */
export interface TestServers {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly natsUrl: string;
}

export const testServers = (): TestServers => inject('servers');
