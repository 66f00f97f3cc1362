import type { SharedCounter } from '@edu/http';
import type { Redis } from 'ioredis';

const COUNT = `
local counts = {}
for i, key in ipairs(KEYS) do
  local by = tonumber(ARGV[2 * i])
  counts[i] = redis.call('INCRBY', key, by)
  if counts[i] == by then redis.call('PEXPIRE', key, ARGV[2 * i - 1]) end
end
return counts`;

/** Of a window that is over nothing is made anew: it would never expire. */
const TAKE_BACK = `
if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end`;

/** Counting and setting the expiry in one step, so that no counter lives for ever. */
export function createRedisCounter(redis: Redis): SharedCounter {
  redis.defineCommand('countInWindows', { lua: COUNT });
  redis.defineCommand('takeBack', { numberOfKeys: 1, lua: TAKE_BACK });
  const commands = redis as unknown as {
    countInWindows(keys: number, ...keysAndArguments: (string | number)[]): Promise<number[]>;
    takeBack(key: string): Promise<void>;
  };
  return {
    count: (counts) =>
      commands.countInWindows(
        counts.length,
        ...counts.map(({ key }) => key),
        ...counts.flatMap(({ windowMs, by }) => [windowMs, by]),
      ),
    takeBack: (key) => commands.takeBack(key),
  };
}
