import { expect, it } from 'vitest';
import { creditOf, sumsOf } from './ledger-sums.ts';

const line = (
  account: 'learner' | 'platform_revenue',
  amount: number,
  currency: 'XOF' | 'EUR',
) => ({
  ...{ account, owner: 'platform', ownerName: null },
  balance: { amount, currency },
});
const lines = [
  line('learner', 5_000, 'XOF'),
  line('platform_revenue', -750, 'XOF'),
  line('learner', -4_250, 'XOF'),
  line('learner', 7, 'EUR'),
];

it('adds up the two sides of each currency', () => {
  expect(sumsOf(lines)).toEqual([
    {
      debits: { amount: 5_000, currency: 'XOF' },
      credits: { amount: 5_000, currency: 'XOF' },
    },
    { debits: { amount: 7, currency: 'EUR' }, credits: { amount: 0, currency: 'EUR' } },
  ]);
});

it('says what an account got', () => {
  expect(creditOf(lines, 'platform_revenue')).toEqual({ amount: 750, currency: 'XOF' });
  expect(creditOf(lines, 'suspense')).toBeUndefined();
});
