import { fieldRule, Id, Instant, Money, Slug, text } from '@edu/contract-kit';
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
      'The nearest start of that day, in the zone of the provider, at which both are free; null when there is none, or none is needed.',
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

export const SeriesTake = z.enum(['all', 'free']).meta({
  id: 'SeriesTake',
  description: '`all`: every lesson or none; `free`: those that can be booked.',
});

/** What a child asks its parents for, and anybody books. */
export const askSeries = {
  ...seriesPattern,
  take: SeriesTake.default('all'),
  subject: Slug.optional().describe('What they are about, one of the provider’s subjects.'),
};

export const CreateSeries = z
  .strictObject({
    ...askSeries,
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

export const scope = z.enum(['all', 'following', 'one']).meta({
  id: 'SeriesScope',
  description:
    '`all`: every lesson that is left; `following`: the one named and all later ones; `one`: that one. The first lesson of a series of which nothing is paid never goes alone.',
});
export const bookingId = Id.optional().describe(
  'The lesson; needed unless it is about all of them.',
);

export interface Scoped {
  readonly scope: 'all' | 'following' | 'one';
  readonly bookingId?: string | undefined;
}

export function checkScope({ scope: of, bookingId: id }: Scoped, context: z.RefinementCtx): void {
  if (of === 'all' || id) return;
  context.addIssue({ code: 'custom', path: ['bookingId'], ...fieldRule('missing') });
}

export const PreviewSeriesCancellation = z
  .strictObject({ ...SeriesById.shape, scope, bookingId })
  .superRefine(checkScope)
  .meta({ id: 'PreviewSeriesCancellation', description: 'Which lessons would be called off.' });

export const SeriesCancellation = z
  .object({
    refund: Money.describe('What would go back in all.'),
    lessons: z
      .array(
        z
          .object({
            bookingId: Id.describe('The booking.'),
            startsAt: Instant.describe('When the lesson begins.'),
            wasPaid: z.boolean().describe('Whether it is paid.'),
            refund: Money.describe('What would go back of it.'),
            refundPct: z.int().describe('The same in percent of the price.'),
          })
          .meta({ id: 'CanceledLesson', description: 'A lesson that would be called off.' }),
      )
      .describe('In the order of time; never empty.'),
  })
  .meta({ id: 'SeriesCancellation', description: 'What a cancellation now would give back.' });

export const CancelSeries = z
  .strictObject({
    ...SeriesById.shape,
    scope,
    bookingId,
    reason: text(500)
      .default('')
      .meta({ description: 'Why, for the other person; may be empty.', examples: ['I am ill.'] }),
  })
  .superRefine(checkScope)
  .meta({ id: 'CancelSeries', description: 'Lessons of a series to call off.' });
