import { beforeEach, describe, expect, it } from 'vitest';
import { RateLimiter, type SharedCounter } from './rate-limiter.ts';

const LIMIT = { max: 3, windowS: 60 };

let now: number;
let shared: Map<string, number>;
let isDown: boolean;
const counter: SharedCounter = {
  count: (key) => {
    if (isDown) return Promise.reject(new Error('down'));
    const count = (shared.get(key) ?? 0) + 1;
    shared.set(key, count);
    return Promise.resolve(count);
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
