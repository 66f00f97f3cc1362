import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import type { Payer } from '../psp/psp.ts';
import type { Bill } from '../terms/terms.domain.ts';
import { payerOf, type OpenPayment } from './payment.row.ts';

/** Whether it is for the lessons of the bill and no others: prices do not change. */
export function paysExactly({ parts }: OpenPayment, bill: Bill): boolean {
  const wanted = new Set(bill.parts.map(({ bookingId }) => bookingId));
  return parts.length === wanted.size && parts.every(({ bookingId }) => wanted.has(bookingId));
}

/** Its prompt is on a phone that the payer no longer names, or with another operator. */
export function isOfAnotherPhone(payment: PaymentRow, { phone, operator }: Payer): boolean {
  const asked = payerOf(payment);
  if (asked.phone === undefined || phone === undefined) return false;
  return asked.phone !== phone || asked.operator !== operator;
}
