import type Stripe from 'stripe';
import type { PspMovement } from '../psp-movement.ts';
import { fromStripeAmount, idOf, ownId, toRefund } from './stripe.domain.ts';

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
  const movements = exchanges(line);
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

/**
 * What Stripe made of a charge, a refund or a dispute in the currency of our balance, where that is another one. Only the
 * line of the balance says it. Source: https://docs.stripe.com/currencies/conversions
 */
function exchanges(line: Stripe.BalanceTransaction): PspMovement[] {
  const moved = movedBy(line.source);
  const sum = fromStripeAmount(Math.abs(line.amount), line.currency);
  if (!moved || moved.from.currency === sum.currency || line.amount === 0) return [];
  return [
    {
      ...{ ...moved, sum, kind: line.amount < 0 ? 'exchange_back' : 'exchange' },
      ...{ state: 'succeeded', at: new Date(line.created * 1_000) },
    },
  ];
}

/** What a line of the balance is of, as it was charged. */
function movedBy(source: Stripe.BalanceTransaction['source']) {
  if (typeof source !== 'object') return undefined;
  switch (source?.object) {
    case 'charge': {
      const { id, amount_captured: captured, currency, metadata } = source;
      const intentRef = idOf(source.payment_intent) || null;
      const from = fromStripeAmount(captured, currency);
      // A payment is known by its intent.
      return { ref: intentRef ?? id, intentRef, ownId: ownId(metadata['paymentId']), from };
    }
    case 'refund': {
      const { ref, intentRef, refundId, sum } = toRefund(source);
      return { ref, intentRef: intentRef || null, ownId: refundId, from: sum };
    }
    case 'dispute': {
      const from = fromStripeAmount(source.amount, source.currency);
      return { ref: source.id, intentRef: idOf(source.payment_intent) || null, ownId: null, from };
    }
    default:
      return undefined;
  }
}
