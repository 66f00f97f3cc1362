import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chargeEntries, refundEntries, type Entry } from './ledger.domain.ts';

const parties = { psp: 'stripe', payerId: '0198b3c0-0000-7000-8000-000000000001' };
const sumOf = (entries: readonly Entry[]) => entries.reduce((sum, e) => sum + e.amount, 0n);

it('holds a payment for the learner', () => {
  expect(chargeEntries(parties, { amount: 5_000n, currency: 'XOF' })).toEqual([
    { account: 'psp_clearing', owner: 'stripe', amount: 5_000n, currency: 'XOF' },
    { account: 'learner', owner: parties.payerId, amount: -5_000n, currency: 'XOF' },
  ]);
});

it('balances every movement, and undoes a payment by its refunds', () => {
  const part = fc.bigInt({ min: 1n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (parts) => {
      const amount = parts.reduce((a, b) => a + b);
      const charge = chargeEntries(parties, { amount, currency: 'EUR' });
      const refunds = parts.map((p) => refundEntries(parties, { amount: p, currency: 'EUR' }));
      for (const entries of [charge, ...refunds]) expect(sumOf(entries)).toBe(0n);
      for (const account of ['psp_clearing', 'learner']) {
        const left = [charge, ...refunds].flat().filter((entry) => entry.account === account);
        expect(sumOf(left)).toBe(0n);
      }
    }),
  );
});
