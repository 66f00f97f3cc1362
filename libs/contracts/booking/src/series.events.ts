import { defineEvent, Id, type EventData } from '@edu/contract-kit';
import { z } from 'zod';
import { BookingCreated } from './booking.events.ts';

const HeldLesson = BookingCreated.pick({
  bookingId: true,
  version: true,
  startsAt: true,
  endsAt: true,
  busyFrom: true,
  busyUntil: true,
  holdExpiresAt: true,
}).meta({ id: 'HeldLesson', description: 'A lesson of a series, which waits for its payment.' });

const SeriesCreated = z
  .object({
    seriesId: Id.describe('The series.'),
    ...BookingCreated.pick({
      learnerId: true,
      payerId: true,
      providerId: true,
      mode: true,
      price: true,
      zone: true,
      subject: true,
    }).shape,
    lessons: z.array(HeldLesson).min(1).describe('Its lessons, in the order of time.'),
  })
  .meta({
    id: 'SeriesCreated',
    description: 'The slots of a series are held, and each waits for its payment.',
  });

export const seriesEvents = {
  seriesCreated: defineEvent('evt.booking.series_created.v1', {
    summary: 'Slots are held together, and each waits for its payment',
    aggregate: 'seriesId',
    members: { list: 'lessons', id: 'bookingId' },
    data: SeriesCreated,
  }),
};

/** What `created` would say of each of its lessons. */
export const heldLessonsOf = ({
  seriesId: _,
  lessons,
  ...about
}: EventData<typeof seriesEvents.seriesCreated>) =>
  lessons.map((lesson) => ({ ...about, ...lesson }));
