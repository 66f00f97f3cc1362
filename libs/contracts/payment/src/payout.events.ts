import { defineEvent, Id, Instant, Money } from '@edu/contract-kit';
import { z } from 'zod';
import { PAID_FROM } from './payout.schemas.ts';

const providerId = Id.describe('Who is paid.');
const operator = z.string().describe('The brand of the operator that has the number.');
const about = {
  payoutId: Id.describe('The payout.'),
  providerId,
  amount: Money.describe('How much.'),
  operator,
  from: z
    .enum(PAID_FROM)
    .meta({ id: 'PayoutSource', description: '`earnings` of a provider, or `credit` of a payer.' })
    .optional()
    .describe(
      'Out of what they have earned, as also where nothing is said, or out of their credit.',
    ),
};

export const PayoutPaid = z
  .object({ ...about, at: Instant.describe('When it became known.') })
  .meta({ id: 'PayoutPaid', description: 'Whoever is paid has the money.' });

export const PayoutFailed = z
  .object({
    ...about,
    failure: z.string().describe('Why, as in `PayoutFailure`; a later release may have more.'),
  })
  .meta({
    id: 'PayoutFailed',
    description: 'Whoever is paid did not get the money: it is payable, or credit, again.',
  });

export const PayoutAccountChanged = z
  .object({
    accountId: Id.describe('The number, which is not said here.'),
    providerId,
    operator,
    payableFrom: Instant.describe('Nothing is paid there before.'),
    waits: z.boolean().describe('Whether a person looks at it first.'),
  })
  .meta({
    id: 'PayoutAccountChanged',
    description: 'A provider gave another number to be paid to.',
  });

export const PayoutAccountRemoved = z
  .object({ accountId: Id.describe('The number, which is not said here.'), providerId, operator })
  .meta({
    id: 'PayoutAccountRemoval',
    description: 'A provider removed a number that they were paid to.',
  });

export const payoutEvents = {
  payoutPaid: defineEvent('evt.payment.payout_paid.v1', {
    summary: 'A provider has the money of a payout',
    aggregate: 'providerId',
    data: PayoutPaid,
  }),
  payoutFailed: defineEvent('evt.payment.payout_failed.v1', {
    summary: 'A payout did not reach the provider',
    aggregate: 'providerId',
    data: PayoutFailed,
  }),
  payoutAccountChanged: defineEvent('evt.payment.payout_account_changed.v1', {
    summary: 'A provider gave another number to be paid to',
    aggregate: 'providerId',
    data: PayoutAccountChanged,
  }),
  payoutAccountRemoved: defineEvent('evt.payment.payout_account_removed.v1', {
    summary: 'A provider removed a number that they were paid to',
    aggregate: 'providerId',
    data: PayoutAccountRemoved,
  }),
};
