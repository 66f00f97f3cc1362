import { fieldError } from '@edu/contract-kit';
import { PAYMENT_STATUSES, paymentErrors, type PaymentStatus } from '@edu/contracts-payment';
import type { Payer, PspCapabilities, PspIntent, Sum } from '../psp/psp.ts';
import { takes, takesTogether, type Purchase } from '../psp/ways.domain.ts';

/** A status only moves to one of a higher rank; the database's trigger knows the same ranks. */
const RANK: Readonly<Record<PaymentStatus, number>> = {
  created: 0,
  unknown: 1,
  pending: 2,
  failed: 3,
  canceled: 3,
  succeeded: 4,
};

/** An unpaid payment is given up this long after it was opened, whatever became of its booking. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** Statuses in which the payment may still be paid; a booking has at most one such payment. */
export const OPEN_STATUSES = PAYMENT_STATUSES.filter((status) => RANK[status] < RANK.failed);

/** Given up here; money that comes all the same is taken. */
export const isGivenUp = (status: PaymentStatus): boolean => RANK[status] === RANK.failed;

/** The status after news, or undefined when the news is older than what we know. */
export function moveForward(from: PaymentStatus, to: PaymentStatus): PaymentStatus | undefined {
  return RANK[to] > RANK[from] ? to : undefined;
}

/**
 * What the psp's view of a payment changes: its next status, nothing, or `mismatch` when other
 * money arrived than was asked for, which must never count as paid.
 */
export function settle(
  payment: { readonly status: PaymentStatus } & Sum,
  intent: Pick<PspIntent, 'status' | 'sum'>,
): PaymentStatus | 'mismatch' | undefined {
  const next = moveForward(payment.status, intent.status);
  return next === 'succeeded' && !sameSum(payment, intent.sum) ? 'mismatch' : next;
}

/** Whether a psp says of an open payment nothing but that it is open, as the payment does. */
export function isStillOpen(
  payment: { readonly status: PaymentStatus; readonly pspRef: string | null },
  intent: Pick<PspIntent, 'status' | 'ref'>,
): boolean {
  const { status, pspRef } = payment;
  return status === 'pending' && intent.status === 'pending' && pspRef === intent.ref;
}

export function sameSum(a: Sum, b: Sum): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}

/** True when the intent has to be canceled at the psp if nobody has paid it yet. */
export function isUnwanted(
  payment: { readonly closeRequestedAt: Date | null; readonly createdAt: Date },
  now: Date,
): boolean {
  const age = now.getTime() - payment.createdAt.getTime();
  return payment.closeRequestedAt !== null || age > GIVE_UP_AFTER_MS;
}

/** Idempotency key at the psp: what for, for which of our rows, under which spent keys. */
export function pspKey(
  purpose: 'intent' | 'refund' | 'payout',
  id: string,
  attempt: number,
): string {
  return attempt === 0 ? `${purpose}:${id}` : `${purpose}:${id}:${attempt}`;
}

/**
 * What a psp would refuse anyway is refused before there is a payment.
 *
 * @throws payment.amount_not_taken, payment.not_together, payment.phone_required
 */
export function checkOrder(
  capabilities: Pick<PspCapabilities, 'amounts' | 'asksByPhone' | 'refunds' | 'partialRefunds'>,
  purchase: Purchase,
  payer: Payer,
): void {
  if (!takes(capabilities, purchase.price)) {
    const step = capabilities.amounts[purchase.price.currency]?.step;
    const isOff = step !== undefined && purchase.price.amount % step !== 0;
    throw paymentErrors.amountNotTaken({
      ...(isOff && { errors: [fieldError('/psp', 'takes_multiples_of', { of: step })] }),
    });
  }
  if (!takesTogether(capabilities, purchase)) throw paymentErrors.notTogether();
  if (capabilities.asksByPhone && !payer.phone) throw paymentErrors.phoneRequired();
}
