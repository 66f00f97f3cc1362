import { Id, Instant } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingCreated } from './booking.events.ts';
import { Booking } from './booking.schemas.ts';

/** All that its events say, as it is now. */
export const BookingSnapshot = z
  .object({
    ...BookingCreated.shape,
    state: Booking.shape.state,
    holdExpiresAt: Instant.nullable().describe('Null when it does not wait for its payment.'),
    paymentId: Id.nullable().describe('Null when it was never paid.'),
  })
  .meta({
    id: 'BookingSnapshot',
    description: 'A booking, for the projections of other services.',
  });
export type BookingSnapshot = z.infer<typeof BookingSnapshot>;
