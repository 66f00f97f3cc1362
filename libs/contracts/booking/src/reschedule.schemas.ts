import { Id, Instant, LESSON_MINUTES } from '@edu/contract-kit';
import { z } from 'zod';

/** How often one booking may be moved by whoever booked it. */
export const MAX_RESCHEDULES = 3;

export const RescheduleBooking = z
  .strictObject({
    id: Id.describe('The booking.'),
    startsAt: Instant.describe('A start that the free slots of the provider offer.'),
    durationMinutes: z
      .int()
      .min(LESSON_MINUTES.min)
      .max(LESSON_MINUTES.max)
      .optional()
      .describe('Another duration that the provider offers; as it is by default.'),
  })
  .meta({ id: 'RescheduleBooking', description: 'A lesson that is to be at another time.' });
