import { expect, it } from 'vitest';
import { currenciesOf, differing } from './balance.domain.ts';

const sum = (amount: bigint, currency: string) => ({ amount, currency });

it('names the currencies of which two sides have something else, and nothing for what one does not name', () => {
  const here = [sum(4_925n, 'XOF'), sum(-2_000n, 'EUR'), sum(0n, 'USD')];
  const there = [sum(4_925n, 'XOF'), sum(700n, 'XAF')];
  expect(differing(here, there)).toEqual([
    { currency: 'EUR', here: -2_000n, there: 0n },
    { currency: 'XAF', here: 0n, there: 700n },
  ]);
  expect(differing(here, here)).toEqual([]);
  expect(currenciesOf(here, there)).toEqual(['EUR', 'USD', 'XAF', 'XOF']);
});
