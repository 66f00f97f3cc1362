import { CancellationPolicyName } from '@edu/contract-kit';
import { z } from 'zod';

export const CancellationPolicy = z
  .object({
    name: CancellationPolicyName,
    tiers: z
      .array(
        z
          .object({
            hoursBefore: z
              .int()
              .describe('The tier applies from so many hours before the lesson on.'),
            refundPct: z.int().min(0).max(100).describe('Percent of the price that goes back.'),
            providerSharePct: z
              .int()
              .min(0)
              .max(100)
              .describe('Percent of what is kept that the provider gets.'),
          })
          .meta({
            id: 'CancellationTier',
            description: 'What a cancellation gives back by its time.',
          }),
      )
      .describe('The one with the largest `hoursBefore` that still fits applies.'),
    graceMinutes: z.int().describe('Minutes after booking within which a cancellation is free.'),
  })
  .meta({ id: 'CancellationPolicy', description: 'What a cancellation gives back.' });
export type CancellationPolicy = z.infer<typeof CancellationPolicy>;
