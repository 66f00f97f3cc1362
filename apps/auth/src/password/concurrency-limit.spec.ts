import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ConcurrencyLimit } from './concurrency-limit.ts';

class Full extends Error {}

describe('ConcurrencyLimit', () => {
  it('runs so many at once, lets so many wait, and refuses the rest', async () => {
    const limit = new ConcurrencyLimit(2, 5, () => new Full());
    let [running, most] = [0, 0];
    const task = async () => {
      most = Math.max(most, ++running);
      await sleep(5);
      running--;
    };
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => limit.run(task)));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(7);
    const refused = results.filter((r) => r.status === 'rejected');
    expect(refused).toHaveLength(3);
    expect(refused.every((r) => r.reason instanceof Full)).toBe(true);
    expect(most).toBe(2);
  });

  it('gives the place on after a failure', async () => {
    const limit = new ConcurrencyLimit(1, 1, () => new Full());
    const failing = limit.run(() => Promise.reject(new Error('no')));
    const waiting = limit.run(() => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(waiting).resolves.toBe('yes');
    await expect(limit.run(() => Promise.resolve('again'))).resolves.toBe('again');
  });
});
