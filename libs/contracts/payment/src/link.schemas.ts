import { CountryCode, Id, Instant, Money, openEnum } from '@edu/contract-kit';
import { z } from 'zod';
import {
  askedWallet,
  NextStep,
  others,
  Payer,
  Payment,
  psp,
  quoteId,
  WayToPay,
} from './payment.schemas.ts';

/** Links of one lesson that lead somewhere at the same time. */
export const MOST_LINKS = 3;

export const LinksOfBooking = z
  .strictObject({ bookingId: Id.describe('The booking to pay for.') })
  .meta({ id: 'LinksOfBooking', description: 'A booking that somebody else is asked to pay.' });

export const MakeLink = z
  .strictObject({
    bookingId: Id.describe('The booking to pay for.'),
    others: others.describe('Other bookings of mine that are paid with it, as those of a series.'),
  })
  .meta({ id: 'MakeLink', description: 'What somebody else is asked to pay.' });

export const LinkById = z
  .strictObject({
    bookingId: Id.describe('The booking.'),
    id: Id.describe('The link.'),
  })
  .meta({ id: 'LinkById', description: 'One of the links of a booking.' });

const PaymentLink = z
  .object({
    id: Id.describe('The link.'),
    createdAt: Instant.describe('When it was made.'),
    expiresAt: Instant.describe(
      'Until when it can be paid: as long as the slot is held, of several the one that is held the shortest.',
    ),
    lessons: z.int().default(1).describe('For how many lessons it is, all at once.'),
    isPayable: z
      .boolean()
      .default(true)
      .describe('False once one of its lessons is paid another way, called off, or too late.'),
  })
  .meta({
    id: 'PaymentLink',
    description: 'Lets somebody else pay for a booking, or several at once.',
  });

export const NewPaymentLink = z
  .object({
    ...PaymentLink.shape,
    token: z.string().describe('Stands behind `#` of `/pay-link`; it is said now and never again.'),
  })
  .meta({ id: 'NewPaymentLink', description: 'A link that can be given away.' });

export const PaymentLinks = z
  .object({
    items: z.array(PaymentLink).describe('Those that are not withdrawn, the oldest first.'),
    most: z.int().describe('How many there may be at the same time.'),
  })
  .meta({ id: 'PaymentLinks', description: 'The links of a booking.' });

export const LinkWithdrawn = z
  .object({ id: Id.describe('The link.') })
  .meta({ id: 'LinkWithdrawn', description: 'The link leads nowhere any more.' });

export const linkToken = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({ description: 'From the link, behind `#`.', examples: ['x'.repeat(43)] });

export const OpenLink = z
  .strictObject({
    token: linkToken,
    country: CountryCode.optional().describe(
      'Where the payer is: what people have there comes first.',
    ),
  })
  .meta({ id: 'OpenLink', description: 'A link that somebody was given.' });

const SeveralToPay = z
  .object({
    count: z.int().describe('How many they are.'),
    lastStartsAt: Instant.describe('When the last of them begins.'),
    teacher: z
      .string()
      .nullable()
      .meta({
        description: 'The first name of who teaches all of them; null where there is none to show.',
        examples: ['Fatou'],
      }),
  })
  .meta({ id: 'SeveralToPay', description: 'Lessons that are paid at once.' });

const LessonToPay = z
  .object({
    asker: z
      .string()
      .nullable()
      .meta({
        description: 'The first name of who asks; null where there is none to show.',
        examples: ['Awa'],
      }),
    subject: z
      .string()
      .nullable()
      .meta({
        description: 'What it is about; null when nothing was said, or not the same of each.',
        examples: ['maths'],
      }),
    startsAt: Instant.describe('When it begins; of several, the first.'),
    endsAt: Instant.nullable().describe('When it ends; null when that is not known.'),
    price: Money.describe('What there is to pay, all in all.'),
    several: SeveralToPay.nullable()
      .default(null)
      .describe('Where it is for more than one lesson; null where it is for one.'),
  })
  .meta({
    id: 'LessonToPay',
    description: 'The lesson, or the lessons, as far as their payer has to know them.',
  });

const LinkReceipt = z
  .object({
    number: z.string().meta({ description: 'Of the receipt.', examples: ['EDU-R-2026-000042'] }),
    code: z.string().meta({
      description: 'With it anybody sees at `/verify/{code}` that the receipt is ours.',
      examples: ['7K2M-9QXA-3BTE-5W8H'],
    }),
  })
  .meta({ id: 'LinkReceipt', description: 'The receipt of the payment.' });

const LinkPayment = z
  .object({
    psp: Payment.shape.psp,
    status: Payment.shape.status,
    amount: Payment.shape.amount,
    refunded: Payment.shape.refunded,
    charged: Payment.shape.charged,
    chargedRefunded: Payment.shape.chargedRefunded,
    promptEndsAt: Payment.shape.promptEndsAt,
    receipt: LinkReceipt.nullable().describe(
      'Null until it is written, and where nothing is paid.',
    ),
  })
  .meta({ id: 'LinkPayment', description: 'What was paid through this link, or is being paid.' });

export const LINK_STATES = ['payable', 'paid', 'expired', 'canceled', 'changed'] as const;

export const PaymentRequest = z
  .object({
    state: openEnum(LINK_STATES, {
      id: 'PaymentRequestState',
      description:
        '`payable`; `paid`: through this link or another way; `expired`: nobody paid in time; `canceled`: the lesson was called off; `changed`: some of its lessons can no longer be paid.',
    }),
    lesson: LessonToPay.nullable().describe(
      'Null where there is nothing to pay and nothing was paid through this link.',
    ),
    payUntil: Instant.nullable().describe('Until when it can be paid; null when that is over.'),
    ways: z.array(WayToPay).describe('The ways to pay, the one to propose first.'),
    payment: LinkPayment.nullable().describe('The last one of this link; null when there is none.'),
  })
  .meta({ id: 'PaymentRequest', description: 'What somebody is asked to pay.' });

export const PayLink = z
  .strictObject({
    token: linkToken,
    psp: psp
      .optional()
      .describe('The payment service to pay with; without it, the first of the ways to pay.'),
    quoteId,
    payer: Payer.optional(),
  })
  .meta({ id: 'PayLink', description: 'A payment to open by a link.' });

export const LinkIntent = z
  .object({
    ...LinkPayment.shape,
    next: NextStep.nullable().describe('What the payer has to do now; null when nothing.'),
  })
  .meta({ id: 'LinkIntent', description: 'A payment by a link, and how to go on with it.' });

export const AskLinkWallet = z
  .strictObject({
    token: linkToken,
    ...askedWallet,
  })
  .meta({ id: 'AskLinkWallet', description: 'A phone number that is to pay by a link.' });
