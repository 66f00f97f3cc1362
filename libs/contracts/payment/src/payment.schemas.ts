import {
  CountryCode,
  Currency,
  Id,
  Instant,
  line,
  Money,
  openEnum,
  pageQuery,
  Phone,
} from '@edu/contract-kit';
import { z } from 'zod';
import { pspWebhooks } from './psp-webhooks.ts';

/** As many lessons as a series may have. */
export const MOST_AT_ONCE = 52;

export const PAYMENT_STATUSES = [
  'created',
  'pending',
  'unknown',
  'succeeded',
  'failed',
  'canceled',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

const PaymentPart = z
  .object({
    bookingId: Id.describe('The booking.'),
    amount: Money.describe('What is paid for it.'),
    refunded: Money.describe('What of that has gone back so far.'),
  })
  .meta({ id: 'PaymentPart', description: 'What of a payment is for one lesson.' });

export const others = z
  .array(Id)
  .max(MOST_AT_ONCE - 1)
  .refine((ids) => new Set(ids).size === ids.length, 'each once')
  .optional()
  .describe('Other bookings of the same payer that are paid with it, as those of a series.');

const paymentFields = {
  id: Id.describe('The payment.'),
  bookingId: Id.describe('The booking that it was opened for; `parts` has all.'),
  psp: z.string().meta({
    description: 'The payment service that moves the money; `credit` where all of it is credit.',
    examples: [...pspWebhooks.keys()],
  }),
  status: openEnum(PAYMENT_STATUSES, {
    id: 'PaymentStatus',
    description:
      '`created`: being opened; `pending`: waits for the payer; `unknown`: the payment service has not said whether it took the money, and is asked until it does; `succeeded`; `failed`: refused; `canceled`: nobody paid in time.',
  }),
  amount: Money.describe('What is paid.'),
  credit: Money.describe('What of it is paid by credit.'),
  refunded: Money.describe('What has gone back so far.'),
  charged: Money.nullable()
    .default(null)
    .describe('What is charged in other money, by a quote; null where the price itself is.'),
  chargedRefunded: Money.nullable()
    .default(null)
    .describe('What of that has gone back; null where the price itself is paid.'),
  parts: z.array(PaymentPart).describe('What of it is for which lesson: one or more.'),
  promptEndsAt: Instant.nullable().describe(
    'Until when the payer can confirm on the phone; null where nobody asked there. It stays when that time is over: what became of the payment, its status says.',
  ),
  byLink: z
    .boolean()
    .default(false)
    .describe('Whether somebody else opened it, by a link that I gave them.'),
  createdAt: Instant.describe('When it was opened.'),
};

export const Payment = z.object(paymentFields).meta({
  id: 'Payment',
  description: 'One attempt to pay for a booking, or for several at once.',
});

const CardStep = z
  .object({
    kind: z.literal('card').describe('The payment service’s own form takes the card.'),
    clientSecret: z.string().describe('Opens this payment in that form. Keep it to yourself.'),
    publishableKey: z.string().describe('Says whose form it is.'),
  })
  .meta({ id: 'CardStep', description: 'Pay by card in the form of the payment service.' });

const RedirectStep = z
  .object({
    kind: z.literal('redirect').describe('A page of the payment service takes over.'),
    url: z.url().describe('The page.'),
  })
  .meta({ id: 'RedirectStep', description: 'Go on at the payment service.' });

const PushStep = z
  .object({
    kind: z.literal('push').describe('The payer confirms on the phone.'),
    expiresAt: Instant.nullable().describe('Until when that works; null when nobody says.'),
    dial: z
      .string()
      .nullable()
      .meta({
        description: 'What to dial when no prompt appears; null when nothing.',
        examples: ['*144*82#'],
      }),
  })
  .meta({ id: 'PushStep', description: 'Confirm the prompt on the payer’s phone.' });

export const NextStep = z
  .discriminatedUnion('kind', [CardStep, RedirectStep, PushStep])
  .meta({ id: 'NextStep', description: 'What the payer has to do; a client knows each kind.' });
export type NextStep = z.infer<typeof NextStep>;

export const PaymentIntent = z
  .object({
    ...paymentFields,
    next: NextStep.nullable().describe('What the payer has to do now; null when nothing.'),
  })
  .meta({ id: 'PaymentIntent', description: 'A payment, and how to go on with it.' });

export const AskWays = z
  .strictObject({
    id: Id.describe('The booking to pay for.'),
    others,
    country: CountryCode.optional().describe(
      'Where the payer is: what people have there comes first.',
    ),
  })
  .meta({ id: 'AskWays', description: 'The booking, and where the payer is.' });

export const WayToPay = z
  .object({
    psp: paymentFields.psp,
    kind: openEnum(['card', 'redirect', 'push'], {
      id: 'WayKind',
      description:
        '`card`: the payment service’s own form takes the card; `redirect`: it goes on at the payment service; `push`: the payer confirms on the phone.',
    }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'Its brand, where it has one.', examples: ['Mobile Money'] }),
    asksPhone: z.boolean().describe('Whether the payer’s phone number has to be named.'),
    countries: z
      .array(CountryCode)
      .describe('Whose phone numbers can pay this price; empty where none is asked for.'),
    rest: Money.nullable().describe(
      'What is paid this way where my credit pays first; null where it cannot.',
    ),
    takesPrice: z
      .boolean()
      .default(true)
      .describe('Whether it takes the price itself; otherwise only the `rest` of it.'),
    currencies: z
      .array(Currency)
      .default([])
      .describe('In which other money it can be paid as well, by a quote.'),
    restCurrencies: z
      .array(Currency)
      .default([])
      .describe('The same of the `rest`, where my credit pays first.'),
  })
  .meta({ id: 'WayToPay', description: 'One way to pay.' });
export type WayToPay = z.infer<typeof WayToPay>;

export const WaysToPay = z
  .object({
    items: z.array(WayToPay).describe('The one to propose first.'),
    credit: z
      .object({
        balance: Money.describe('How much of it can be spent on this.'),
        covers: z.boolean().describe('Whether it pays for all, and no other way is needed.'),
      })
      .meta({ id: 'UsableCredit', description: 'Credit that can pay.' })
      .nullable()
      .describe('My credit in this currency; null where there is none.'),
  })
  .meta({ id: 'WaysToPay', description: 'The ways to pay for a booking.' });

export const psp = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,29}$/)
  .meta({ examples: [...pspWebhooks.keys()] });

/** A brand, as `Wallet` names it. */
const operator = line(60);

/** A number that is to pay, of whoever asks. */
export const askedWallet = {
  psp: psp
    .optional()
    .describe(
      'A payment service that asks for a phone number; without it, the one that is proposed for this number.',
    ),
  phone: Phone.describe('The phone that would confirm the payment.'),
  operator: operator
    .optional()
    .describe('Who has the number, where that is not the one it seems to be.'),
};

export const AskWallet = z
  .strictObject({
    ...{ bookingId: Id.describe('The booking to pay for.'), others, ...askedWallet },
    credit: z
      .boolean()
      .optional()
      .describe('Whether my credit pays first; then the wallet has to take what it leaves.'),
  })
  .meta({ id: 'AskWallet', description: 'A phone number that is to pay.' });

export const Wallet = z
  .object({
    phone: Phone.describe('The number in the form of today’s numbering plan.'),
    psp: psp.describe('The payment service that asks it.'),
    operator: z.string().meta({
      description: 'The brand of the operator that has it.',
      examples: ['MTN Mobile Money'],
    }),
    operators: z
      .array(z.string())
      .describe('Who else may have it: people keep their number when they change the operator.'),
    isGuess: z
      .boolean()
      .describe('Whether the operator follows from the number; otherwise the payer named it.'),
    country: CountryCode.describe('Whose number it is.'),
    appears: z
      .boolean()
      .describe('Whether a prompt appears by itself; otherwise it is dialled for.'),
    dial: z
      .string()
      .nullable()
      .meta({
        description: 'What to dial for the prompt when none appears; null when nothing helps.',
        examples: ['*133#'],
      }),
  })
  .meta({ id: 'Wallet', description: 'Mobile Money of a phone number.' });

export const quoteId = Id.optional().describe(
  'The quote by which it is paid in other money; without it the price itself is paid.',
);

export const Payer = z
  .strictObject({
    phone: Phone.optional().describe('The phone that confirms the payment.'),
    country: CountryCode.optional().describe('Where the payer’s account is.'),
    operator: operator
      .optional()
      .describe('Who has the phone, where that is not the one it seems to be.'),
  })
  .meta({ id: 'Payer', description: 'What some payment services need to know of the payer.' });

export const CreateIntent = z
  .strictObject({
    bookingId: Id.describe('The booking to pay for.'),
    others,
    psp: psp
      .optional()
      .describe('The payment service to pay with; without it, the first of the ways to pay.'),
    credit: z
      .boolean()
      .optional()
      .describe(
        'Whether my credit pays first: all of it, or as much as the payment service leaves room for. Without it an open payment goes on as it is.',
      ),
    quoteId,
    payer: Payer.optional(),
  })
  .meta({ id: 'CreateIntent', description: 'A payment to open.' });

export const PaymentById = z
  .strictObject({ id: Id.describe('The payment.') })
  .meta({ id: 'PaymentById', description: 'One of my payments.' });

export const ListPayments = z
  .strictObject({
    bookingId: Id.optional().describe('Only what was opened to pay for this booking.'),
    ...pageQuery,
  })
  .meta({ id: 'ListPayments', description: 'Which of my payments.' });

export const ReceiveWebhook = z
  .strictObject({
    psp: z.string().max(30).describe('The payment service that reports.'),
    body: z
      .string()
      .max(1_000_000)
      .describe('Base64 of the raw body: signatures are over bytes. As long as a message may be.'),
    headers: z.record(z.string(), z.string()).describe('As they came, in lower case.'),
  })
  .meta({ id: 'ReceiveWebhook', description: 'A report of a payment service.' });

export const WebhookReceived = z
  .object({ received: z.literal(true).describe('It is kept, and worked on afterwards.') })
  .meta({ id: 'WebhookReceived', description: 'Nothing has to be sent again.' });
