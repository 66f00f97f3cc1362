import type Stripe from 'stripe';
import type { PspMovement } from '../psp-movement.ts';
import type { Sum } from '../psp.ts';
import { fromStripeAmount, idOf } from './stripe.domain.ts';

/**
 * What a line of the balance says beside the charges and refunds that are listed by themselves: what banks took back or
 * gave back, and what Stripe took for its work. Source: https://docs.stripe.com/reports/balance-transaction-types
 */
export function toBooked(line: Stripe.BalanceTransaction): PspMovement[] {
  const { id: ref, source, amount, fee, currency, created } = line;
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
  } else if (fee !== 0) {
    movements.push({
      ...{ ...common, ref, intentRef: null },
      kind: fee > 0 ? 'fee' : 'fee_returned',
      sum: fromStripeAmount(Math.abs(fee), currency),
    });
  }
  return movements;
}

/** One sum for each currency. */
export function addUp(sums: readonly Sum[]): Sum[] {
  const byCurrency = new Map<string, bigint>();
  for (const { amount, currency } of sums) {
    byCurrency.set(currency, (byCurrency.get(currency) ?? 0n) + amount);
  }
  return [...byCurrency].map(([currency, amount]) => ({ amount, currency }));
}
