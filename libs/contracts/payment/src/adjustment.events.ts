import { defineEvent, Id, Instant, Money } from '@edu/contract-kit';
import { z } from 'zod';

const AdjustedProvider = z
  .object({
    providerId: Id.describe('Whose money it is.'),
    isCredit: z.boolean().describe('Whether they have more by it, rather than less.'),
  })
  .meta({ id: 'AdjustedProvider', description: 'Somebody whose payable money was adjusted.' });

export const LedgerAdjusted = z
  .object({
    adjustmentId: Id.describe('The adjustment.'),
    amount: Money.describe('How much moved.'),
    providers: z
      .array(AdjustedProvider)
      .describe('Whose payable money it changed: nobody’s, one’s or two’s.'),
    at: Instant.describe('When it was booked.'),
  })
  .meta({ id: 'LedgerAdjusted', description: 'Two people of finance put the books right.' });

export const adjustmentEvents = {
  ledgerAdjusted: defineEvent('evt.payment.ledger_adjusted.v1', {
    summary: 'Two people of finance put the books right',
    aggregate: 'adjustmentId',
    data: LedgerAdjusted,
  }),
};
