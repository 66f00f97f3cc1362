import { Id, Instant } from '@edu/contract-kit';
import { z } from 'zod';

/** How far back lessons count. */
export const RELIABILITY_DAYS = 90;
/** With fewer lessons nothing is said in public: one of them would weigh too much. */
export const MIN_RELIABILITY_LESSONS = 10;
/** A provider who calls a paid lesson off later than so long before it is late. */
export const LATE_CANCELLATION_HOURS = 24;

const keptPct = z
  .int()
  .min(0)
  .max(100)
  .nullable()
  .describe(
    `How many of the lessons were kept, in percent and rounded down; null with fewer than ${MIN_RELIABILITY_LESSONS}.`,
  );

export const ReliabilityOf = z
  .strictObject({ providerId: Id.describe('Who teaches.') })
  .meta({ id: 'ReliabilityOf', description: 'Somebody who teaches.' });

export const KeptLessons = z
  .object({ keptPct })
  .meta({ id: 'KeptLessons', description: 'How reliable somebody is, as everybody reads it.' });

export const Reliability = z
  .object({
    since: Instant.describe(`Since when lessons count: for ${RELIABILITY_DAYS} days.`),
    kept: z
      .int()
      .describe('Lessons to which the provider came, or of which nothing else is known.'),
    lateCancellations: z
      .int()
      .describe(
        `Paid lessons that the provider called off within ${LATE_CANCELLATION_HOURS} hours of them.`,
      ),
    absences: z.int().describe('Lessons to which the provider is proven not to have come.'),
    keptPct,
  })
  .meta({ id: 'Reliability', description: 'Lessons that a provider kept, and did not keep.' });
export type Reliability = z.infer<typeof Reliability>;
