import { Id, Instant, Money, text } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingStateName } from './booking-state.ts';
import { BookingDetails } from './booking.schemas.ts';
import { LessonOutcome } from './outcome.schemas.ts';

const id = Id.describe('The booking.');

const BookingChange = z
  .object({
    from: BookingStateName.nullable().describe('The state before; null for the first one.'),
    to: BookingStateName,
    actor: z.string().meta({
      description:
        'A user’s id, the name of the service that decided, or `support:` and who of support did.',
      examples: ['payment'],
    }),
    reason: z.string().meta({ description: 'Why; may be empty.', examples: ['paid'] }),
    at: Instant.describe('When it happened.'),
  })
  .meta({ id: 'BookingChange', description: 'One change of the state of a booking.' });

export const StaffBooking = z
  .object({
    booking: BookingDetails,
    left: Money.describe('What was paid and is neither on its way back nor the provider’s yet.'),
    history: z.array(BookingChange).describe('The earliest first.'),
    outcome: LessonOutcome,
  })
  .meta({ id: 'StaffBooking', description: 'A booking as support reads it.' });

export const StaffBookingById = z
  .strictObject({ id })
  .meta({ id: 'StaffBookingById', description: 'Somebody’s booking.' });

const bornBy = z
  .enum(['provider', 'platform'])
  .meta({
    id: 'LossBearer',
    description:
      'Who bears that the lesson does not take place: `provider` earns nothing by it; `platform`, which failed, pays the provider what it would have earned.',
  })
  .default('provider');

export const PreviewWaiver = z
  .strictObject({ id, bornBy })
  .meta({ id: 'PreviewWaiver', description: 'A cancellation by support to think about.' });

export const WaiverPreview = z
  .object({
    refund: Money.describe('What would go back to whoever paid.'),
    kept: Money.describe('What the provider would keep of what was paid.'),
    compensation: Money.describe(
      'What the platform would pay the provider at its own cost; commission is not taken off yet.',
    ),
  })
  .meta({ id: 'WaiverPreview', description: 'Where the money would go.' });

export const WaiveBooking = z
  .strictObject({
    id,
    bornBy,
    reason: text(500, 10).meta({
      description: 'Why, for the history; neither side reads it.',
      examples: ['The classrooms were down from nine to ten.'],
    }),
  })
  .meta({ id: 'WaiveBooking', description: 'A cancellation that gives everything back.' });
