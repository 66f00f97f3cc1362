import { Id, Instant } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingConfirmed } from './booking.events.ts';
import { CancellationCause } from './booking.schemas.ts';

export const BookingRescheduled = z
  .object({
    ...BookingConfirmed.shape,
    from: z
      .object({
        startsAt: Instant.describe('When the lesson would have begun.'),
        endsAt: Instant.describe('When the lesson would have ended.'),
      })
      .meta({ id: 'FormerTime', description: 'When a lesson was to be before it was moved.' }),
    by: CancellationCause.describe('Who wanted another time.'),
    paymentId: Id.describe('The payment of the booking, which stays.'),
  })
  .meta({ id: 'BookingRescheduled', description: 'A paid lesson takes place at another time.' });
