import { databaseEnv, defineConfig, redisEnv } from '@edu/service';
import { geocodingEnv } from './place/nominatim/nominatim.env.ts';

export class SearchConfig extends defineConfig({ ...databaseEnv, ...redisEnv, ...geocodingEnv }) {}

/** Addresses outside the platform that this service talks to, as host:port. */
export const egress: readonly string[] = ['nominatim.openstreetmap.org:443'];
