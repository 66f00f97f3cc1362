import { Id, Instant, LessonMode, Money, Slug } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingStateName } from './booking-state.ts';

/** The longest span that a calendar shows: six weeks. */
export const MAX_CALENDAR_DAYS = 42;
/** Lessons in it at most. */
export const MAX_CALENDAR_LESSONS = 1_000;

const side = z.enum(['learner', 'provider', 'parent']).meta({
  id: 'BookingSide',
  description: 'Which side of the bookings I am on; `parent`: those of my children.',
});

/** A booking is in one part of the list, and those to come are in `upcoming` as well. */
export const BOOKING_PARTS = ['upcoming', 'to_pay', 'asked', 'past', 'canceled'] as const;
export type BookingPart = (typeof BOOKING_PARTS)[number];
export const BookingPartName = z.enum(BOOKING_PARTS).meta({
  id: 'BookingPart',
  description:
    '`upcoming`: asked for, held or confirmed and not over yet; `to_pay`: those of them that wait for their payment; `asked`: those that wait for an answer; `past`: took place, or their time is over; `canceled`: called off, declined, refunded or expired.',
});

/** Which of one's bookings, apart from when they are. */
export const listFilters = {
  as: side.default('learner'),
  learnerId: Id.optional().describe('Only those of this child of mine.'),
  state: BookingStateName.optional().describe('Only bookings in this state.'),
  from: Instant.optional().describe('Only lessons that begin at this time or later.'),
  to: Instant.optional().describe('Only lessons that begin before this time.'),
  subject: Slug.optional().describe('Only lessons about this.'),
  withId: Id.optional().describe('Only lessons with this person on the other side.'),
};

export const SeriesInList = z.enum(['apart', 'together']).meta({
  id: 'SeriesInList',
  description:
    '`apart`: every lesson by itself; `together`: of the lessons of a series that are in the list only the one that comes first, with `ofSeries`.',
});

/** What stands with the first lesson of a series, in a list that has the series once. */
export const LessonsOfSeries = z
  .object({
    lessons: z.int().describe('How many lessons of it the list has: two at least.'),
    paid: z.int().describe('How many of these are paid.'),
    total: Money.describe('What these cost together.'),
    totalPaid: Money.describe('What those of them that are paid cost.'),
  })
  .meta({ id: 'LessonsOfSeries', description: 'Lessons of a series that a list has as one.' });

export const CountBookings = z
  .strictObject(listFilters)
  .meta({ id: 'CountBookings', description: 'Which of my bookings to count.' });

export const BookingCounts = z
  .object({
    total: z.int().describe('All of them.'),
    states: z
      .array(
        z
          .object({
            state: BookingStateName,
            count: z.int().describe('How many bookings are in it.'),
          })
          .meta({ id: 'BookingCount', description: 'How many bookings are in a state.' }),
      )
      .describe('Those states that any are in.'),
    parts: z
      .object({
        upcoming: z.int().describe('Asked for, held or confirmed, and not over yet.'),
        to_pay: z.int().describe('Of these, how many wait for their payment.'),
        asked: z.int().describe('Of these, how many wait for an answer.'),
        past: z.int().describe('Took place, or their time is over.'),
        canceled: z.int().describe('Called off, declined, refunded or expired.'),
      })
      .meta({
        id: 'BookingPartCounts',
        description: 'How many bookings each part of the list has.',
      }),
  })
  .meta({ id: 'BookingCounts', description: 'How many bookings there are, by their states.' });

/** People whom a filter offers: those of the latest lessons. */
export const MAX_LESSON_PEOPLE = 100;

const person = z
  .object({
    id: Id.describe('Of the account, or of the child.'),
    name: z
      .string()
      .nullable()
      .meta({ description: 'Null when it cannot be had just now.', examples: ['Awa Koné'] }),
  })
  .meta({ id: 'LessonPerson', description: 'Somebody with whom there are lessons.' });

export const ListLessonPeople = z
  .strictObject({ as: side.default('learner') })
  .meta({ id: 'ListLessonPeople', description: 'On which side of the lessons I am.' });

export const LessonPeople = z
  .object({
    learners: z.array(person).describe('Who learns; empty where it is I who learn.'),
    providers: z.array(person).describe('Who teaches; empty where it is I who teach.'),
  })
  .meta({
    id: 'LessonPeople',
    description: 'With whom I have or had lessons, those of the latest lesson first.',
  });

export const ShowCalendar = z
  .strictObject({
    as: side.default('provider'),
    from: Instant.describe('When the span begins.'),
    days: z
      .int()
      .min(1)
      .max(MAX_CALENDAR_DAYS)
      .default(7)
      .describe('How many days of 24 hours it has.'),
  })
  .meta({ id: 'ShowCalendar', description: 'Which part of my calendar.' });

export const CalendarLessons = z
  .object({
    items: z
      .array(
        z
          .object({
            id: Id.describe('The booking.'),
            startsAt: Instant.describe('When the lesson begins.'),
            endsAt: Instant.describe('When the lesson ends.'),
            state: BookingStateName,
            mode: LessonMode,
            subject: z
              .string()
              .nullable()
              .meta({
                description: 'What the lesson is about; null when nothing was said.',
                examples: ['maths'],
              }),
            name: z
              .string()
              .nullable()
              .meta({
                description:
                  'The name of the other person; of the child, for a parent. Null when it cannot be had just now.',
                examples: ['Awa Koné'],
              }),
            proposedStarts: z
              .array(Instant)
              .default([])
              .describe(
                'When the provider proposes that it begins instead, until that is answered.',
              ),
          })
          .meta({ id: 'CalendarLesson', description: 'A lesson in a calendar.' }),
      )
      .describe(`The soonest first, ${MAX_CALENDAR_LESSONS} at most.`),
  })
  .meta({
    id: 'CalendarLessons',
    description: 'Lessons of a span that stand, are held or took place.',
  });
