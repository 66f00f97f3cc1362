import { Currency, Id, Instant, line, openEnum, page, pageQuery } from '@edu/contract-kit';
import { z } from 'zod';
import { Balance } from './statement.schemas.ts';

export const LEDGER_ACCOUNTS = [
  'psp_clearing',
  'learner',
  'provider_payable',
  'platform_revenue',
  'refunds',
  'platform_costs',
  'payout_in_transit',
  'suspense',
  'credit',
  'credit_reserved',
  'charged_back',
  'frozen',
  'vat_payable',
  'tax_withheld',
  'psp_fees',
  'bank',
  'fx',
  'fx_result',
  'provider_reserve',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

export const LEDGER_KINDS = [
  'charge',
  'refund',
  'refund_reversal',
  'refund_by_hand',
  'refund_as_credit',
  'credit_reserved',
  'credit_released',
  'credit_taken_again',
  'earning',
  'compensation',
  'payout',
  'payout_paid',
  'payout_failed',
  'suspense',
  'suspense_return',
  'suspense_kept',
  'chargeback_withdrawal',
  'chargeback_reinstatement',
  'chargeback_frozen',
  'chargeback_released',
  'chargeback_lost',
  'chargeback_borne',
  'chargeback_fee',
  'chargeback_fee_returned',
  'adjustment',
  'psp_fee',
  'bank_transfer',
  'reserve_kept',
  'reserve_released',
  'psp_exchange',
] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

const ACCOUNTS_MEAN =
  '`psp_clearing`: what a payment service holds for us; `learner`: held until lessons are given; `provider_payable`: earned and not paid out; `platform_revenue`: what the platform keeps; `refunds`: what it sent back at its own cost; `platform_costs`: what it paid for lessons that it called off, lost to banks, and what payment services take for that; `payout_in_transit`: on its way to a provider; `suspense`: moved for nobody whom we know; `credit`: owed to a payer who wanted no money back; `credit_reserved`: what of it is for payments that are open; `charged_back`: at a payer’s bank, which has not decided; `frozen`: nobody’s to spend until then; `vat_payable`, `tax_withheld`: due to the tax office of a country; `psp_fees`: what payment services took for their work; `bank`: our own bank account; `fx`: money of one currency given for another; `fx_result`: what the platform gained or lost by that when it was exchanged; `provider_reserve`: earned, and kept for a while in case banks take payments back.';
const KINDS_MEAN =
  '`charge`: a payment arrived; `refund`: it went back; `refund_reversal`: a refund came back; `refund_by_hand`: a person of the team sent it back; `refund_as_credit`: it became credit; `credit_reserved`: credit is for a payment that is open; `credit_released`: that payment was not made; `credit_taken_again`: it was made after all; `earning`: a lesson was given; `compensation`: for a lesson that we called off; `payout`: on its way to a provider; `payout_paid`: arrived; `payout_failed`: came back; `suspense`: money of nobody; `suspense_return`: it was found whose it is, or went back; `suspense_kept`: nobody claims it; `adjustment`: two people of finance put the books right; `chargeback_withdrawal`: a payer’s bank took money back; `chargeback_reinstatement`: it gave it back; `chargeback_frozen`: what that is of waits; `chargeback_released`: no more; `chargeback_lost`: the bank keeps it; `chargeback_borne`: the platform pays for a lesson whose money a bank has; `chargeback_fee`: what the payment service takes for handling it; `chargeback_fee_returned`: it gave that back; `psp_fee`: a payment service took something for its work, or gave it back; `bank_transfer`: it sent money to our own bank account, or had it from there; `reserve_kept`: a part of an earning is kept for a while; `reserve_released`: it is payable; `psp_exchange`: a payment service keeps what was charged in other money.';
export const LEDGER_OWNER = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,35}$/)
  .meta({
    description:
      'Whose account it is: the id of a user, the name of a payment service, `platform`, or the tax office of a country as in `tax-ci`.',
    examples: ['platform'],
  });

export const Account = openEnum(LEDGER_ACCOUNTS, {
  id: 'LedgerAccount',
  description: ACCOUNTS_MEAN,
});

const LedgerLine = z
  .object({
    account: Account,
    owner: LEDGER_OWNER,
    ownerName: z
      .string()
      .nullable()
      .describe('The name of the account of that user; null of others, and where it is gone.'),
    balance: Balance.describe('What was added: a debit is above zero, a credit below.'),
  })
  .meta({ id: 'LedgerLine', description: 'One entry of the books.' });

const LedgerTransaction = z
  .object({
    id: Id.describe('The transaction of the books.'),
    at: Instant.describe('When it was booked.'),
    kind: openEnum(LEDGER_KINDS, { id: 'LedgerKind', description: KINDS_MEAN }),
    lines: z.array(LedgerLine).describe('All of it; they add up to zero in each currency.'),
    bookingId: Id.nullable().describe('The lesson; null where it is about several, or none.'),
    startsAt: Instant.nullable().describe('When that lesson begins.'),
    paymentId: Id.nullable().describe('The payment that it is about; null where there is none.'),
    payoutId: Id.nullable().describe('The payout that it is about; null where it is about none.'),
    pspRef: z
      .string()
      .nullable()
      .meta({
        description: 'What the payment service calls it; null where it knows nothing of it.',
        examples: ['pi_3PabcDEF'],
      }),
    reason: z.string().nullable().describe('Why money went back, as a code; else null.'),
    note: z
      .string()
      .nullable()
      .meta({
        description: 'Why an adjustment was made, and what proves it; else null.',
        examples: ['The agreed bonus (Ticket 4711)'],
      }),
  })
  .meta({ id: 'LedgerTransaction', description: 'What was booked at once, with all its lines.' });

const LedgerBalance = z
  .object({ account: Account, balance: Balance.describe('What it comes to now.') })
  .meta({ id: 'LedgerBalance', description: 'What an account comes to in one currency.' });

export const LedgerPage = page(LedgerTransaction)
  .extend({
    balances: z
      .array(LedgerBalance)
      .describe('Of the accounts of the owner who was asked for, on the first page; else empty.'),
  })
  .meta({
    id: 'LedgerPage',
    description:
      'One page of the books. Where little fits, a page has fewer items than asked for, or none, and still a `nextCursor`: the search goes on from there.',
  });

export const SearchLedger = z
  .strictObject({
    account: z
      .enum(LEDGER_ACCOUNTS)
      .meta({ id: 'LedgerAccountName', description: ACCOUNTS_MEAN })
      .optional()
      .describe('With a line of that account.'),
    owner: LEDGER_OWNER.optional(),
    bookingId: Id.optional().describe('About that lesson.'),
    paymentId: Id.optional().describe('About that payment.'),
    pspRef: line(255)
      .optional()
      .describe('What a payment service calls a payment, refund or payout.'),
    kind: z
      .enum(LEDGER_KINDS)
      .meta({ id: 'LedgerKindName', description: KINDS_MEAN })
      .optional()
      .describe('What happened.'),
    from: Instant.optional().describe('Since when.'),
    to: Instant.optional().describe('Until when, not included.'),
    amount: z
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .optional()
      .meta({
        description: 'With a line of that much, whichever side; minor units.',
        examples: [5_000],
      }),
    currency: Currency.optional().describe('With a line in that currency.'),
    ...pageQuery,
  })
  .meta({
    id: 'SearchLedger',
    description:
      'What to look for in the books. Account, owner, amount and currency are those of one and the same line.',
  });
