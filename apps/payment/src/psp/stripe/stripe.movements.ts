import type Stripe from 'stripe';
import { merged } from '../merged.ts';
import type { PspMovement } from '../psp-movement.ts';
import { toBooked } from './stripe.balance.ts';
import { fromStripeAmount, idOf, ownId, toRefund } from './stripe.domain.ts';
import { PAGE, pages, seconds, type After } from './stripe.pages.ts';

/** One page leads to the next: lists of a day are read in parts, some at the same time. */
const PART_MS = 6 * 3_600_000;
const AT_ONCE = 4;

/** Charges, refunds, and what else came out of or into the balance, in no order. */
export function movementsOf(
  stripe: Stripe,
  from: Date,
  until: Date,
): AsyncIterable<readonly PspMovement[]> {
  const lists = [charges, refunds, booked].flatMap((list) =>
    parts(from, until).map((created) => () => list(stripe, created)),
  );
  return merged(lists, AT_ONCE);
}

type Created = Readonly<Record<'gte' | 'lt', number>>;

function parts(from: Date, until: Date): Created[] {
  const found: Created[] = [];
  const end = seconds(until);
  for (let gte = seconds(from); gte < end; gte += PART_MS / 1_000) {
    found.push({ gte, lt: Math.min(gte + PART_MS / 1_000, end) });
  }
  return found;
}

async function* charges(stripe: Stripe, created: Created): AsyncGenerator<PspMovement[]> {
  const ask = (after: After) => stripe.charges.list({ created, limit: PAGE, ...after });
  for await (const page of pages(ask)) yield page.flatMap(toCharged);
}

async function* refunds(stripe: Stripe, created: Created): AsyncGenerator<PspMovement[]> {
  const ask = (after: After) => stripe.refunds.list({ created, limit: PAGE, ...after });
  for await (const page of pages(ask)) yield page.map(toSentBack);
}

async function* booked(stripe: Stripe, created: Created): AsyncGenerator<PspMovement[]> {
  const expand = ['data.source'];
  const ask = (after: After) =>
    stripe.balanceTransactions.list({ created, limit: PAGE, expand, ...after });
  for await (const page of pages(ask)) yield page.flatMap(toBooked);
}

const CHARGE_STATUS: Readonly<Record<string, PspMovement['state']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
};

/** A charge without an intent was made by hand, in the dashboard: it is money too. */
function toCharged(charge: Stripe.Charge): PspMovement[] {
  const { id: ref, amount, amount_captured: captured, currency, status, created } = charge;
  const isDone = status === 'succeeded';
  // A charge that is not captured has moved nothing.
  if (isDone && captured === 0) return [];
  return [
    {
      ...{ kind: 'payment', ref, intentRef: idOf(charge.payment_intent) || null },
      ownId: ownId(charge.metadata['paymentId']),
      state: CHARGE_STATUS[status] ?? 'pending',
      sum: fromStripeAmount(isDone ? captured : amount, currency),
      at: new Date(created * 1_000),
    },
  ];
}

function toSentBack(refund: Stripe.Refund): PspMovement {
  const { ref, intentRef, refundId, status, sum } = toRefund(refund);
  const at = new Date(refund.created * 1_000);
  return {
    kind: 'refund',
    ref,
    intentRef: intentRef || null,
    ownId: refundId,
    state: status,
    sum,
    at,
  };
}
