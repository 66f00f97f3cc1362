import type { Currency, Money } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import type { BookingTerms as TermsRow } from '../generated/prisma/client.ts';

/** What there is to pay for a lesson, by whom. */
export interface PayableTerms {
  readonly bookingId: string;
  readonly payerId: string;
  readonly price: Money;
}

/** What there is to pay at once, for one lesson or for several. */
export interface Bill {
  /** The lesson from whose page it is paid. */
  readonly bookingId: string;
  readonly payerId: string;
  /** All in all. */
  readonly price: Money;
  readonly parts: readonly Pick<PayableTerms, 'bookingId' | 'price'>[];
  /** By which somebody else pays it; none where the payer does. */
  readonly linkId?: string;
  /** By which other money is charged for it; none where the price itself is. */
  readonly quoted?: Quoted;
}

/** What a payer has agreed to pay in other money. */
export interface Quoted {
  readonly quoteId: string;
  readonly charged: Money;
}

/** A bill as a psp sees it: what it is to charge. */
export const chargeOf = <B extends Bill>(bill: B): B => ({
  ...bill,
  price: bill.quoted?.charged ?? bill.price,
});

/**
 * @param lessons that one payer owes for, the first being the one that is paid from; at least one
 * @throws payment.not_together when they are not of one currency
 */
export function billOf(lessons: readonly [PayableTerms, ...PayableTerms[]]): Bill {
  const [{ bookingId, payerId, price }] = lessons;
  if (lessons.some((lesson) => lesson.price.currency !== price.currency)) {
    throw paymentErrors.notTogether();
  }
  const amount = lessons.reduce((sum, lesson) => sum + lesson.price.amount, 0);
  return { bookingId, payerId, price: { ...price, amount }, parts: lessons };
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
  const until = payUntil({ startsAt, holdExpiresAt });
  if (state === 'over' || now >= until) throw paymentErrors.bookingOver();
  if (state === 'requested') throw paymentErrors.notAccepted();
  if (amount === null) throw paymentErrors.bookingNotReady();
  return { bookingId, payerId, price: { amount: Number(amount), currency: currency as Currency } };
}

/** Money that comes later may be sent back. */
export function payUntil({
  startsAt,
  holdExpiresAt,
}: Pick<Terms, 'startsAt' | 'holdExpiresAt'>): Date {
  return holdExpiresAt && holdExpiresAt < startsAt ? holdExpiresAt : startsAt;
}

/** When the first of several lessons can no longer be paid. */
export const allPayUntil = (lessons: readonly Pick<Terms, 'startsAt' | 'holdExpiresAt'>[]): Date =>
  new Date(Math.min(...lessons.map((lesson) => payUntil(lesson).getTime())));

/** How far the clocks of two services may differ, and how long an announcement may take. */
const RECENT_MS = 60_000;

/** Whether an id was made a moment ago: version 7 begins with the milliseconds since 1970. */
export function isRecent(id: string, now: Date): boolean {
  if (id[14] !== '7') return false;
  const madeAt = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return Math.abs(now.getTime() - madeAt) < RECENT_MS;
}
