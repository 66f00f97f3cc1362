import {
  CancellationPolicyName,
  fieldRule,
  Id,
  Instant,
  LESSON_MINUTES,
  LessonMode,
  LocalDate,
  Money,
  TimeZone,
} from '@edu/contract-kit';
import { z } from 'zod';
import { LocalRanges, oncePer } from './local-hours.schemas.ts';
import { CancellationPolicy } from './policy.schemas.ts';
import { Trial } from './trial.schemas.ts';

const BOOKING_MODES = ['instant', 'request'] as const;
export const BookingMode = z.enum(BOOKING_MODES).meta({
  id: 'BookingMode',
  description:
    '`instant`: a slot is held at once and confirmed by its payment; `request`: the provider accepts it first, or proposes another time.',
});

const schedule = {
  timeZone: TimeZone.describe('Time zone in which the weekly hours are meant (IANA).'),
  weekly: z
    .array(
      z
        .strictObject({
          day: z.int().min(1).max(7).describe('1 is Monday, 7 is Sunday (ISO 8601).'),
          ranges: LocalRanges.describe('Hours of the day; they may touch and may not overlap.'),
        })
        .meta({ id: 'WeeklyHours', description: 'The hours of one day of the week.' }),
    )
    .max(7)
    .superRefine(oncePer('day'))
    .describe('Hours of a usual week; a day that is not listed is a day off.'),
  exceptions: z
    .array(
      z
        .strictObject({
          date: LocalDate.describe('The day.'),
          ranges: LocalRanges.describe('Its hours; none means a day off.'),
        })
        .meta({ id: 'ExceptionalDay', description: 'A day that differs from the week.' }),
    )
    .max(400)
    .superRefine(oncePer('date'))
    .default([])
    .describe('Days that differ from the week.'),
  durationsMinutes: z
    .array(z.int().min(LESSON_MINUTES.min).max(LESSON_MINUTES.max).multipleOf(5))
    .min(1)
    .max(8)
    .default([60])
    .meta({ description: 'How long a lesson may be, minutes.', examples: [[60, 90]] }),
  stepMinutes: z
    .int()
    .min(5)
    .max(120)
    .multipleOf(5)
    .default(30)
    .describe(
      'Lessons start at multiples of so many minutes, counted in elapsed time from the start of a range. They may run on into a range that touches it, also past midnight.',
    ),
  bufferBeforeMinutes: z
    .int()
    .min(0)
    .max(120)
    .default(0)
    .describe('Minutes kept free before a lesson.'),
  bufferAfterMinutes: z
    .int()
    .min(0)
    .max(120)
    .default(0)
    .describe('Minutes kept free after a lesson.'),
  noticeMinutes: z
    .int()
    .min(0)
    .max(43_200)
    .default(120)
    .describe('A lesson can be booked until so many minutes before it begins.'),
  horizonDays: z.int().min(1).max(365).default(90).describe('How many days ahead can be booked.'),
  policy: CancellationPolicyName.default('moderate').describe(
    'What a late cancellation gives back.',
  ),
  bookingMode: BookingMode.default('instant').describe(
    'Whether a learner has a slot at once, or asks for it first.',
  ),
  answerWithinHours: z
    .int()
    .min(1)
    .max(168)
    .default(24)
    .describe('How long a learner who asks waits for an answer at most, hours.'),
  trial: Trial.nullable()
    .default(null)
    .describe('The first lesson that a learner may have to try; null for none.'),
};

export const SaveSchedule = z.strictObject(schedule).meta({
  id: 'SaveSchedule',
  description: 'When a provider gives lessons; replaces what was there.',
});

export const Schedule = z
  .object({
    ...schedule,
    providerId: Id.describe('Whose schedule.'),
    version: z.int().describe('Grows with every change.'),
  })
  .meta({ id: 'Schedule', description: 'When a provider gives lessons.' });
export type Schedule = z.infer<typeof Schedule>;

const movedBookingId = Id.optional().describe(
  'A booking that is to be moved: the time that it has counts as free.',
);
const duration = z.int().min(LESSON_MINUTES.min).max(LESSON_MINUTES.max);
const asTrial = z
  .boolean()
  .default(false)
  .describe('As the trial lesson of the provider, with its length and its price.');

const answerWithinHours = z.int().describe('Hours within which the provider answers.');

export const QuoteRequest = z
  .strictObject({
    providerId: Id.describe('Whose lesson.'),
    startsAt: Instant.describe('When it would begin.'),
    durationMinutes: duration.describe('How long it would be.'),
    mode: LessonMode,
    trial: asTrial,
    movedBookingId,
  })
  .meta({ id: 'QuoteRequest', description: 'One slot to price.' });

/** Times that a question for those near another is answered with, at most. */
const MOST_NEAR = 100;

export const NearStartsRequest = QuoteRequest.extend({
  isTaken: z
    .boolean()
    .default(false)
    .describe('Whether somebody has just taken it: what overlaps it is left out.'),
  atMost: z.int().min(1).max(MOST_NEAR).default(MOST_NEAR).describe('How many are wanted.'),
}).meta({ id: 'NearStartsRequest', description: 'A slot that cannot be had.' });

export const Quote = z
  .object({
    providerId: Id.describe('Whose lesson.'),
    startsAt: Instant.describe('When the lesson begins.'),
    endsAt: Instant.describe('When the lesson ends.'),
    busyFrom: Instant.describe(
      'The lesson with its buffers, which cannot be sold twice: its start.',
    ),
    busyUntil: Instant.describe('The lesson with its buffers: its end.'),
    price: Money.describe('What the learner would pay.'),
    zone: z.string().describe('Time zone of the provider (IANA).'),
    policy: CancellationPolicy,
    request: z
      .object({
        answerWithinHours,
        bookableUntil: Instant.describe('The provider wants to know by then: the notice.'),
      })
      .meta({ id: 'RequestTerms', description: 'How a provider answers requests.' })
      .optional()
      .describe('Only where the provider accepts a lesson before it can be paid.'),
    token: z
      .string()
      .optional()
      .meta({
        description:
          'Proves this quote. A booking that gives it back is made at this price and on these terms, or not at all; it is opaque.',
        examples: ['eyJxdW90ZSI6e319.0nbWJmX3LWuJ4rRSPxQ3dT4qkqBDGfZ5uLZ6RvGcx3A'],
      }),
  })
  .meta({
    id: 'Quote',
    description: 'One slot as it can be booked now, with all that the booking stores.',
  });
export type Quote = z.infer<typeof Quote>;

const days = {
  from: LocalDate.describe('First day wanted, in `zone`.'),
  to: LocalDate.describe('Last day wanted, in `zone`: at most 62 days in all.'),
};
const inOrder = {
  check: ({ from, to }: { from: string; to: string }) => from <= to,
  rule: { ...fieldRule('must_not_be_before', { field: 'from' }), path: ['to'] },
};

export const FindSlots = z
  .strictObject({
    id: Id.describe('The provider.'),
    ...days,
    zone: TimeZone.describe('Time zone of the reader (IANA).'),
    durationMinutes: duration.default(60).describe('How long the lesson is to be.'),
    trial: asTrial,
    movedBookingId,
  })
  .refine(inOrder.check, inOrder.rule)
  .meta({ id: 'FindSlots', description: 'Which free times.' });

const SlotRange = z
  .object({
    startsAt: Instant.describe('The first start.'),
    endsAt: Instant.describe('The last end.'),
    localStart: z.string().meta({
      description: '`startsAt` as a clock in `zone` shows it, with its offset (RFC 3339).',
      examples: ['2027-01-04T10:00:00+00:00'],
    }),
    localEnd: z.string().meta({
      description: '`endsAt` as a clock in `zone` shows it, with its offset (RFC 3339).',
      examples: ['2027-01-04T12:00:00+00:00'],
    }),
  })
  .meta({ id: 'SlotRange', description: 'A stretch of free time.' });

const SlotDay = z
  .object({
    date: z.string().meta({ description: 'The day, in `zone`.', examples: ['2027-01-04'] }),
    ranges: z.array(SlotRange).describe('Its free times, in order.'),
  })
  .meta({ id: 'SlotDay', description: 'Free times of one local day of the reader.' });
export type SlotDay = z.infer<typeof SlotDay>;

export const Slots = z
  .object({
    providerId: Id.describe('Whose free times.'),
    zone: z.string().meta({
      description: 'Time zone in which the days are meant (IANA).',
      examples: ['Africa/Abidjan'],
    }),
    durationMinutes: z.int().describe('How long the lesson is to be.'),
    stepMinutes: z.int().describe('A lesson may start so many minutes after another start.'),
    durationsMinutes: z
      .array(z.int())
      .describe('What else can be asked for; there is no free time for another duration.'),
    trial: Trial.nullable().describe('The trial lesson that is offered; null for none.'),
    modes: z.array(LessonMode).describe('Where the lesson may take place.'),
    providerZone: z.string().meta({
      description: 'Time zone of the provider (IANA).',
      examples: ['Africa/Abidjan'],
    }),
    policy: CancellationPolicy.describe('What a cancellation of a lesson booked now gives back.'),
    answerWithinHours: answerWithinHours
      .optional()
      .describe(
        'Only where the provider accepts a lesson before it can be paid: hours within which they answer.',
      ),
    days: z.array(SlotDay).describe('Days with free time; others are left out.'),
  })
  .meta({ id: 'Slots', description: 'Free times of a provider.' });

export const PreviewSchedule = z
  .strictObject({
    schedule: SaveSchedule.describe('What is to be tried; it is not kept.'),
    ...days,
    zone: TimeZone.optional().describe(
      'Time zone of the reader (IANA); that of the schedule by default.',
    ),
    durationMinutes: duration
      .optional()
      .describe('How long a lesson is to be; the first duration of the schedule by default.'),
  })
  .refine(inOrder.check, inOrder.rule)
  .meta({ id: 'PreviewSchedule', description: 'A schedule to try.' });

export const SchedulePreview = z
  .object({
    zone: z.string().meta({
      description: 'Time zone in which the days are meant (IANA).',
      examples: ['Africa/Abidjan'],
    }),
    durationMinutes: z.int().describe('How long a lesson is.'),
    stepMinutes: z.int().describe('A lesson may start so many minutes after another start.'),
    policy: CancellationPolicy.describe('What a cancellation of such a lesson would give back.'),
    days: z.array(SlotDay).describe('Days with free time; others are left out.'),
  })
  .meta({ id: 'SchedulePreview', description: 'The free times that a schedule would leave.' });

export const BookingTerms = z
  .object({
    providerId: Id.describe('Whose schedule.'),
    version: z.int().describe('Of the schedule: larger is later.'),
    bookingMode: BookingMode.describe(
      'Whether a learner has a slot at once, or asks for it first.',
    ),
    trial: Trial.nullable().describe('The trial lesson; null for none.'),
  })
  .meta({ id: 'BookingTerms', description: 'How a provider is booked: what events carry of it.' });
export type BookingTerms = z.infer<typeof BookingTerms>;

export const ScheduleChanged = BookingTerms.partial({ bookingMode: true, trial: true }).meta({
  id: 'ScheduleChanged',
  description:
    'A provider’s schedule changed. Events of before say nothing of how the provider is booked.',
});
