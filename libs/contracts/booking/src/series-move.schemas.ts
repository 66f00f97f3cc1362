import { fieldRule, Id, Instant, openEnum } from '@edu/contract-kit';
import { MAX_SERIES_LESSONS, SERIES_OBSTACLES } from '@edu/contracts-availability';
import { z } from 'zod';
import { bookingId, checkScope, scope, SeriesById, type Scoped } from './series.schemas.ts';

const MOVE_OBSTACLES = [...SERIES_OBSTACLES, 'late', 'moved_often', 'same_time'] as const;
export type MoveObstacle = (typeof MOVE_OBSTACLES)[number];

const moved = {
  ...SeriesById.shape,
  scope,
  bookingId,
  startsAt: Instant.describe(
    'When the first of them is to begin: a start that the free slots of the provider offer. The others go as many days further and begin at the same time of day, as clocks of the provider show it.',
  ),
  instead: z
    .array(
      z
        .strictObject({
          bookingId: Id.describe('The lesson.'),
          startsAt: Instant.describe('When it is to begin.'),
        })
        .meta({ id: 'InsteadOf', description: 'Another time for one of the lessons.' }),
    )
    .max(MAX_SERIES_LESSONS)
    .default([])
    .describe('Lessons that are to be at another time than the others.'),
};

interface Moved extends Scoped {
  readonly instead: readonly { readonly bookingId: string }[];
}

function checkMove(input: Moved, context: z.RefinementCtx): void {
  checkScope(input, context);
  const seen = new Set<string>();
  input.instead.forEach(({ bookingId: id }, index) => {
    if (seen.has(id)) {
      const path = ['instead', index, 'bookingId'];
      context.addIssue({ code: 'custom', path, ...fieldRule('given_twice') });
    }
    seen.add(id);
  });
}

export const PreviewSeriesMove = z
  .strictObject(moved)
  .superRefine(checkMove)
  .meta({ id: 'PreviewSeriesMove', description: 'Which lessons would be moved, and where to.' });

export const MoveSeries = z
  .strictObject({
    ...moved,
    take: z
      .enum(['all', 'free'])
      .meta({
        id: 'MoveTake',
        description: '`all`: every one of these lessons or none; `free`: those that can be moved.',
      })
      .default('all'),
  })
  .superRefine(checkMove)
  .meta({ id: 'MoveSeries', description: 'Lessons of a series that are to be at other times.' });

export const SeriesMovePreview = z
  .object({
    zone: z.string().meta({
      description: 'Time zone of the provider, in which the times repeat (IANA).',
      examples: ['Africa/Abidjan'],
    }),
    free: z.int().describe('How many of them can be moved.'),
    lessons: z
      .array(
        z
          .object({
            bookingId: Id.describe('The booking.'),
            from: Instant.describe('When the lesson begins now.'),
            startsAt: Instant.describe('When it would begin.'),
            endsAt: Instant.describe('When it would end.'),
            obstacle: openEnum(MOVE_OBSTACLES, {
              id: 'MoveObstacle',
              description:
                'As of a series that is booked; and `late`: calling it off would not give back everything; `moved_often`: it was moved as often as a lesson may be; `same_time`: it is there already.',
            })
              .nullable()
              .describe('Why it cannot be moved; null if it can.'),
            nearest: Instant.nullable().describe(
              'The nearest start of that day, in the zone of the provider, at which both are free; null when there is none, or none is needed.',
            ),
          })
          .meta({ id: 'MovedLesson', description: 'A lesson that would be moved.' }),
      )
      .describe('In the order of their present times; never empty.'),
  })
  .meta({ id: 'SeriesMovePreview', description: 'What moving lessons of a series would do now.' });
export type SeriesMovePreview = z.infer<typeof SeriesMovePreview>;
