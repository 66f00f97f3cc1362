import {
  Global,
  Inject,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import type { ConfigClass, RedisConfig } from './config.ts';
import { gauge } from '@edu/observability';
import { Health } from './health.ts';
import { Log } from './log.ts';

/**
 * A Redis client that fails fast: callers treat Redis as a cache that may be down, so no command
 * waits for it.
 */
export function createRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    commandTimeout: 250,
    connectTimeout: 2_000,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
  });
  redis.on('error', onError);
  return redis;
}

/** Provides `Redis` to a service whose configuration has `redisEnv`. */
@Global()
@Module({})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(Redis) private readonly redis: Redis) {}

  static for(config: ConfigClass<RedisConfig>): DynamicModule {
    return {
      module: RedisModule,
      providers: [
        {
          provide: Redis,
          inject: [config, Log, Health, Registry],
          useFactory: async (
            { REDIS_URL }: RedisConfig,
            log: Log,
            health: Health,
            registry: Registry,
          ) => {
            const redis = createRedis(REDIS_URL, (err) => log.warn({ err }, 'Redis is down'));
            await redis.connect().catch(() => undefined); // it keeps trying; health reports it
            health.observe('redis', () => redis.ping());
            const isUp = () => +(redis.status === 'ready');
            gauge(registry, 'edu_redis_up', 'Whether Redis can be reached', isUp);
            return redis;
          },
        },
      ],
      exports: [Redis],
    };
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
