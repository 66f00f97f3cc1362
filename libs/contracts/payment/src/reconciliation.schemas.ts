import { fileText, Id, Instant, openEnum, page, pageQuery, text } from '@edu/contract-kit';
import { z } from 'zod';
import { pspWebhooks } from './psp-webhooks.ts';

const pspName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,29}$/)
  .meta({ examples: [...pspWebhooks.keys()] });

const ComparedPsp = z
  .object({
    psp: pspName.describe('The payment service.'),
    lists: z.boolean().describe('Whether it lists what it moved: compared every night by itself.'),
    statements: z.boolean().describe('Whether its statements can be read.'),
    balances: z.boolean().describe('Whether it says what it holds for us.'),
  })
  .meta({ id: 'ComparedPsp', description: 'A payment service, and how it can be compared.' });

export const ReconciliationRun = z
  .object({
    id: Id.describe('The comparison.'),
    psp: pspName.nullable().describe('The payment service; null for our own books.'),
    source: openEnum(['books', 'list', 'statement', 'balance'], {
      id: 'ReconciliationSource',
      description:
        '`books`: our payments with ledger and bookings; `list`: with what the payment service lists; `statement`: with the file of an operator; `balance`: what the payment service holds for us, with the books.',
    }),
    from: Instant.describe('Since when.'),
    to: Instant.describe('Until when, not included.'),
    state: openEnum(['filling', 'waiting', 'running', 'done', 'failed'], {
      id: 'ReconciliationState',
      description:
        '`filling`: parts of the statement are missing; `waiting`: begins in a moment; `running`; `done`; `failed`: it was tried several times.',
    }),
    percent: z.int().min(0).max(100).describe('How much of it is done.'),
    read: z
      .int()
      .describe('Movements that the payment service named, those about its edges included.'),
    compared: z
      .int()
      .describe('Movements, or payments, of the period; or currencies of a balance.'),
    found: z.int().describe('Mismatches that were not known before.'),
    gone: z.int().describe('Mismatches that were there before and are no more.'),
    failure: z
      .string()
      .nullable()
      .meta({
        description: 'Why it failed, in a word; null unless it did.',
        examples: ['PspUncertain'],
      }),
    askedBy: Id.nullable().describe('Who asked for it; null for the one of the night.'),
    createdAt: Instant.describe('When it was asked for.'),
    endedAt: Instant.nullable().describe('When it ended; null before.'),
  })
  .meta({ id: 'ReconciliationRun', description: 'One comparison, and how far it is.' });

export const ReconciliationRuns = page(ReconciliationRun)
  .extend({ psps: z.array(ComparedPsp).describe('The payment services of this platform.') })
  .meta({
    id: 'ReconciliationRuns',
    description: 'One page of comparisons, and what there is to compare.',
  });

export const StartReconciliation = z
  .strictObject({
    psp: pspName.optional().describe('The payment service; without it, our own books.'),
    statement: z
      .boolean()
      .default(false)
      .describe('Whether its statement will be sent, rather than its list asked for.'),
    balance: z
      .boolean()
      .default(false)
      .describe(
        'Whether what it holds now is compared; of the period, what it took for its work and sent to our bank is booked first.',
      ),
    from: Instant.describe('Since when.'),
    to: Instant.describe('Until when, not included.'),
  })
  .meta({ id: 'StartReconciliation', description: 'A comparison to begin.' });

export const AddStatement = z
  .strictObject({
    id: Id.describe('The comparison that waits for it.'),
    part: z
      .int()
      .min(1)
      .max(1_000)
      .describe('Which part of the file this is; one that is sent again changes nothing.'),
    csv: fileText(60_000).meta({
      description:
        'Some lines of the file, as the operator wrote it; the first part has the line that names the columns.',
      examples: ['Id,External id,Date,Status,Type,Amount,Currency'],
    }),
    isLast: z.boolean().describe('Whether all of it has come: the comparison begins.'),
  })
  .meta({ id: 'AddStatement', description: 'A part of the statement of an operator.' });

const Said = z
  .object({
    amount: z.int().nullable().describe('Minor units; null where nothing is said of money.'),
    currency: z
      .string()
      .nullable()
      .meta({ description: 'ISO 4217, of any currency; null with the amount.', examples: ['XOF'] }),
    state: z
      .string()
      .nullable()
      .meta({
        description: 'The state in the words of this side.',
        examples: ['succeeded'],
      }),
  })
  .meta({ id: 'SaidOfMoney', description: 'What one side says of money.' });

export const MISMATCH_KINDS = [
  'missing_here',
  'missing_there',
  'other_amount',
  'other_currency',
  'other_state',
  'twice',
] as const;
export const MISMATCH_SUBJECTS = [
  'payment',
  'refund',
  'booking',
  'payout',
  'payout_returned',
  'dispute',
  'dispute_won',
  'fee',
  'fee_returned',
  'to_bank',
  'from_bank',
  'balance',
  'exchange',
  'exchange_back',
] as const;
export const MISMATCH_STATES = ['open', 'assigned', 'resolved', 'gone'] as const;
export const RESOLUTIONS = ['sent_back', 'kept', 'corrected', 'accepted'] as const;

export const Mismatch = z
  .object({
    id: Id.describe('The mismatch.'),
    psp: pspName.nullable().describe('The payment service, where one is known.'),
    side: openEnum(['psp', 'ledger', 'booking'], {
      id: 'MismatchSide',
      description: 'Whom our payments disagree with.',
    }),
    kind: openEnum(MISMATCH_KINDS, {
      id: 'MismatchKind',
      description:
        '`missing_here`: the other side has it, we do not; `missing_there`: the other way round; `twice`: the other side, or our payments, have it once more; the others: both have it, and say different things.',
    }),
    about: openEnum(MISMATCH_SUBJECTS, {
      id: 'MismatchSubject',
      description:
        'What it is about. `payout_returned`: one that had arrived, and came back; `dispute`: a payer’s bank took a payment back, and with `dispute_won` gave it back; `fee`: what the payment service took for its work, and with `fee_returned` gave back; `to_bank`, `from_bank`: what it sent to our own bank account, or had from there; `exchange`, `exchange_back`: what it made of money that came, or went back, in the currency in which it keeps it; `balance`: what it holds for us in one currency.',
    }),
    subject: z.string().meta({
      description: 'What it is called: by the payment service, or our id.',
      examples: ['ch_3PabcDEF'],
    }),
    paymentId: Id.nullable().describe('The payment, where we know one.'),
    here: Said.nullable().describe('What our payments say; null where they have nothing.'),
    there: Said.nullable().describe('What the other side says; null where it has nothing.'),
    suspended: z
      .boolean()
      .describe('Whether the books hold this money for nobody, until somebody says whose it is.'),
    happenedAt: Instant.describe('When the money moved, or the lesson is.'),
    state: openEnum(MISMATCH_STATES, {
      id: 'MismatchState',
      description:
        '`open`: nobody has it; `assigned`: somebody looks into it; `resolved`: somebody has said what became of it; `gone`: a later comparison no longer found it.',
    }),
    ownerId: Id.nullable().describe('Who has taken it.'),
    resolution: openEnum(RESOLUTIONS, {
      id: 'MismatchResolution',
      description:
        '`sent_back`: money of nobody went back to where it came from; `kept`: nobody claims it, and it is the platform’s gain or loss; `corrected`: one of the sides was put right; `accepted`: it stays as it is.',
    })
      .nullable()
      .describe('What became of it; null before.'),
    reason: z
      .string()
      .nullable()
      .meta({
        description: 'Why, in the words of whoever resolved it; null before.',
        examples: ['The operator confirmed the amount by phone.'],
      }),
    foundAt: Instant.describe('When it was found first.'),
    lastFoundAt: Instant.describe('When it was found last.'),
    closedAt: Instant.nullable().describe('When it was resolved, or gone; null before.'),
  })
  .meta({ id: 'Mismatch', description: 'One thing about which two sides disagree.' });

export const ListMismatches = z
  .strictObject({
    state: z
      .enum(MISMATCH_STATES)
      .meta({ id: 'MismatchStateName', description: 'How far a mismatch is.' })
      .optional()
      .describe('Only those; without it, what is open or assigned.'),
    ...pageQuery,
  })
  .meta({ id: 'ListMismatches', description: 'Which mismatches.' });

const id = Id.describe('The mismatch.');
export const MismatchById = z
  .strictObject({ id })
  .meta({ id: 'MismatchById', description: 'One mismatch.' });

export const ResolveMismatch = z
  .strictObject({
    id,
    resolution: z
      .enum(RESOLUTIONS)
      .meta({ id: 'MismatchResolutionName', description: 'What became of a mismatch.' }),
    reason: text(500, 10).meta({
      description: 'Why, for whoever asks later. No data of people.',
      examples: ['The operator confirmed the amount by phone.'],
    }),
  })
  .meta({ id: 'ResolveMismatch', description: 'What became of a mismatch, and why.' });
