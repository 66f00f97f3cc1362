import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { toBooked } from './stripe.balance.ts';

const line = (more: Partial<Stripe.BalanceTransaction>) =>
  ({
    ...{ id: 'txn_1', object: 'balance_transaction', source: 'ch_1', type: 'charge' },
    ...{ amount: 5_000, fee: 75, currency: 'xof', created: 1_764_000_000 },
    ...more,
  }) as Stripe.BalanceTransaction;

it.each([
  [{}, [{ kind: 'fee', sum: { amount: 75n, currency: 'XOF' } }]],
  [{ fee: 0 }, []],
  [{ type: 'refund', amount: -5_000, fee: -75 }, [{ kind: 'fee_returned', sum: { amount: 75n } }]],
  [{ type: 'stripe_fee', amount: -900, fee: 0 }, [{ kind: 'fee', sum: { amount: 900n } }]],
  [{ type: 'payout', amount: -2_500, fee: 0 }, [{ kind: 'to_bank', sum: { amount: 2_500n } }]],
  [
    { type: 'payout', amount: -2_500, fee: 10 },
    [
      { kind: 'to_bank', sum: { amount: 2_500n } },
      { kind: 'fee', sum: { amount: 10n } },
    ],
  ],
  [{ type: 'payout_failure', amount: 2_500, fee: 0 }, [{ kind: 'from_bank' }]],
  [{ type: 'topup', amount: 700, fee: 0 }, [{ kind: 'from_bank', sum: { amount: 700n } }]],
  [{ type: 'a_new_one', amount: 700, fee: 0 }, []],
] as [Partial<Stripe.BalanceTransaction>, object[]][])('reads %o', (more, movements) => {
  const at = new Date(1_764_000_000_000);
  const common = { ref: 'txn_1', intentRef: null, ownId: null, state: 'succeeded', at };
  expect(toBooked(line(more))).toMatchObject(movements.map((one) => ({ ...common, ...one })));
});
