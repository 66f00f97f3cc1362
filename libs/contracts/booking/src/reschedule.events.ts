import { Id, Instant, Money } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingConfirmed, BookingCreated, SeriesLessons, withSeries } from './booking.events.ts';
import { CancellationCause } from './booking.schemas.ts';

const from = z
  .object({
    startsAt: Instant.describe('When the lesson would have begun.'),
    endsAt: Instant.describe('When the lesson would have ended.'),
  })
  .meta({ id: 'FormerTime', description: 'When a lesson was to be before it was moved.' });
const by = CancellationCause.describe('Who wanted another time.');

export const BookingRescheduled = z
  .object({
    ...BookingConfirmed.shape,
    from,
    by,
    paymentId: Id.describe('The payment of the booking, which stays.'),
    difference: z
      .object({
        bookingId: Id.describe('Of the time that was held for it.'),
        version: z.int().describe('Of that one.'),
        paymentId: Id.describe('By which the difference was paid.'),
        price: Money.describe('What was paid on top.'),
      })
      .meta({ id: 'PaidDifference', description: 'What a lesson cost more at its new time.' })
      .optional()
      .describe('Nothing where the new time costs no more.'),
    withSeries,
    others: SeriesLessons.optional().describe(
      'Others of its series that were moved with it, for which it speaks, at their new times.',
    ),
  })
  .meta({ id: 'BookingRescheduled', description: 'A paid lesson takes place at another time.' });

export const HoldMoved = z.object({ ...BookingCreated.shape, from, by }).meta({
  id: 'HoldMoved',
  description: 'A lesson of a series that is not paid yet is held at another time.',
});
