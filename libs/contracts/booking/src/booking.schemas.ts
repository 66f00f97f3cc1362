import {
  Id,
  Instant,
  LESSON_MINUTES,
  LessonMode,
  Money,
  openEnum,
  pageQuery,
  Slug,
  text,
} from '@edu/contract-kit';
import { CancellationPolicy } from '@edu/contracts-availability';
import { z } from 'zod';
import { BookingStateName } from './booking-state.ts';
import { BookingPartName, LessonsOfSeries, listFilters, SeriesInList } from './list.schemas.ts';
import { RescheduleProposal } from './reschedule-proposal.schemas.ts';

const HeldMove = z
  .object({
    bookingId: Id.describe('Of the time that is held: what is paid for is this one.'),
    startsAt: Instant.describe('When the lesson would begin.'),
    endsAt: Instant.describe('When the lesson would end.'),
    difference: Money.describe('What there is to pay: what the lesson costs more there.'),
    payUntil: Instant.describe('A payment that comes later is sent back.'),
  })
  .meta({
    id: 'HeldMove',
    description:
      'A time that costs more, held until the difference is paid. Until then the lesson stays where it is.',
  });

export const Booking = z
  .object({
    id: Id.describe('The booking.'),
    learnerId: Id.describe('Who learns, and pays unless `payerId` says otherwise.'),
    payerId: Id.nullable()
      .default(null)
      .describe('The parent who booked it and pays; null where the learner does.'),
    providerId: Id.describe('Who teaches.'),
    state: BookingStateName,
    mode: LessonMode,
    subject: z
      .string()
      .nullable()
      .meta({
        description: 'What the lesson is about; null when nothing was said.',
        examples: ['maths'],
      }),
    startsAt: Instant.describe('When the lesson begins.'),
    endsAt: Instant.describe('When the lesson ends.'),
    groupId: Id.nullable()
      .default(null)
      .describe('The group lesson in which it is a seat; null for a lesson of one learner.'),
    trial: z.boolean().default(false).describe('Whether it is the trial lesson of the provider.'),
    price: Money.describe('What the learner pays.'),
    zone: z.string().meta({
      description: 'Time zone of the provider, in which the lesson was offered (IANA).',
      examples: ['Africa/Abidjan'],
    }),
    holdExpiresAt: Instant.nullable().describe(
      'Until when the slot waits for its payment: never longer than until the lesson begins. Null when it does not wait.',
    ),
    seriesId: Id.nullable()
      .default(null)
      .describe('The series that it was booked with; null for one that was booked alone.'),
    answerBy: Instant.nullable()
      .default(null)
      .describe(
        'Until when a request or a proposal waits for an answer. Null when it does not wait for one.',
      ),
    createdAt: Instant.describe('When it was booked.'),
    version: z.int().describe('Grows with every change.'),
    reschedules: z
      .int()
      .default(0)
      .describe('How often whoever booked it has moved it: three times at most.'),
    movesId: Id.optional().describe(
      'It is no lesson of its own, but a time that is held for this one until what it costs more is paid. Left out of all others.',
    ),
    heldMove: HeldMove.optional().describe(
      'The time that is held for it until what it costs more is paid, where there is one.',
    ),
  })
  .meta({ id: 'Booking', description: 'A lesson of one learner with one provider.' });
export type Booking = z.infer<typeof Booking>;

export const CancellationCause = openEnum(['learner', 'provider', 'platform'], {
  id: 'CancellationCause',
  description: 'Who called a lesson off.',
});

export const BookingDetails = z
  .object({
    ...Booking.shape,
    learnerName: z
      .string()
      .nullable()
      .meta({
        description: 'The name of who learns; null when it cannot be had just now.',
        examples: ['Moussa Traoré'],
      }),
    providerName: z
      .string()
      .nullable()
      .meta({
        description: 'The name on the profile of who teaches; null when it cannot be had just now.',
        examples: ['Awa Koné'],
      }),
    groupTitle: z
      .string()
      .nullable()
      .default(null)
      .meta({
        description: 'What the group lesson is called; null for a lesson of one learner.',
        examples: ['Fractions in two hours'],
      }),
    askedStartsAt: Instant.nullable()
      .default(null)
      .describe('The start that was asked for, where the provider proposed another.'),
    rescheduleProposal: RescheduleProposal.nullable()
      .default(null)
      .describe('What the provider proposes instead and waits for; null where there is nothing.'),
    policy: CancellationPolicy.describe('As it was when the lesson was booked.'),
    cancellation: z
      .object({
        by: CancellationCause,
        reason: z
          .string()
          .nullable()
          .meta({
            description: 'What was said to the other person; null when nothing was.',
            examples: ['I am ill.'],
          }),
        at: Instant.describe('When it was called off.'),
      })
      .meta({ id: 'Cancellation', description: 'How a lesson was called off.' })
      .nullable()
      .describe('Null when it was not called off.'),
    ofSeries: LessonsOfSeries.nullable()
      .default(null)
      .describe('In a list with `series=together`: what it stands for. Null where it is alone.'),
  })
  .meta({
    id: 'BookingDetails',
    description: 'A booking with what its two people read about it.',
  });
export type BookingDetails = z.infer<typeof BookingDetails>;

/** A policy with many tiers included. */
const QUOTE_CHARACTERS = 4_000;
const QUOTE = /^[\w-]+\.[\w-]+$/;
const QuoteGiven = z
  .string()
  .max(QUOTE_CHARACTERS)
  .regex(QUOTE)
  .meta({
    description:
      'The `token` of the quote that was shown: the lesson is booked at that price and on those terms, or refused where they have changed. Without it, at the price of the moment.',
    examples: ['eyJxdW90ZSI6e319.0nbWJmX3LWuJ4rRSPxQ3dT4qkqBDGfZ5uLZ6RvGcx3A'],
  });

export const CreateBooking = z
  .strictObject({
    providerId: Id.describe('Whose lesson.'),
    startsAt: Instant.describe('A start that the free slots of the provider offer.'),
    durationMinutes: z
      .int()
      .min(LESSON_MINUTES.min)
      .max(LESSON_MINUTES.max)
      .default(60)
      .describe('One of the durations that the provider offers.'),
    mode: LessonMode.default('online').describe('Where the lesson takes place.'),
    subject: Slug.optional().describe('What it is about, one of the provider’s subjects.'),
    trial: z
      .boolean()
      .default(false)
      .describe('As the trial lesson of the provider: once for each learner.'),
    learnerId: Id.optional().describe('The child of mine that learns; without it, I do.'),
    beyondCaps: z
      .boolean()
      .default(false)
      .describe('A parent books although it is beyond the caps of the child.'),
    quote: QuoteGiven.optional(),
  })
  .meta({ id: 'CreateBooking', description: 'A lesson to book.' });

export const BookingById = z
  .strictObject({ id: Id.describe('The booking.') })
  .meta({ id: 'BookingById', description: 'One of my bookings.' });

export const ListBookings = z
  .strictObject({
    ...listFilters,
    when: z
      .enum(['upcoming', 'past'])
      .meta({
        id: 'BookingTime',
        description:
          '`upcoming`: asked for, held or confirmed and not over yet, the soonest first; `past`: all others, the latest first.',
      })
      .optional(),
    part: BookingPartName.optional().describe('Only this part of the list.'),
    series: SeriesInList.default('apart').describe('How lessons of a series are listed.'),
    ...pageQuery,
  })
  .meta({ id: 'ListBookings', description: 'Which of my bookings.' });

export const CancelBooking = z
  .strictObject({
    id: Id.describe('The booking.'),
    reason: text(500)
      .default('')
      .meta({
        description: 'Why, for the other person; may be empty.',
        examples: ['I am ill.'],
      }),
  })
  .meta({ id: 'CancelBooking', description: 'A cancellation.' });
