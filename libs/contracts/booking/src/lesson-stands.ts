import type { BookingSnapshot } from './booking.snapshot.ts';
import { HELD_STATES } from './live-states.ts';

const NEVER_PAID: readonly string[] = [...HELD_STATES, 'expired', 'declined'];
const CALLED_OFF: readonly string[] = ['canceled', 'refunded'];

/**
 * Whether the lesson of a booking was not called off, for those who follow paid bookings alone.
 *
 * @returns undefined for one that was never paid, and for a time that was held for another
 */
export function lessonStands({
  state,
  movesId,
}: Pick<BookingSnapshot, 'state' | 'movesId'>): boolean | undefined {
  if (movesId) return undefined;
  return NEVER_PAID.includes(state) ? undefined : !CALLED_OFF.includes(state);
}
