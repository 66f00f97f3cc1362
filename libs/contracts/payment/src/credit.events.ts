import { defineEvent, Id, Money } from '@edu/contract-kit';
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

export const creditEvents = {
  refundOffered: defineEvent('evt.payment.refund_offered.v1', {
    summary: 'A refund waits for the choice of its payer',
    aggregate: 'bookingId',
    data: RefundOffered,
  }),
};
