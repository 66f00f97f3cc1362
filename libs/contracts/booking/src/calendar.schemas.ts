import { Id, Instant, Locale } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingDetails } from './booking.schemas.ts';

/** Lessons in a calendar that another program follows. */
export const MAX_FEED_LESSONS = 500;

const token = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({ description: 'Whoever has it reads the calendar.', examples: ['x'.repeat(43)] });

export const CalendarFeed = z
  .object({
    createdAt: Instant.nullable().describe(
      'Since when my lessons can be followed; null when they cannot.',
    ),
  })
  .meta({ id: 'CalendarFeed', description: 'Whether another program can follow my lessons.' });

export const OpenedCalendarFeed = z
  .object({
    path: z.string().meta({
      description: 'Where the calendar is. It is said once: another one replaces it.',
      examples: [`/api/v1/calendar/${'x'.repeat(43)}.ics`],
    }),
    createdAt: Instant.describe('Since when.'),
  })
  .meta({ id: 'OpenedCalendarFeed', description: 'Where another program can follow my lessons.' });

export const ReadCalendarFeed = z
  .strictObject({ token })
  .meta({ id: 'ReadCalendarFeed', description: 'A calendar that a program follows.' });

export const CalendarFeedLessons = z
  .object({
    readerId: Id.describe('Whose calendar it is.'),
    locale: Locale.describe('The language in which they opened it.'),
    items: z
      .array(BookingDetails)
      .describe('Lessons of theirs and of their children that stand or took place lately.'),
  })
  .meta({ id: 'CalendarFeedLessons', description: 'What such a calendar shows.' });
