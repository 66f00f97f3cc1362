import { Currency } from '@edu/contract-kit';
import { z } from 'zod';

const sum = z.int().describe('Minor units; below zero where more was taken than given.');

const Month = z.object({
  /** `2026-03`, by the clock of UTC. */
  month: z.string(),
  /** How many lessons were earned. */
  lessons: z.int(),
  /** What was paid for them, and stayed. */
  gross: sum,
  /** What of it the platform keeps. */
  commission: sum,
  /** Of the commission, and of what it leaves; nothing of documents that are older than taxes. */
  vat: sum.default(0),
  withheld: sum.default(0),
  net: sum,
});

const Account = z.object({
  currency: Currency,
  /** What the platform owed when the year began. */
  opening: sum,
  /** Those in which something was earned. */
  months: z.array(Month),
  /** For lessons that the platform called off, less what was withheld of it. */
  compensation: sum,
  /** What banks of payers took back for good, and what the platform paid for such lessons. */
  chargebacks: sum,
  /** What people of finance put right. */
  adjustments: sum,
  /** Of a later release. */
  other: sum,
  /** What arrived. */
  paidOut: sum,
  /** What the platform owed when the year was over, and what of it was where. */
  closing: sum,
  payable: sum,
  /** Nothing of documents that are older than reserves. */
  reserved: sum.default(0),
  onTheWay: sum,
  frozen: sum,
});
export type AnnualAccount = z.infer<typeof Account>;

/** What an annual statement says for ever, the name aside. */
export const AnnualFacts = z.object({
  issuer: z.object({ name: z.string(), details: z.array(z.string()) }),
  /** The year that it is about. */
  covers: z.int(),
  accounts: z.array(Account),
});
export type AnnualFacts = z.infer<typeof AnnualFacts>;
