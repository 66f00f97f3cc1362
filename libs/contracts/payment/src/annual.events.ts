import { defineEvent, Id } from '@edu/contract-kit';
import { z } from 'zod';

export const AnnualStatementIssued = z
  .object({
    documentId: Id.describe('The document.'),
    providerId: Id.describe('Whose year it was.'),
    year: z.int().meta({ description: 'Which year.', examples: [2025] }),
  })
  .meta({
    id: 'AnnualStatementIssued',
    description: 'What a provider earned in a year is written down, for taxes.',
  });

export const annualEvents = {
  annualStatementIssued: defineEvent('evt.payment.annual_statement_issued.v1', {
    summary: 'The annual statement of a provider is there',
    aggregate: 'providerId',
    data: AnnualStatementIssued,
  }),
};
