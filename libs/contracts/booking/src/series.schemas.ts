import { Id, Instant, Money, Slug } from '@edu/contract-kit';
import {
  CancellationPolicy,
  checkPattern,
  SeriesObstacleName,
  seriesPattern,
} from '@edu/contracts-availability';
import { z } from 'zod';
import { Booking } from './booking.schemas.ts';

/** Series of one learner of which nothing is paid yet. */
export const MAX_UNPAID_SERIES = 2;
/** A later lesson of a series is paid until so many hours before it begins. */
export const PAID_BEFORE_HOURS = 24;

const learnerId = Id.optional().describe('The child of mine that learns; without it, I do.');
const zone = z.string().meta({
  description: 'Time zone of the provider, in which the times repeat (IANA).',
  examples: ['Africa/Abidjan'],
});

export const PreviewSeries = z
  .strictObject({ ...seriesPattern, learnerId })
  .superRefine(checkPattern)
  .meta({ id: 'PreviewSeries', description: 'Lessons to look at before they are booked.' });

const PreviewedLesson = z
  .object({
    startsAt: Instant.describe('When the lesson would begin.'),
    endsAt: Instant.describe('When the lesson would end.'),
    obstacle: SeriesObstacleName.nullable().describe('Why it cannot be booked; null if it can.'),
    nearest: Instant.nullable().describe(
      'The nearest free start of that day, in the zone of the provider; null when there is none, or none is needed.',
    ),
  })
  .meta({ id: 'PreviewedLesson', description: 'One lesson of a series that may be booked.' });
export type PreviewedLesson = z.infer<typeof PreviewedLesson>;

export const SeriesPreview = z
  .object({
    providerId: Id.describe('Whose lessons.'),
    zone,
    price: Money.describe('What each lesson costs.'),
    total: Money.describe('What all lessons that can be booked cost.'),
    policy: CancellationPolicy.describe('What a cancellation of such a lesson would give back.'),
    free: z.int().describe('How many of them can be booked.'),
    lessons: z.array(PreviewedLesson).describe('In the order of time.'),
  })
  .meta({ id: 'SeriesPreview', description: 'What a series would be if it were booked now.' });
export type SeriesPreview = z.infer<typeof SeriesPreview>;

export const CreateSeries = z
  .strictObject({
    ...seriesPattern,
    take: z
      .enum(['all', 'free'])
      .meta({
        id: 'SeriesTake',
        description: '`all`: every lesson or none; `free`: those that can be booked.',
      })
      .default('all'),
    subject: Slug.optional().describe('What they are about, one of the provider’s subjects.'),
    learnerId,
    beyondCaps: z
      .boolean()
      .default(false)
      .describe('A parent books although it is beyond the caps of the child.'),
  })
  .superRefine(checkPattern)
  .meta({ id: 'CreateSeries', description: 'Lessons to book together.' });

export const Series = z
  .object({
    id: Id.describe('The series.'),
    learnerId: Id.describe('Who learns, and pays unless `payerId` says otherwise.'),
    payerId: Id.nullable().describe(
      'The parent who booked it and pays; null where the learner does.',
    ),
    providerId: Id.describe('Who teaches.'),
    everyWeeks: z
      .int()
      .nullable()
      .describe('So many weeks from one lesson to the next; null where the times were chosen.'),
    zone,
    skipped: z.array(Instant).describe('Lessons that were wanted and could not be booked.'),
    createdAt: Instant.describe('When it was booked.'),
    lessons: z.array(Booking).describe('Its lessons as they are now, in the order of time.'),
  })
  .meta({ id: 'Series', description: 'Lessons that were booked together.' });
export type Series = z.infer<typeof Series>;

export const SeriesById = z
  .strictObject({ seriesId: Id.describe('The series.') })
  .meta({ id: 'SeriesById', description: 'One of my series.' });
