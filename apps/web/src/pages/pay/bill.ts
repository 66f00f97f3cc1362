import type { Payment } from '@edu/client';
import type { Money } from '@edu/contract-kit';

interface Lesson {
  readonly id: string;
  readonly price: Money;
}

/** What a payment is to be for: the lesson of this page, and others that are paid with it. */
export interface Bill {
  readonly bookingId: string;
  readonly others: readonly string[];
  /** All in all. */
  readonly price: Money;
}

/** @param others of the same series, so of the same currency */
export function billOf({ id, price }: Lesson, others: readonly Lesson[]): Bill {
  const amount = others.reduce((sum, other) => sum + other.price.amount, price.amount);
  return {
    bookingId: id,
    others: others.map((other) => other.id),
    price: { ...price, amount },
  };
}

/** What the server is asked of a bill. */
export const orderOf = ({ bookingId, others }: Bill) => ({ bookingId, others: [...others] });

/** Whether a payment is for the lessons of a bill and no others. */
export function isFor(bill: Bill, { parts }: Pick<Payment, 'parts'>): boolean {
  const wanted = new Set([bill.bookingId, ...bill.others]);
  return parts.length === wanted.size && parts.every(({ bookingId }) => wanted.has(bookingId));
}

/** Whether a payment is for more than one lesson. */
export const isAtOnce = <P extends Pick<Payment, 'parts'>>(payment: P | undefined): payment is P =>
  payment !== undefined && payment.parts.length > 1;

/** What an address says about what is to be paid: all lessons of a series that can be, or nothing. */
export const searchOf = (atOnce: boolean | undefined): string => (atOnce ? '?what=all' : '');

/** Whether it says so; undefined where it says nothing. */
export const whatOf = (search: string): true | undefined =>
  new URLSearchParams(search).get('what') === 'all' || undefined;
