import type { SharedCounter } from '@edu/http';
import type { Redis } from 'ioredis';

const COUNT = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count`;

/** Counting and setting the expiry in one step, so that no counter lives for ever. */
export function createRedisCounter(redis: Redis): SharedCounter {
  redis.defineCommand('countInWindow', { numberOfKeys: 1, lua: COUNT });
  const { countInWindow } = redis as unknown as {
    countInWindow(key: string, windowMs: number): Promise<number>;
  };
  return { count: (key, windowMs) => countInWindow.call(redis, key, windowMs) };
}
