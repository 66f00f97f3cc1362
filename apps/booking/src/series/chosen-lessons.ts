import { bookingErrors, type BookingState } from '@edu/contracts-booking';
import { statement } from '@edu/persistence';
import { nextState } from '../booking/booking.domain.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import type { SeriesWithLessons } from './series.queries.ts';

/** Which lessons of a series something is done to. */
export interface Which {
  readonly scope: 'all' | 'following' | 'one';
  readonly bookingId?: string | undefined;
}

/** In the order of time, as lessons are written and as their holds end. */
export const LOCK_LESSONS = statement(
  { seriesId: 'uuid' },
  'SELECT FROM booking WHERE series_id = :seriesId ORDER BY starts_at FOR UPDATE',
);

/** Lessons that can still be called off, in the order of time. */
export const lessonsLeft = ({ bookings }: SeriesWithLessons, now: Date): BookingRow[] =>
  bookings.filter(
    ({ state, endsAt }) => nextState(state as BookingState, 'cancel') && endsAt > now,
  );

/**
 * Those of them that are meant.
 *
 * @throws booking.not_found, booking.series_over
 */
export function chosenLessons(
  series: SeriesWithLessons,
  { scope, bookingId }: Which,
  now: Date,
): BookingRow[] {
  const from = series.bookings.find(({ id }) => id === bookingId);
  if (scope !== 'all' && !from) throw bookingErrors.notFound();
  const chosen = lessonsLeft(series, now).filter((row) => {
    if (scope === 'all') return true;
    return scope === 'one' ? row === from : row.startsAt >= from!.startsAt;
  });
  if (chosen.length === 0) throw bookingErrors.seriesOver();
  return chosen;
}
