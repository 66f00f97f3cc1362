import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** A key that ends by itself, as Redis has it. */
class FakeRedis {
  #until = 0;
  isDown = false;

  set = (...[, , , ms]: unknown[]) => {
    if (this.isDown) return Promise.reject(new Error('connection lost'));
    if (performance.now() < this.#until) return Promise.resolve(null);
    this.#until = performance.now() + Number(ms);
    return Promise.resolve('OK');
  };
}
type Redis = ConstructorParameters<typeof Turns>[0];

/** When each of some who ask at once got its turn, in ms; undefined for who got none. */
async function times(all: readonly Turns[]) {
  const began = performance.now();
  const taken = await Promise.all(
    all.map(async (turns) => ((await turns.take()) ? performance.now() - began : undefined)),
  );
  return taken.filter((ms) => ms !== undefined).sort((a, b) => a - b);
}

describe.concurrent('turns', () => {
  it('are a second apart over all replicas, and nobody waits for long', async () => {
    const redis = new FakeRedis() as unknown as Redis;
    const [one, other] = [new Turns(redis), new Turns(redis)];
    const taken = await times([one, other, one, other, one, other]);
    expect(taken).toHaveLength(2);
    expect(taken[1]! - taken[0]!).toBeGreaterThanOrEqual(990);
    expect(taken[1]!).toBeLessThan(1_700);
  });

  it('are a second apart in each process while Redis is down', async () => {
    const redis = new FakeRedis();
    redis.isDown = true;
    const turns = new Turns(redis as unknown as Redis);
    const taken = await times([turns, turns, turns]);
    expect(taken).toHaveLength(2);
    expect(taken[1]! - taken[0]!).toBeGreaterThanOrEqual(990);
  });
});
