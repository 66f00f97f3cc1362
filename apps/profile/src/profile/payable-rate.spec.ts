import { Currency, LESSON_MINUTES, PAYABLE_BOUNDS } from '@edu/contract-kit';
import { HOURLY_RATE_BOUNDS, profileRpc } from '@edu/contracts-profile';
import { describe, expect, it } from 'vitest';

const parse = (amount: number, currency: Currency) =>
  profileRpc.saveMine.input.safeParse({ displayName: 'Awa', hourlyRate: { amount, currency } });

describe.each(Currency.options)('a price of an hour in %s', (currency) => {
  const { min, max } = HOURLY_RATE_BOUNDS[currency];
  const payable = PAYABLE_BOUNDS[currency];

  it('that can be saved makes a lesson of every length payable', () => {
    for (const rate of [min, max]) {
      for (const minutes of [LESSON_MINUTES.min, LESSON_MINUTES.max]) {
        const price = (rate * minutes) / 60;
        expect(price).toBeGreaterThanOrEqual(payable.min);
        expect(price).toBeLessThanOrEqual(payable.max);
      }
    }
  });

  it('at which the shortest lesson could not be paid is refused by its name', () => {
    const tooLow = Math.ceil((payable.min * 60) / LESSON_MINUTES.min) - 1;
    const paths = parse(tooLow, currency).error?.issues.map(({ path }) => path.join('/'));
    expect(paths).toEqual(['hourlyRate/amount']);
    expect(parse(min, currency).success).toBe(true);
  });
});
