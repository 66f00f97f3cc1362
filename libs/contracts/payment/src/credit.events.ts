import { defineEvent, Id, Instant, Money } from '@edu/contract-kit';
import { z } from 'zod';

export const RefundOffered = z
  .object({
    refundId: Id.describe('The refund.'),
    paymentId: Id.describe('The payment that it is of.'),
    bookingId: Id.describe('The lesson that it is of.'),
    payerId: Id.describe('Who is asked.'),
    amount: Money.describe('How much goes back.'),
  })
  .meta({
    id: 'RefundOffered',
    description: 'A payment service does not send money back: the payer chooses another way.',
  });

export const CreditPayoutAsked = z
  .object({
    payoutId: Id.describe('The payout.'),
    payerId: Id.describe('Whose credit it is.'),
    amount: Money.describe('How much is paid out.'),
    operator: z.string().describe('The brand of the operator that has their number.'),
    sentAt: Instant.nullable().describe('When it is sent; null where two people look at it first.'),
  })
  .meta({ id: 'CreditPayoutAsked', description: 'Somebody has their credit paid out.' });

export const creditEvents = {
  creditPayoutAsked: defineEvent('evt.payment.credit_payout_asked.v1', {
    summary: 'Credit is to be paid out to its owner',
    aggregate: 'payerId',
    data: CreditPayoutAsked,
  }),
  refundOffered: defineEvent('evt.payment.refund_offered.v1', {
    summary: 'A refund waits for the choice of its payer',
    aggregate: 'bookingId',
    data: RefundOffered,
  }),
};
