import type { SharedCounter } from '@edu/http';
import type { Redis } from 'ioredis';

const COUNT = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count`;

/** Of a window that is over nothing is made anew: it would never expire. */
const TAKE_BACK = `
if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end`;

/** Counting and setting the expiry in one step, so that no counter lives for ever. */
export function createRedisCounter(redis: Redis): SharedCounter {
  redis.defineCommand('countInWindow', { numberOfKeys: 1, lua: COUNT });
  redis.defineCommand('takeBack', { numberOfKeys: 1, lua: TAKE_BACK });
  const commands = redis as unknown as {
    countInWindow(key: string, windowMs: number): Promise<number>;
    takeBack(key: string): Promise<void>;
  };
  return {
    count: (key, windowMs) => commands.countInWindow(key, windowMs),
    takeBack: (key) => commands.takeBack(key),
  };
}
