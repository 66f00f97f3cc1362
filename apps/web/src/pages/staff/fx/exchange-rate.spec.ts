import type { LedgerTransaction } from '@edu/client';
import { expect, it } from 'vitest';
import { rateOf } from './exchange-rate.ts';

type Line = LedgerTransaction['lines'][number];
const line = (
  account: Line['account'],
  amount: number,
  currency: Line['balance']['currency'],
): Line => ({ account, owner: 'x', ownerName: null, balance: { amount, currency } });

it('is what one unit of the money that was charged brought, of that of the prices', () => {
  const kept = [line('psp_clearing', -763, 'EUR'), line('psp_clearing', 4_990, 'XOF')];
  const found = { charged: 'EUR', priced: 'XOF' };
  expect(rateOf([...kept, line('fx_result', 10, 'XOF')])).toMatchObject(found);
  expect(rateOf(kept)!.rate).toBeCloseTo(653.997, 3);
  const atBank = [line('bank', -5_010, 'XOF'), line('fx', 5_000, 'XOF'), line('bank', 763, 'EUR')];
  expect(rateOf(atBank)!.rate).toBeCloseTo(656.619, 3);
});

it('is none where nothing is exchanged', () => {
  expect(rateOf([line('psp_clearing', 5, 'XOF'), line('learner', -5, 'XOF')])).toBeUndefined();
  expect(rateOf([line('psp_clearing', -5, 'XOF'), line('bank', 5, 'XOF')])).toBeUndefined();
});
