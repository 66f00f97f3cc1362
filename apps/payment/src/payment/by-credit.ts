import type { Payment as PaymentRow } from '../generated/prisma/client.ts';
import type { PspFacts, PspIntent } from '../psp/psp.ts';
import { askedOf } from './payment.row.ts';

/** What stands for a psp where all of a payment is credit: nobody outside is asked. */
export const BY_CREDIT: PspFacts = {
  id: 'credit',
  capabilities: {
    ...{ refunds: true, partialRefunds: true, listsRefunds: false, keepsKeys: true },
    ...{ declineEnds: true, asksByPhone: false, promptMs: null, amounts: {}, payouts: null },
    way: { kind: 'redirect', name: null, countries: null },
  },
};

/** It is paid once it is open, unless nobody wants it any more: its credit has been reserved. */
export function paidByCredit(payment: PaymentRow, isOver: boolean): PspIntent {
  const { id } = payment;
  const status = isOver ? 'canceled' : 'succeeded';
  return { ref: id, paymentId: id, status, sum: askedOf(payment), next: null };
}
