import type { Currency, Money } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import type { BookingTerms as TermsRow } from '../generated/prisma/client.ts';

/** What there is to pay, by whom. */
export interface PayableTerms {
  readonly bookingId: string;
  readonly payerId: string;
  readonly price: Money;
}

type Terms = Pick<
  TermsRow,
  | 'bookingId'
  | 'learnerId'
  | 'payerId'
  | 'amount'
  | 'currency'
  | 'startsAt'
  | 'holdExpiresAt'
  | 'state'
>;

/**
 * @throws payment.already_paid, payment.booking_over when it is too late, payment.not_accepted
 * while a request waits for an answer, payment.booking_not_ready
 * while only its end has been announced
 */
export function payable(terms: Terms, now: Date): PayableTerms {
  const { bookingId, amount, currency, startsAt, holdExpiresAt, state } = terms;
  const payerId = terms.payerId ?? terms.learnerId;
  if (state === 'confirmed') throw paymentErrors.alreadyPaid();
  const until = holdExpiresAt && holdExpiresAt < startsAt ? holdExpiresAt : startsAt;
  if (state === 'over' || now >= until) throw paymentErrors.bookingOver();
  if (state === 'requested') throw paymentErrors.notAccepted();
  if (amount === null) throw paymentErrors.bookingNotReady();
  return { bookingId, payerId, price: { amount: Number(amount), currency: currency as Currency } };
}

/** How far the clocks of two services may differ, and how long an announcement may take. */
const RECENT_MS = 60_000;

/** Whether an id was made a moment ago: version 7 begins with the milliseconds since 1970. */
export function isRecent(id: string, now: Date): boolean {
  if (id[14] !== '7') return false;
  const madeAt = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return Math.abs(now.getTime() - madeAt) < RECENT_MS;
}
