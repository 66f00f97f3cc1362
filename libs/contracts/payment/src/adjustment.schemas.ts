import {
  Currency,
  Id,
  Instant,
  line,
  LocalDate,
  Money,
  openEnum,
  page,
  pageQuery,
  text,
} from '@edu/contract-kit';
import { z } from 'zod';
import { Account, LEDGER_OWNER } from './ledger.schemas.ts';
import { Balance } from './statement.schemas.ts';

/**
 * Accounts that people may adjust. What is held for a learner goes by lesson, and back by a refund; what is on
 * its way to a provider goes by its payout.
 */
export const ADJUSTABLE_ACCOUNTS = [
  'provider_payable',
  'platform_revenue',
  'platform_costs',
  'refunds',
  'psp_clearing',
  'suspense',
  'psp_fees',
  'bank',
] as const;
export type AdjustableAccount = (typeof ADJUSTABLE_ACCOUNTS)[number];
export const ADJUSTMENT_STATES = ['proposed', 'approved', 'refused'] as const;

const STATES_MEAN =
  '`proposed`: waits for a second person; `approved`: it is in the books; `refused`: nothing was booked.';
const side = {
  account: z.enum(ADJUSTABLE_ACCOUNTS).meta({
    id: 'AdjustableAccount',
    description: 'An account of the books that people may adjust.',
  }),
  owner: LEDGER_OWNER,
};
const Side = z
  .strictObject(side)
  .meta({ id: 'AdjustmentSide', description: 'One side of an adjustment: an account, and whose.' });
const NamedSide = z
  .object({
    account: Account,
    owner: LEDGER_OWNER,
    ownerName: z
      .string()
      .nullable()
      .describe('The name of the account of that user; null of others, and where it is gone.'),
  })
  .meta({ id: 'NamedAdjustmentSide', description: 'One side of an adjustment.' });

const words = {
  reason: text(500, 10).meta({
    description: 'Why. Whoever’s account it is reads it in their statement.',
    examples: ['The lesson of 3 November was credited without the agreed bonus.'],
  }),
  reference: line(100).meta({
    description: 'What proves it: a ticket, a mismatch, a letter.',
    examples: ['Ticket 4711'],
  }),
};
const Person = z
  .object({
    id: Id,
    name: z.string().nullable().describe('The name of their account; null where it is gone.'),
  })
  .meta({ id: 'AdjustmentPerson', description: 'Somebody of finance.' });

const exchanged = {
  on: LocalDate.describe('The day on which it was exchanged.'),
  bank: line(100).meta({ description: 'Who exchanged it.', examples: ['Ecobank Abidjan'] }),
};

const Conversion = z
  .object({
    got: Money.describe('What the `amount` of the adjustment was exchanged into.'),
    ...exchanged,
    rate: z.string().meta({
      description: 'What one unit of the money that was charged brought, of that of the prices.',
      examples: ['654.003931'],
    }),
    result: Balance.describe(
      'What the platform gains by it, below zero what it loses: what it got, less what it owes for what was exchanged.',
    ),
  })
  .meta({ id: 'Conversion', description: 'Money that was exchanged at a bank.' });

export const Adjustment = z
  .object({
    id: Id.describe('The adjustment.'),
    state: openEnum(ADJUSTMENT_STATES, { id: 'AdjustmentState', description: STATES_MEAN }),
    debit: NamedSide.describe('The account that is debited.'),
    credit: NamedSide.describe('The account that is credited.'),
    amount: Money.describe('How much.'),
    conversion: Conversion.nullable()
      .default(null)
      .describe('What it was exchanged into, where it is an exchange; else null.'),
    ...words,
    proposedBy: Person.describe('Who proposed it.'),
    proposedAt: Instant.describe('When.'),
    decidedBy: Person.nullable().describe('Who decided about it; null before.'),
    decidedAt: Instant.nullable().describe('When; null before.'),
    refusal: z.string().nullable().describe('Why it was refused; null unless it was.'),
  })
  .meta({ id: 'Adjustment', description: 'What finance puts right in the books by hand.' });

export const Adjustments = page(Adjustment)
  .extend({ waiting: z.int().min(0).describe('How many wait for a yes or no of whoever asks.') })
  .meta({ id: 'Adjustments', description: 'One page of adjustments.' });

export const ListAdjustments = z
  .strictObject({
    state: z
      .enum(ADJUSTMENT_STATES)
      .meta({ id: 'AdjustmentStateName', description: STATES_MEAN })
      .default('proposed')
      .describe('Only those.'),
    ...pageQuery,
  })
  .meta({ id: 'ListAdjustments', description: 'Which adjustments.' });

export const ProposeAdjustment = z
  .strictObject({
    debit: Side.describe('The account to debit.'),
    credit: Side.describe('The account to credit.'),
    amount: z
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .meta({ description: 'How much; minor units.', examples: [5_000] }),
    currency: Currency,
    ...words,
  })
  .meta({ id: 'ProposeAdjustment', description: 'What is to be put right in the books.' });

const some = z
  .strictObject({
    amount: z
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .meta({ description: 'How much; minor units.', examples: [763] }),
    currency: Currency,
  })
  .meta({ id: 'ExchangedMoney', description: 'An amount that is exchanged: above zero.' });

export const ProposeConversion = z
  .strictObject({
    sold: some.describe('What was given to the bank.'),
    got: some.describe('What it gave for that.'),
    ...exchanged,
    reason: text(500, 10).meta({
      description: 'Why, and why now.',
      examples: ['What cards paid in euro in November, for the payouts in francs.'],
    }),
    reference: line(100).meta({
      description: 'What the bank calls it; of each exchange another.',
      examples: ['ECI-2027-0042'],
    }),
  })
  .meta({ id: 'ProposeConversion', description: 'An exchange that took place at a bank.' });

const FxPosition = z
  .object({
    taken: Balance.describe(
      'What was charged in other money than the price and has not been exchanged; below zero where more went back than was left.',
    ),
    owed: Balance.describe('What the platform owes for that, in the money of the prices.'),
  })
  .meta({ id: 'FxPosition', description: 'What is open between two currencies.' });

export const FxPositions = z
  .object({
    items: z.array(FxPosition).describe('Each pair of currencies of which something is open.'),
    balances: z.array(Balance).describe('What `fx` comes to in the books, by currency.'),
    results: z
      .array(Balance)
      .describe(
        'What was gained by what has been exchanged, by currency; below zero what was lost.',
      ),
  })
  .meta({ id: 'FxPositions', description: 'What is open between currencies.' });

const id = Id.describe('The adjustment.');
export const AdjustmentById = z
  .strictObject({ id })
  .meta({ id: 'AdjustmentById', description: 'One adjustment.' });

export const RefuseAdjustment = z
  .strictObject({
    id,
    reason: text(500, 10).meta({
      description: 'Why not, for whoever proposed it.',
      examples: ['The bonus is in the earning of 5 November already.'],
    }),
  })
  .meta({ id: 'RefuseAdjustment', description: 'An adjustment that is not to be booked.' });

export const AdjustmentMade = z
  .object({ id })
  .meta({ id: 'AdjustmentMade', description: 'It is done.' });
