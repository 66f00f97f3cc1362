import type { LessonFacts } from '../template/lesson.ts';
import type { BookingFacts } from './booking-refs.ts';

/**
 * One side of a lesson, with what a template says to it. Beside the parent who booked it, a child reads
 * it as well if it can be reached.
 */
export function sideOf<More extends object>(
  booking: BookingFacts,
  as: LessonFacts['as'],
  more: More,
): { userId: string; facts: LessonFacts & More; ifKnown: boolean }[] {
  const { bookingId, learnerId, payerId, providerId, startsAt, endsAt, zone, groupTitle } = booking;
  const [userId, otherId] = as === 'learner' ? [learnerId, providerId] : [providerId, learnerId];
  const lesson: LessonFacts = {
    bookingId,
    as,
    otherId,
    startsAt,
    endsAt,
    // Events of the release before may lack it; UTC is named like any other.
    zone: zone ?? 'UTC',
    ...(groupTitle && { groupTitle }),
  };
  const facts = { ...lesson, ...more };
  if (as === 'provider' || !payerId) return [{ userId, facts, ifKnown: false }];
  return [
    { userId: payerId, facts, ifKnown: false },
    { userId, facts, ifKnown: true },
  ];
}
