import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { OpenLoop, poissonGap } from './open-loop.ts';
import { seededRandom } from '@edu/simulators/kit/random';

describe('OpenLoop', () => {
  it('begins work while earlier work is unfinished, and stop waits for all of it', async () => {
    let [begun, done] = [0, 0];
    const slow = async () => {
      begun++;
      await sleep(100);
      done++;
    };
    const loop = new OpenLoop(() => 5, slow);
    loop.start();
    await sleep(60);
    expect(begun).toBeGreaterThan(1);
    expect(done).toBe(0);
    await loop.stop();
    expect(done).toBe(begun);
  });

  it('begins nothing after stop', async () => {
    let begun = 0;
    const loop = new OpenLoop(
      () => 5,
      () => Promise.resolve(void begun++),
    );
    loop.start();
    await loop.stop();
    const before = begun;
    await sleep(30);
    expect(begun).toBe(before);
  });
});

describe('poissonGap', () => {
  it('has the mean of the rate', () => {
    const random = seededRandom(1);
    const gaps = Array.from({ length: 10_000 }, () => poissonGap(100, random));
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeCloseTo(10, 0);
  });
});
