import { Currency, Id, Instant, Money, openEnum, page, pageQuery, text } from '@edu/contract-kit';
import { z } from 'zod';

export const RISK_KINDS = [
  'amount',
  'new_account',
  'many_payments',
  'many_numbers',
  'shared_number',
  'number_elsewhere',
  'many_cards',
  'shared_card',
  'many_declines',
] as const;
export const REVIEW_STATES = ['open', 'released', 'refunded'] as const;

const RiskKind = openEnum(RISK_KINDS, {
  id: 'RiskKind',
  description:
    '`amount`: one payment of so much; `new_account`: so much from an account this young; `many_payments`: so many of one account; `many_numbers`: by so many phone numbers of one account; `shared_number`: so many accounts by one phone number; `number_elsewhere`: the phone number is of another country than the request came from; `many_cards`: by so many cards of one account; `shared_card`: so many accounts by one card; `many_declines`: so often a bank declined a card of one account, or a wallet of it was blocked, where the payment service says so.',
});
const STATES_MEAN =
  '`open`: nobody earns by it yet; `released`: it is like any other; `refunded`: its money goes back.';

const limits = {
  threshold: z
    .int()
    .nullable()
    .describe('How many there have to be of what is counted; null where nothing is.'),
  withinMinutes: z
    .int()
    .nullable()
    .describe(
      'Within how many minutes, or how old an account is at most; null where it does not matter.',
    ),
};

const RiskRule = z
  .object({
    kind: RiskKind,
    action: openEnum(['review', 'refuse'], {
      id: 'RiskAction',
      description:
        '`review`: it may be paid, and nobody earns by it before a person has decided; `refuse`: no payment is opened.',
    }),
    currency: Currency,
    from: Money.describe('Smaller payments are not looked at.'),
    ...limits,
    validFrom: Instant.describe('Since when it holds, or will.'),
    validUntil: Instant.nullable().describe('Until when; null until further notice.'),
    reason: z
      .string()
      .meta({ description: 'Why there is such a rule.', examples: ['A family has few wallets.'] }),
  })
  .meta({ id: 'RiskRule', description: 'By what payments are looked at as they are opened.' });

export const RiskRules = z
  .object({
    items: z.array(RiskRule).describe('Those that hold and those to come, by kind and currency.'),
  })
  .meta({ id: 'RiskRules', description: 'By what payments are looked at.' });

const RiskFinding = z
  .object({
    kind: RiskKind,
    figure: z
      .int()
      .describe(
        'What was seen: how many, this payment included where payments, numbers or cards are counted; the age of the account in minutes; the amount in minor units; 1 of a number from elsewhere.',
      ),
    from: Money.describe('From which amount on the rule looked.'),
    ...limits,
    countries: z
      .array(z.string())
      .nullable()
      .meta({
        description: 'Of a number from elsewhere: its country, and where the request came from.',
        examples: [['CI', 'FR']],
      }),
  })
  .meta({ id: 'RiskFinding', description: 'What a rule saw, and what it was then.' });

const ReviewedLesson = z
  .object({
    bookingId: Id.describe('The booking.'),
    providerId: Id.describe('Who teaches.'),
    providerName: z
      .string()
      .nullable()
      .describe('The name of their account; null where it is gone.'),
    startsAt: Instant.describe('When it begins.'),
    amount: Money.describe('What of the payment is for it.'),
  })
  .meta({ id: 'ReviewedLesson', description: 'A lesson that is paid by it.' });

const PaymentReview = z
  .object({
    id: Id.describe('The payment.'),
    state: openEnum(REVIEW_STATES, { id: 'PaymentReviewState', description: STATES_MEAN }),
    amount: Money.describe('What was paid.'),
    refunded: Money.describe('What of it went back by now.'),
    psp: z.string().describe('The payment service.'),
    payerId: Id.describe('Whose account it is.'),
    payerName: z.string().nullable().describe('Its name; null where it is gone.'),
    byLink: z.boolean().describe('Whether somebody else paid by a link.'),
    paidFrom: Instant.describe('When the payment was opened.'),
    findings: z.array(RiskFinding).describe('Why a person looks at it.'),
    lessons: z.array(ReviewedLesson).describe('What it is for.'),
    decidedBy: z
      .object({
        id: Id,
        name: z.string().nullable().describe('The name of their account; null where it is gone.'),
      })
      .meta({ id: 'ReviewPerson', description: 'Somebody of the team.' })
      .nullable()
      .describe('Who decided; null before.'),
    decidedAt: Instant.nullable().describe('When; null before.'),
    reason: z.string().nullable().describe('Why, in their words; null before, or once forgotten.'),
  })
  .meta({ id: 'PaymentReview', description: 'A payment that rules want a person to look at.' });

export const PaymentReviews = page(PaymentReview)
  .extend({ waiting: z.int().min(0).describe('How many wait for a decision of whoever asks.') })
  .meta({ id: 'PaymentReviews', description: 'One page of payments to look at.' });

export const ListPaymentReviews = z
  .strictObject({
    state: z
      .enum(REVIEW_STATES)
      .meta({ id: 'PaymentReviewStateName', description: STATES_MEAN })
      .default('open')
      .describe('Only those.'),
    ...pageQuery,
  })
  .meta({ id: 'ListPaymentReviews', description: 'Which payments to look at.' });

const id = Id.describe('The payment.');
export const DecidePaymentReview = z
  .strictObject({
    id,
    decision: z.enum(['release', 'refund']).meta({
      id: 'PaymentReviewDecision',
      description:
        '`release`: its lessons are earned like any others; `refund`: all that is left of it goes back, and its lessons are called off.',
    }),
    reason: text(500, 10).meta({
      description: 'Why, for the team.',
      examples: ['Known to us: she pays for her two sons, from Paris.'],
    }),
  })
  .meta({ id: 'DecidePaymentReview', description: 'What becomes of a payment.' });

export const PaymentReviewDecided = z
  .object({ id })
  .meta({ id: 'PaymentReviewDecided', description: 'It is decided.' });
