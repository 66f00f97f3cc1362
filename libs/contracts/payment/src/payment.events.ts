import { Id, Instant, Money } from '@edu/contract-kit';
import { z } from 'zod';

const about = {
  paymentId: Id.describe('The payment.'),
  bookingId: Id.describe('The booking that it pays for, or one of them.'),
  amount: Money.describe('How much moved, or did not.'),
};

const PaidPart = z
  .object({
    bookingId: Id.describe('A booking.'),
    amount: Money.describe('What of the payment is for it.'),
  })
  .meta({ id: 'PaidPart', description: 'What of a payment is for one booking.' });

export const PaymentSucceeded = z
  .object({
    ...about,
    parts: z
      .array(PaidPart)
      .optional()
      .describe('What it pays for; where nothing is said, for `bookingId` alone.'),
    psp: z.string().describe('The payment service that has the money.'),
    at: Instant.describe('When it became known.'),
  })
  .meta({ id: 'PaymentSucceeded', description: 'The payment service has the money.' });

export const PaymentPrompted = z
  .object({
    paymentId: about.paymentId,
    bookingId: about.bookingId,
    lessons: z.array(Id).describe('All lessons that it pays for, this booking among them.'),
    until: Instant.describe('When the prompt ends, unless it is answered before.'),
  })
  .meta({
    id: 'PaymentPrompted',
    description:
      'A prompt is on the payer’s phone. Only the first two of a booking are announced: one, and one fresh try.',
  });

export const PaymentFailed = z
  .object({ ...about, reason: z.string().describe('A code of the payment service, or of ours.') })
  .meta({ id: 'PaymentFailed', description: 'The payment service will not get the money.' });

export const PaymentRefunded = z
  .object({
    ...about,
    refundId: Id.describe('The refund.'),
    total: z.boolean().describe('Whether all that was paid for this booking has gone back by now.'),
    foreign: z
      .boolean()
      .default(false)
      .describe('Whether it was made at the payment service, without a request of ours.'),
    way: z
      .string()
      .default('psp')
      .describe(
        '`psp`: by the payment service, the way it came; `credit`: as credit of the payer; `hand`: a person of the team sent it. A later release may have more.',
      ),
  })
  .meta({ id: 'PaymentRefunded', description: 'Money went back to the payer.' });
