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

it.each([
  [
    'a charge in francs, kept in euro',
    { amount: 762, fee: 0, currency: 'eur', exchange_rate: 0.0015245 },
    {
      object: 'charge',
      id: 'ch_1',
      payment_intent: 'pi_1',
      amount_captured: 5_000,
      currency: 'xof',
    },
    { kind: 'exchange', ref: 'pi_1', sum: { amount: 762n, currency: 'EUR' } },
    { amount: 5_000n, currency: 'XOF' },
  ],
  [
    'a refund of it',
    { type: 'refund', amount: -305, fee: 0, currency: 'eur', exchange_rate: 0.001525 },
    { object: 'refund', id: 're_1', payment_intent: 'pi_1', amount: 2_000, currency: 'xof' },
    { kind: 'exchange_back', ref: 're_1', sum: { amount: 305n, currency: 'EUR' } },
    { amount: 2_000n, currency: 'XOF' },
  ],
  [
    'what a bank takes back',
    { type: 'adjustment', amount: -762, fee: 0, currency: 'eur', exchange_rate: 0.0015245 },
    { object: 'dispute', id: 'dp_1', payment_intent: 'pi_1', amount: 5_000, currency: 'xof' },
    { kind: 'exchange_back', ref: 'dp_1', sum: { amount: 762n, currency: 'EUR' } },
    { amount: 5_000n, currency: 'XOF' },
  ],
])('says what Stripe made of %s', (_what, more, source, said, from) => {
  const full = { ...source, metadata: {} } as unknown as Stripe.BalanceTransaction['source'];
  const [first] = toBooked(line({ ...(more as Partial<Stripe.BalanceTransaction>), source: full }));
  expect(first).toMatchObject({ ...said, from, intentRef: 'pi_1', state: 'succeeded' });
});

it('makes nothing of what stays in the money that was charged', () => {
  const source = {
    object: 'charge',
    id: 'ch_1',
    amount_captured: 5_000,
    currency: 'xof',
    metadata: {},
  };
  const full = source as unknown as Stripe.BalanceTransaction['source'];
  expect(toBooked(line({ fee: 0, source: full }))).toEqual([]);
});
