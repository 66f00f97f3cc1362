import { Instant } from '@edu/contract-kit';
import { z } from 'zod';

const asked = {
  year: z
    .int()
    .min(2020)
    .max(2199)
    .meta({ description: 'Which year, by the clock of UTC. It must be over.', examples: [2025] }),
};

export const AskAnnualStatement = z
  .strictObject(asked)
  .meta({ id: 'AskAnnualStatement', description: 'The annual statement of which year.' });

export const AnnualStatementFileRequest = z
  .strictObject({
    ...asked,
    tag: z.string().max(64).optional().describe('Of the file that the reader has.'),
  })
  .meta({ id: 'AnnualStatementFileRequest', description: 'Of which year, as a file.' });

export const AnnualStatement = z
  .object({
    ...asked,
    number: z.string().meta({
      description: 'Issuer, series, year of issue and a number that leaves none out.',
      examples: ['EDU-A-2026-000042'],
    }),
    issuedAt: Instant.describe('When it was issued.'),
  })
  .meta({
    id: 'AnnualStatement',
    description: 'What I earned in a year, for taxes: a document that never changes.',
  });
