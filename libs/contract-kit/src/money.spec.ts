import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney } from './format-money.ts';
import { Money, split } from './money.ts';

describe('split', () => {
  it('adds up, is fair to one unit, and keeps the order of ties', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 8 }),
        (total, weights) => {
          const sum = weights.reduce((a, b) => a + b, 0);
          fc.pre(sum > 0);
          const parts = split(total, weights);
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
          parts.forEach((part, i) => {
            const floor = (total * BigInt(weights[i]!)) / BigInt(sum);
            expect(part === floor || part === floor + 1n).toBe(true);
          });
        },
      ),
    );
    expect(split(1n, [50, 50])).toEqual([1n, 0n]);
  });

  it.each([
    [-1n, [1]],
    [1n, []],
    [1n, [0]],
    [1n, [-1, 2]],
    [1n, [0.5, 0.5]],
  ] as const)('refuses %s over %j', (total, weights) =>
    expect(() => split(total, weights)).toThrow(RangeError),
  );
});

describe('Money', () => {
  it.each([
    { amount: -1, currency: 'XOF' },
    { amount: 0.5, currency: 'XOF' },
    { amount: 1, currency: 'BTC' },
    { amount: 2 ** 60, currency: 'XOF' },
    { amount: '5', currency: 'XOF' },
  ])('refuses %j', (money) => expect(Money.safeParse(money).success).toBe(false));

  it('is written with the decimals of its currency', () => {
    expect(formatMoney({ amount: 5_000, currency: 'XOF' }, 'en')).toMatch(/5,000$/);
    expect(formatMoney({ amount: 5_000, currency: 'EUR' }, 'en')).toBe('€50.00');
  });
});
