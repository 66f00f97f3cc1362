import { describe, expect, it } from 'vitest';
import { minorUnits, typedAmount } from './typed-amount.ts';

describe('an amount that somebody typed', () => {
  it.each([
    ['5000', 'XOF', 5_000],
    ['5 000', 'XOF', 5_000],
    ['5\u202f000', 'XAF', 5_000],
    ['25,50', 'EUR', 2_550],
    ['25.5', 'CAD', 2_550],
    ['19.99', 'USD', 1_999],
  ])('%s %s is %d minor units', (text, currency, amount) => {
    expect(minorUnits(text, currency)).toBe(amount);
    expect(minorUnits(typedAmount({ amount, currency }), currency)).toBe(amount);
  });

  it.each(['', '-5', 'cinq', '1e9', '5.0.0'])('%o is none', (text) => {
    expect(minorUnits(text, 'XOF')).toBeUndefined();
  });
});
