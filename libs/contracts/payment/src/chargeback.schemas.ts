import { Id, Instant, Money, openEnum, text } from '@edu/contract-kit';
import { z } from 'zod';

const id = Id.describe('The chargeback.');

const ChargebackState = openEnum(['open', 'answered', 'won', 'lost'], {
  id: 'ChargebackState',
  description:
    '`open`: the payer’s bank takes the money back, or asks about it; `answered`: it has our answer; `won`: the payment stays; `lost`: the bank keeps the money.',
});

export const LossBearer = openEnum(['provider', 'platform'], {
  id: 'ChargebackBearer',
  description:
    'Who bears what was not held for the learner any more: `provider` where the bank’s reason is the lesson itself, as far as it was not paid out yet; `platform` in all other cases.',
});

const ChargebackLesson = z
  .object({
    bookingId: Id.describe('The booking.'),
    providerId: Id.describe('Who teaches.'),
    amount: Money.describe('What of the chargeback is for it.'),
    held: Money.describe('What was held for the learner, and waits.'),
    earned: Money.describe('What was payable to the provider, and waits.'),
    borneBy: LossBearer.nullable().describe('Null unless the bank keeps the money.'),
  })
  .meta({ id: 'ChargebackLesson', description: 'What of a chargeback is for one lesson.' });

const Chargeback = z
  .object({
    id,
    paymentId: Id.describe('The payment that it is about.'),
    payerId: Id.describe('Whose bank it is.'),
    payerName: z
      .string()
      .nullable()
      .meta({
        description: 'The name of their account; null where it is gone.',
        examples: ['Koffi Mensah'],
      }),
    state: ChargebackState,
    reason: z.string().meta({
      description: 'The bank’s reason, in the payment service’s word.',
      examples: ['fraudulent'],
    }),
    amount: Money.describe('How much the bank takes, or asks about.'),
    charged: Money.nullable()
      .default(null)
      .describe('The same in the money that was charged; null where that is the price’s.'),
    isWithdrawn: z
      .boolean()
      .describe('Whether the money has left us; not while the bank only asks.'),
    fee: Money.nullable().describe(
      'What the payment service took for handling it, in the currency of our account there; null while nothing.',
    ),
    feeReturned: Money.nullable().describe('What of that it gave back; null while nothing.'),
    answerBy: Instant.nullable().describe('Until when the bank reads an answer; null where never.'),
    decision: openEnum(['answer', 'accept'], {
      id: 'ChargebackDecision',
      description:
        '`answer`: we tell the bank why the payment was right, with all that is in the file; `accept`: it keeps the money.',
    })
      .nullable()
      .describe('What was decided and is on its way to the bank; else null.'),
    refusal: z
      .string()
      .nullable()
      .describe('The payment service’s word for why it did not take the decision; else null.'),
    openedAt: Instant.describe('When the bank began.'),
    closedAt: Instant.nullable().describe('When it became known how it ended; null before.'),
    fileAt: Instant.nullable().describe(
      'When all that is known of these lessons was put into the file; null while there is none.',
    ),
    lessons: z.array(ChargebackLesson).describe('What it is about; all add up to its amount.'),
  })
  .meta({ id: 'Chargeback', description: 'A payment that the payer’s bank takes back.' });

export const Chargebacks = z
  .object({
    items: z
      .array(Chargeback)
      .describe('Those that are open first, by their deadline; then the last ones that ended.'),
  })
  .meta({ id: 'Chargebacks', description: 'Payments that banks take back; 50 of each at most.' });

export const ChargebackById = z
  .strictObject({ id })
  .meta({ id: 'ChargebackById', description: 'One chargeback.' });

export const DecideChargeback = z
  .strictObject({
    id,
    decision: z.enum(['answer', 'accept']).meta({
      id: 'DecideChargebackAs',
      description: 'Whether we answer the bank, or let it have the money.',
    }),
    reason: text(500, 10).meta({
      description: 'Why; of an answer, what the bank reads first.',
      examples: ['The classroom shows an hour with both of them.'],
    }),
  })
  .meta({ id: 'DecideChargeback', description: 'What finance decides about a chargeback.' });

export const ChargebackDecided = z
  .object({ id })
  .meta({ id: 'ChargebackDecided', description: 'It is on its way to the bank.' });

export const ChargebackFile = z
  .object({
    url: z.string().meta({
      description: 'Where the file is, for five minutes; absolute, or a path of this API.',
      examples: ['/api/v1/objects/chargeback/0f3c.pdf?until=1'],
    }),
    expiresAt: Instant.describe('Until when the link works.'),
  })
  .meta({ id: 'ChargebackFile', description: 'A link to the file of a chargeback.' });
