import type { BookingDetails } from '@edu/client';

/** As the API says of `/sessions/{bookingId}/door`. */
const SHOWN_BEFORE_MS = 60 * 60_000;

type Lesson = Pick<BookingDetails, 'state' | 'mode' | 'startsAt' | 'endsAt'>;

/**
 * Whether there is something to do at the door of a lesson in person; what decides is the door itself.
 *
 * @param now by the server's clock, ms
 */
export function doorIs(lesson: Lesson, now: number | undefined): 'early' | 'open' | 'none' {
  if (lesson.mode !== 'in_person' || lesson.state !== 'confirmed' || now === undefined)
    return 'none';
  if (now >= Date.parse(lesson.endsAt)) return 'none';
  return now >= Date.parse(lesson.startsAt) - SHOWN_BEFORE_MS ? 'open' : 'early';
}
