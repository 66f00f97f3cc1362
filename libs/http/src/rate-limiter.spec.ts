import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RateLimiter, type SharedCounter } from './rate-limiter.ts';

const LIMIT = { max: 3, windowS: 60 };

let now: number;
let shared: Map<string, number>;
let isDown: boolean;
let trips: number;
const counter: SharedCounter = {
  count: (counts) => {
    trips++;
    if (isDown) return Promise.reject(new Error('down'));
    for (const { key, by } of counts) shared.set(key, (shared.get(key) ?? 0) + by);
    return Promise.resolve(counts.map(({ key }) => shared.get(key)!));
  },
  takeBack: (key) => {
    if (isDown) return Promise.reject(new Error('down'));
    shared.set(key, shared.get(key)! - 1);
    return Promise.resolve();
  },
};
const limiter = (factor = 1) => new RateLimiter(counter, factor, () => now);

beforeEach(() => {
  now = 1_764_000_000_000; // a window begins
  shared = new Map();
  isDown = false;
  trips = 0;
});

describe('a quota', () => {
  it('counts down to 0 and below, until its window ends', () => {
    const limits = limiter();
    const left = () => limits.countLocal('key', LIMIT).left;
    expect([left(), left(), left(), left()]).toEqual([2, 1, 0, -1]);
    expect(limits.countLocal('other', LIMIT).left).toBe(2);
    now += 59_999;
    expect(left()).toBe(-2);
    now += 1;
    expect(left()).toBe(2);
  });

  it('gives the seconds left, at least one', () => {
    const limits = limiter();
    expect(limits.countLocal('key', LIMIT).resetS).toBe(60);
    now += 59_999;
    expect(limits.countLocal('key', LIMIT).resetS).toBe(1);
  });

  it('is multiplied by the factor, and at least 1', () => {
    expect(limiter(2).countLocal('key', LIMIT)).toMatchObject({ max: 6, left: 5 });
    expect(limiter(0.1).countLocal('key', LIMIT)).toMatchObject({ max: 1, left: 0 });
  });

  it('can be looked at without being counted', () => {
    const limits = limiter();
    expect(limits.peekLocal('key', LIMIT).left).toBe(3);
    limits.countLocal('key', LIMIT);
    expect(limits.peekLocal('key', LIMIT).left).toBe(2);
    expect(limits.peekLocal('key', LIMIT).left).toBe(2);
  });
});

describe('a shared quota', () => {
  it('is one for all gateways', async () => {
    const [one, two] = [limiter(), limiter()];
    await one.countShared('key', LIMIT);
    expect((await two.countShared('key', LIMIT)).left).toBe(1);
    one.takeBack('key', LIMIT);
    expect((await two.countShared('key', LIMIT)).left).toBe(1);
  });

  it('is counted in the process while Redis is down', async () => {
    const limits = limiter();
    isDown = true;
    const left = async () => (await limits.countShared('key', LIMIT)).left;
    expect([await left(), await left()]).toEqual([2, 1]);
    limits.takeBack('key', LIMIT);
    await Promise.resolve();
    expect(await left()).toBe(1);
  });
});

describe('a quota that is shared a moment later', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const moment = () => vi.advanceTimersByTimeAsync(100);

  it('is exact in one gateway, and known to the others after a moment', async () => {
    const [one, two] = [limiter(), limiter()];
    const left = (limits: RateLimiter) => limits.countSoon('key', LIMIT).left;
    expect([left(one), left(one)]).toEqual([2, 1]);
    expect(left(two)).toBe(2);
    await moment();
    // Each knows what the other had shared when it shared its own.
    expect([left(two), left(one)]).toEqual([-1, 0]);
    await moment();
    expect([left(one), left(two)]).toEqual([-3, -2]);
  });

  it('takes one round trip for all that are counted meanwhile', async () => {
    const limits = limiter();
    for (const key of ['a', 'b', 'a', 'c']) limits.countSoon(key, LIMIT);
    expect(trips).toBe(0);
    await moment();
    expect(trips).toBe(1);
    expect([...shared.values()]).toEqual([2, 1, 1]);
    await moment();
    expect(trips).toBe(1);
  });

  it('counts what comes while it is being shared', async () => {
    const [one, two] = [limiter(), limiter()];
    two.countSoon('key', LIMIT);
    await moment();
    one.countSoon('key', LIMIT);
    vi.advanceTimersByTime(100);
    one.countSoon('key', LIMIT);
    await Promise.resolve();
    await Promise.resolve();
    expect(one.countSoon('key', LIMIT).left).toBe(-1);
  });

  it('says nothing of the next window', async () => {
    const limits = limiter();
    now += 59_950;
    limits.countSoon('key', LIMIT);
    limits.countSoon('key', LIMIT);
    now += 100;
    expect(limits.countSoon('key', LIMIT).left).toBe(2);
    await moment();
    expect(limits.countSoon('key', LIMIT).left).toBe(1);
  });

  it('is counted in the process while Redis is down', async () => {
    const limits = limiter();
    isDown = true;
    const left = () => limits.countSoon('key', LIMIT).left;
    expect([left(), left()]).toEqual([2, 1]);
    await moment();
    expect(left()).toBe(0);
  });
});
