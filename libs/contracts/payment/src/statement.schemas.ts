import { Currency, Id, Instant, Money, openEnum } from '@edu/contract-kit';
import { z } from 'zod';

/** Nobody reads more lines of a month. */
export const MOST_STATEMENT_LINES = 500;

export const STATEMENT_KINDS = [
  'charge',
  'refund',
  'refund_reversal',
  'refund_by_platform',
  'refund_by_hand',
  'refund_as_credit',
  'credit_reserved',
  'credit_released',
  'credit_taken_again',
  'earning',
  'compensation',
  'payout',
  'payout_failed',
  'chargeback_frozen',
  'chargeback_released',
  'chargeback_lost',
  'chargeback_borne',
  'adjustment',
  'reserve_kept',
  'reserve_released',
  'other',
] as const;

export const Balance = z
  .object({
    amount: z.int().describe('Minor units; below zero where more went out than came in.'),
    currency: Currency,
  })
  .meta({ id: 'Balance', description: 'What an account comes to.' });

const StatementLine = z
  .object({
    at: Instant.describe('When the money moved.'),
    kind: openEnum(STATEMENT_KINDS, {
      id: 'StatementKind',
      description:
        '`charge`: a payment arrived; `refund`: it went back; `refund_reversal`: a bank returned a refund; `refund_by_platform`: what we sent back at our own cost; `refund_by_hand`: a person of the team sent it back; `refund_as_credit`: it became credit; `credit_reserved`: credit pays for a lesson; `credit_released`: that payment was not made; `credit_taken_again`: it was made after all; `earning`: a lesson was given, and its money is the provider’s; `compensation`: for a lesson that we called off; `payout`: on its way to the provider; `payout_failed`: it came back; `adjustment`: our team put the account right; `chargeback_frozen`: the payer’s bank takes the payment back, and it waits; `chargeback_released`: the bank decided for us; `chargeback_lost`, `chargeback_borne`: the bank keeps it, and the platform bears that; `reserve_kept`: a part of an earning is kept for a while; `reserve_released`: it is payable.',
    }),
    in: Money.describe('What came to the account.'),
    out: Money.describe('What left it.'),
    balance: Balance.describe('Of the account after it.'),
    paid: Money.nullable().describe('What was paid for the lesson of an earning; else null.'),
    commission: Money.nullable().describe('What of that the platform keeps; else null.'),
    vat: Money.nullable().describe(
      'What of that is value added tax on the commission; null where none is.',
    ),
    withheld: Money.nullable().describe('What of that is tax on the earning; null where none is.'),
    charged: Money.nullable().describe(
      'What moved in other money for a payment or a refund, by a quote; else null.',
    ),
    reason: z.string().nullable().describe('Why money went back, as a code; else null.'),
    note: z
      .string()
      .nullable()
      .meta({
        description: 'Why our team put the account right; else null.',
        examples: ['The bonus that was agreed.'],
      }),
    until: Instant.nullable().describe('Until when a part of an earning is kept; else null.'),
    bookingId: Id.nullable().describe('The lesson; null where it is about several, or none.'),
    startsAt: Instant.nullable().describe('When that lesson begins.'),
  })
  .meta({ id: 'StatementLine', description: 'One movement of an account, explained.' });

const StatementAccount = z
  .object({
    opening: Balance.describe('Before the first line.'),
    lines: z.array(StatementLine).describe(`The earliest first; ${MOST_STATEMENT_LINES} at most.`),
    isCut: z.boolean().describe('Whether there are more lines, which are not shown.'),
    closing: Balance.describe('After the last line that is shown.'),
  })
  .meta({ id: 'StatementAccount', description: 'A month of an account in one currency.' });

const asked = {
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .meta({ description: 'Which month, by the clock of UTC.', examples: ['2026-11'] }),
  as: z.enum(['payer', 'provider', 'credit', 'reserve']).meta({
    id: 'StatementSide',
    description:
      '`payer`: what is held of my payments until lessons are given; `provider`: what my lessons have earned; `credit`: my credit; `reserve`: what of my earnings is kept for a while.',
  }),
};

export const AskStatement = z
  .strictObject(asked)
  .meta({ id: 'AskStatement', description: 'Which statement.' });

export const AskStatementFile = z
  .strictObject({
    ...asked,
    tag: z.string().max(64).optional().describe('Of the file that the reader has.'),
  })
  .meta({ id: 'AskStatementFile', description: 'Which statement, as a file.' });

export const Statement = z
  .object({
    ...asked,
    accounts: z
      .array(StatementAccount)
      .describe(
        'One for each currency in which there ever was anything, in the order of its name.',
      ),
  })
  .meta({ id: 'Statement', description: 'A month of an account; every amount is explained.' });
