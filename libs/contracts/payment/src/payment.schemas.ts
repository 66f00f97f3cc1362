import { Id, Instant, Money, openEnum } from '@edu/contract-kit';
import { z } from 'zod';

export const PAYMENT_STATUSES = [
  'created',
  'pending',
  'unknown',
  'succeeded',
  'failed',
  'canceled',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];
const PaymentStatusName = openEnum(PAYMENT_STATUSES, {
  id: 'PaymentStatus',
  description:
    '`created`: nothing was tried yet; `pending`: the payer or the payment service is at it; `unknown`: we do not know yet whether it was charged, and ask until we do; `succeeded`: paid; `failed`: it will not be paid; `canceled`: called off.',
});

const psp = 'The payment service that moves the money, as in `stripe`.';
const paymentId = Id.describe('The payment.');
const bookingId = Id.describe('The booking that is paid.');

export const Payment = z
  .object({
    id: paymentId,
    bookingId,
    psp: z.string().meta({ description: psp, examples: ['stripe'] }),
    status: PaymentStatusName,
    amount: Money.describe('What the learner pays.'),
    refunded: Money.describe('What has gone back so far.'),
    createdAt: Instant.describe('When the payment was opened.'),
  })
  .meta({ id: 'Payment', description: 'The payment of a booking.' });

export const CreateIntent = z
  .strictObject({
    bookingId,
    psp: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,29}$/)
      .default('stripe')
      .meta({ description: psp, examples: ['stripe'] }),
  })
  .meta({ id: 'CreateIntent', description: 'A payment to open.' });

export const Intent = Payment.extend({
  clientSecret: z
    .string()
    .nullable()
    .describe('For the form of the payment service; null where it has none.'),
  checkoutUrl: z
    .string()
    .nullable()
    .describe('A page of the payment service to send the payer to; null where there is none.'),
  publishableKey: z
    .string()
    .nullable()
    .describe('Our public key at the payment service; null where it needs none.'),
}).meta({ id: 'Intent', description: 'A payment, and what the client needs to pay it.' });

export const PaymentById = z
  .strictObject({ id: paymentId })
  .meta({ id: 'PaymentById', description: 'One of my payments.' });

export const Webhook = z
  .strictObject({
    psp: z.string().max(30).describe('The payment service that calls.'),
    body: z
      .string()
      .max(1_000_000)
      .describe(
        'The raw body in base64: signatures are over bytes. As long as one NATS message can carry.',
      ),
    headers: z.record(z.string(), z.string()).describe('The headers of the request.'),
  })
  .meta({ id: 'Webhook', description: 'A request of a payment service, as it came.' });

export const WebhookReceived = z
  .object({ received: z.literal(true).describe('It is stored, and worked on afterwards.') })
  .meta({ id: 'WebhookReceived', description: 'The payment service need not send it again.' });

const about = { paymentId, bookingId };
const price = Money.describe('The price of the booking.');

export const PaymentSucceeded = z
  .object({
    ...about,
    amount: price,
    psp: z.string().describe(psp),
    at: Instant.describe('When the payment service had the money.'),
  })
  .meta({ id: 'PaymentSucceeded', description: 'The payment service has the money.' });

export const PaymentFailed = z
  .object({ ...about, amount: price, reason: z.string().describe('Why, for the support.') })
  .meta({ id: 'PaymentFailed', description: 'The payment service will not get the money.' });

export const PaymentRefunded = z
  .object({
    ...about,
    amount: Money.describe('What went back by this refund.'),
    refundId: Id.describe('The refund.'),
    total: z.boolean().describe('Whether all of the price has gone back now.'),
  })
  .meta({ id: 'PaymentRefunded', description: 'Money went back to the payer.' });
