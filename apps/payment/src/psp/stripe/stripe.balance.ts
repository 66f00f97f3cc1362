import type Stripe from 'stripe';
import type { PspMovement } from '../psp-movement.ts';
import { fromStripeAmount, idOf } from './stripe.domain.ts';

/** Between Stripe and our own bank account: what it calls payouts, and money that we send it. */
const OF_THE_BANK = new Set([
  'payout',
  'payout_cancel',
  'payout_failure',
  'topup',
  'topup_reversal',
]);
/** Taken for its work by a line of its own. */
const FEES = new Set(['stripe_fee', 'tax_fee']);

/**
 * What a line of the balance says beside the charges and refunds that are listed by themselves: what banks took back or
 * gave back, what Stripe took for its work, and what went to our bank account or came from there.
 * Source: https://docs.stripe.com/reports/balance-transaction-types
 */
export function toBooked(line: Stripe.BalanceTransaction): PspMovement[] {
  const { id: ref, type, source, amount, currency, created } = line;
  const fee = FEES.has(type) ? line.fee - amount : line.fee;
  const common = { ownId: null, state: 'succeeded', at: new Date(created * 1_000) } as const;
  const movements: PspMovement[] = [];
  if (typeof source === 'object' && source?.object === 'dispute') {
    movements.push({
      ...common,
      kind: amount < 0 ? 'dispute' : 'dispute_won',
      ref: source.id,
      intentRef: idOf(source.payment_intent) || null,
      // As it was charged: the balance may be in another currency.
      sum: fromStripeAmount(source.amount, source.currency),
    });
    // The fee for handling it is booked with the chargeback.
    return movements;
  }
  const own = { ...common, ref, intentRef: null };
  if (OF_THE_BANK.has(type) && amount !== 0) {
    const sum = fromStripeAmount(Math.abs(amount), currency);
    movements.push({ ...own, kind: amount < 0 ? 'to_bank' : 'from_bank', sum });
  }
  if (fee !== 0) {
    const sum = fromStripeAmount(Math.abs(fee), currency);
    movements.push({ ...own, kind: fee > 0 ? 'fee' : 'fee_returned', sum });
  }
  return movements;
}
