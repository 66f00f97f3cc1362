import {
  defineContract,
  defineErrors,
  defineEvent,
  defineRpc,
  Id,
  Instant,
  Money,
} from '@edu/contract-kit';
import { z } from 'zod';

export const paymentErrors = defineErrors('payment', {
  notFound: { status: 404, title: { en: 'No such payment', fr: 'Paiement introuvable' } },
  unknownPsp: {
    status: 404,
    title: {
      en: 'No such payment service',
      fr: 'Prestataire de paiement inconnu',
    },
  },
  badSignature: {
    status: 400,
    title: { en: 'The signature does not match', fr: 'La signature ne correspond pas' },
  },
  pspUnavailable: {
    status: 503,
    title: {
      en: 'The payment service does not answer',
      fr: 'Le prestataire de paiement ne répond pas',
    },
    detail: {
      en: 'Nothing was charged. Try again with the same Idempotency-Key.',
      fr: 'Rien n’a été débité. Réessayez avec la même Idempotency-Key.',
    },
    retryAfter: 5,
  },
  alreadyPaid: {
    status: 409,
    title: { en: 'This booking is paid already', fr: 'Cette réservation est déjà payée' },
  },
  refused: {
    status: 422,
    title: {
      en: 'The payment service refused this payment',
      fr: 'Le prestataire de paiement a refusé ce paiement',
    },
  },
});

/** `unknown`: we do not know yet whether the psp charged; it is asked until it says. */
export const PAYMENT_STATUSES = [
  'created',
  'pending',
  'unknown',
  'succeeded',
  'failed',
  'canceled',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const Payment = z.object({
  id: Id,
  bookingId: Id,
  psp: z.string(),
  status: z.enum(PAYMENT_STATUSES),
  amount: Money,
  /** What has gone back so far. */
  refunded: Money,
  createdAt: Instant,
});

export const paymentRpc = {
  createIntent: defineRpc('rpc.payment.create_intent.v1', {
    summary: 'Open the payment of a booking',
    description:
      'Answers what the client needs to pay: a client secret for the payment service’s own form, and its page where there is one. A booking has one open payment; asking again gives it again.',
    access: ['student', 'parent'],
    idempotent: true,
    input: z.strictObject({
      bookingId: Id,
      psp: z
        .string()
        .regex(/^[a-z][a-z0-9-]{1,29}$/)
        .default('stripe'),
    }),
    output: Payment.extend({
      clientSecret: z.string().nullable(),
      checkoutUrl: z.string().nullable(),
      publishableKey: z.string().nullable(),
    }),
    errors: [
      paymentErrors.unknownPsp,
      paymentErrors.alreadyPaid,
      paymentErrors.pspUnavailable,
      paymentErrors.refused,
    ],
    http: { method: 'POST', path: '/payments/intent', status: 201 },
  }),
  get: defineRpc('rpc.payment.get.v1', {
    summary: 'One of my payments',
    access: 'user',
    input: z.strictObject({ id: Id }),
    output: Payment,
    errors: [paymentErrors.notFound],
    http: { method: 'GET', path: '/payments/{id}' },
  }),
  /** The gateway's webhook route hands in the bytes as they came. */
  receiveWebhook: defineRpc('rpc.payment.receive_webhook.v1', {
    summary: 'An event of a payment service',
    input: z.strictObject({
      psp: z.string().max(30),
      /** Base64 of the raw body: signatures are over bytes. As long as one NATS message can carry. */
      body: z.string().max(1_000_000),
      headers: z.record(z.string(), z.string()),
    }),
    output: z.object({ received: z.literal(true) }),
    errors: [paymentErrors.unknownPsp, paymentErrors.badSignature],
  }),
};

const about = { paymentId: Id, bookingId: Id, amount: Money };

export const paymentEvents = {
  succeeded: defineEvent('evt.payment.succeeded.v1', {
    summary: 'The payment service has the money',
    aggregate: 'bookingId',
    data: z.object({ ...about, psp: z.string(), at: Instant }),
  }),
  failed: defineEvent('evt.payment.failed.v1', {
    summary: 'The payment service will not get the money',
    aggregate: 'bookingId',
    data: z.object({ ...about, reason: z.string() }),
  }),
  refunded: defineEvent('evt.payment.refunded.v1', {
    summary: 'Money went back to the payer; `amount` is this refund',
    aggregate: 'bookingId',
    data: z.object({ ...about, refundId: Id, total: z.boolean() }),
  }),
};

export const paymentContract = defineContract({
  service: 'payment',
  summary: 'Payments, refunds and the ledger',
  rpc: paymentRpc,
  events: paymentEvents,
  errors: paymentErrors,
});
