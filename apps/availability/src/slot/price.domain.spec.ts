import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceOf } from './price.domain.ts';

describe('priceOf', () => {
  it.each([
    [5_000n, 60, 5_000n],
    [5_000n, 90, 7_500n],
    [5_000n, 25, 2_083n], // 2083.33
    [5_000n, 50, 4_167n], // 4166.67
    [1n, 30, 1n], // half a unit
    [3n, 30, 2n],
    [1n, 25, 0n],
    [0n, 480, 0n],
  ])('%s an hour for %s minutes is %s', (rate, duration, price) => {
    expect(priceOf(rate, duration)).toBe(price);
  });

  it('is never further than half a unit from the exact price', () => {
    const rates = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(rates, fc.integer({ min: 15, max: 480 }), (rate, duration) => {
        const sixtieths = priceOf(rate, duration) * 60n - rate * BigInt(duration);
        expect(-30n < sixtieths && sixtieths <= 30n).toBe(true);
      }),
    );
  });
});
