import type { BookingDetails } from '@edu/client';

const MINUTE_MS = 60_000;
/** As the API says of `/sessions/token`. */
const OPENS_BEFORE_MS = 15 * MINUTE_MS;
const CLOSES_AFTER_MS = 10 * MINUTE_MS;

type Lesson = Pick<BookingDetails, 'state' | 'mode' | 'startsAt' | 'endsAt'>;

/**
 * Whether the classroom of a lesson may be entered, so that its link is worth showing; what decides is
 * the classroom itself.
 *
 * @param now by the server's clock, ms
 */
export function classroomIs(lesson: Lesson, now: number): 'early' | 'open' | 'none' {
  if (lesson.mode !== 'online' || lesson.state !== 'confirmed') return 'none';
  if (now >= Date.parse(lesson.endsAt) + CLOSES_AFTER_MS) return 'none';
  return now >= Date.parse(lesson.startsAt) - OPENS_BEFORE_MS ? 'open' : 'early';
}
