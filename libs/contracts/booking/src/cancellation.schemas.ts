import { Id, Instant, Money } from '@edu/contract-kit';
import { z } from 'zod';

export const PreviewCancellation = z
  .strictObject({
    id: Id.describe('The booking.'),
    at: Instant.optional().describe('When it would be canceled; now by default, and never before.'),
  })
  .meta({ id: 'PreviewCancellation', description: 'A cancellation to think about.' });

const gives = {
  refund: Money.describe('What would go back to the learner.'),
  refundPct: z.int().describe('The same in percent of the price.'),
};

export const CancellationPreview = z
  .object({
    ...gives,
    free: z.boolean().describe('Whether all of the price would go back.'),
    at: Instant.describe('The moment that this is about.'),
    ahead: z
      .array(
        z
          .object({
            ...gives,
            until: Instant.describe('The last moment at which it gives back so much.'),
          })
          .meta({ id: 'CancellationStep', description: 'What a cancellation gives until then.' }),
      )
      .describe(
        'What it gives back from that moment on, step by step until the end of the lesson.',
      ),
  })
  .meta({ id: 'CancellationPreview', description: 'What a cancellation would give back.' });
