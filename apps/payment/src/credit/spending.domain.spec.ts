import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditBeside } from './spending.domain.ts';

const WIDE = { min: 1, max: 10_000_000 };

describe('credit beside a psp', () => {
  it('is all that there is where the psp takes the rest', () => {
    expect(creditBeside(5_000, 2_000, WIDE)).toBe(2_000);
    expect(creditBeside(5_000, 4_999, WIDE)).toBe(4_999);
  });

  it('stays a little where the rest would be too little, or no multiple', () => {
    expect(creditBeside(5_000, 4_950, { ...WIDE, min: 100 })).toBe(4_900);
    expect(creditBeside(5_000, 2_003, { ...WIDE, step: 5 })).toBe(2_000);
  });

  it('is none where nothing that the psp takes would be less than the price', () => {
    expect(creditBeside(100, 50, { ...WIDE, min: 100 })).toBeNull();
    expect(creditBeside(5_000, 1_000, { min: 1, max: 3_000 })).toBeNull();
    expect(creditBeside(5_000, 0, WIDE)).toBeNull();
    expect(creditBeside(5_003, 2, { ...WIDE, step: 5 })).toBeNull();
  });

  it('leaves what the psp takes, spends no more than there is, and no franc more would do', () => {
    const amount = fc.integer({ min: 1, max: 20_000 });
    const bounds = fc.record({
      min: fc.integer({ min: 1, max: 500 }),
      max: fc.integer({ min: 500, max: 30_000 }),
      step: fc.constantFrom(1, 5, 25),
    });
    fc.assert(
      fc.property(amount, amount, bounds, (price, balance, { min, max, step }) => {
        const isTaken = (rest: number) => rest >= min && rest <= max && rest % step === 0;
        const credit = creditBeside(price, balance, { min, max, step }) ?? 0;
        expect(credit).toBeLessThanOrEqual(balance);
        expect(credit).toBeLessThan(price);
        if (credit > 0) expect(isTaken(price - credit)).toBe(true);
        for (let more = credit + 1; more <= Math.min(balance, price - 1, credit + 60); more++) {
          expect(isTaken(price - more)).toBe(false);
        }
      }),
    );
  });
});
