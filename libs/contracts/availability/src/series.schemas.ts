import {
  fieldRule,
  Id,
  Instant,
  LESSON_MINUTES,
  LessonMode,
  Money,
  openEnum,
} from '@edu/contract-kit';
import { z } from 'zod';
import { CancellationPolicy } from './policy.schemas.ts';

/** Lessons of one series. */
export const MAX_SERIES_LESSONS = 52;
/** Other lessons of whoever learns that are looked at: more than a year has room for. */
export const MAX_LEARNER_TIMES = 2_000;

/** When the lessons of a series are wanted, and how long each is. */
export const seriesPattern = {
  providerId: Id.describe('Whose lessons.'),
  starts: z
    .array(Instant)
    .min(1)
    .max(MAX_SERIES_LESSONS)
    .describe('When the first lesson begins; without `repeat`, when each of them does.'),
  repeat: z
    .strictObject({
      everyWeeks: z.int().min(1).max(4).default(1).describe('So many weeks from one to the next.'),
      times: z
        .int()
        .min(2)
        .max(MAX_SERIES_LESSONS)
        .describe('How many lessons, the first included.'),
    })
    .meta({
      id: 'SeriesRepeat',
      description: 'The same time of day again, as clocks of the provider show it.',
    })
    .optional(),
  durationMinutes: z
    .int()
    .min(LESSON_MINUTES.min)
    .max(LESSON_MINUTES.max)
    .default(60)
    .describe('How long each lesson is: one of the durations that the provider offers.'),
  mode: LessonMode.default('online').describe('Where the lessons take place.'),
};

interface Pattern {
  readonly starts: readonly string[];
  readonly repeat?: object | undefined;
  readonly movedBookingIds?: readonly string[] | undefined;
}

/** Refuses a pattern with several first lessons, with one new lesson alone, or with one time twice. */
export function checkPattern(
  { starts, repeat, movedBookingIds = [] }: Pattern,
  context: z.RefinementCtx,
): void {
  if (repeat && starts.length > 1) {
    const rule = fieldRule('too_many', { max: 1 });
    context.addIssue({ code: 'custom', path: ['starts'], ...rule });
  }
  if (!repeat && starts.length < 2 && movedBookingIds.length === 0) {
    const rule = fieldRule('too_few', { min: 2 });
    context.addIssue({ code: 'custom', path: ['starts'], ...rule });
  }
  const seen = new Set<number>();
  starts.forEach((start, index) => {
    const at = Date.parse(start);
    if (seen.has(at)) {
      context.addIssue({ code: 'custom', path: ['starts', index], ...fieldRule('given_twice') });
    }
    seen.add(at);
  });
}

export const SERIES_OBSTACLES = [
  'past',
  'too_far',
  'not_offered',
  'busy',
  'overlaps',
  'learner_busy',
] as const;
export type SeriesObstacle = (typeof SERIES_OBSTACLES)[number];
export const SeriesObstacleName = openEnum(SERIES_OBSTACLES, {
  id: 'SeriesObstacle',
  description:
    '`past`: over, or too soon to be booked; `too_far`: later than can be booked yet; `not_offered`: outside the hours of the provider, or at no time at which a lesson starts; `busy`: the provider has another lesson; `overlaps`: another lesson of the series is at that time; `learner_busy`: the learner has another lesson.',
});

export const QuoteSeries = z
  .strictObject({
    ...seriesPattern,
    movedBookingIds: z
      .array(Id)
      .max(MAX_SERIES_LESSONS)
      .default([])
      .describe('Lessons that would be moved there: their present times count as free.'),
    learnerBusy: z
      .array(
        z
          .strictObject({
            startsAt: Instant.describe('When it begins.'),
            endsAt: Instant.describe('When it ends.'),
          })
          .meta({ id: 'LearnerTime', description: 'Time that is taken of whoever learns.' }),
      )
      .max(MAX_LEARNER_TIMES)
      .default([])
      .describe(
        'When whoever is to have the lessons has others, of any provider: no lesson can be then, and no nearest time is.',
      ),
  })
  .superRefine(checkPattern)
  .meta({
    id: 'QuoteSeries',
    description: 'Slots to price together.',
  });

const QuotedLesson = z
  .object({
    startsAt: Instant.describe('When the lesson would begin.'),
    endsAt: Instant.describe('When the lesson would end.'),
    busyFrom: Instant.describe(
      'The lesson with its buffers, which cannot be sold twice: its start.',
    ),
    busyUntil: Instant.describe('The lesson with its buffers: its end.'),
    obstacle: SeriesObstacleName.nullable().describe('Why it cannot be booked; null if it can.'),
    nearest: Instant.nullable().describe(
      'The nearest start of that day, in the zone of the provider, at which both are free; null when there is none, or none is needed.',
    ),
  })
  .meta({ id: 'QuotedLesson', description: 'One lesson of a series that was asked about.' });
export type QuotedLesson = z.infer<typeof QuotedLesson>;

export const QuotedSeries = z
  .object({
    providerId: Id.describe('Whose lessons.'),
    price: Money.describe('What each lesson costs.'),
    zone: z.string().meta({
      description: 'Time zone of the provider, in which the times repeat (IANA).',
      examples: ['Africa/Abidjan'],
    }),
    policy: CancellationPolicy,
    lessons: z.array(QuotedLesson).describe('In the order of time.'),
  })
  .meta({ id: 'QuotedSeries', description: 'Lessons of a series as they can be booked now.' });
export type QuotedSeries = z.infer<typeof QuotedSeries>;
