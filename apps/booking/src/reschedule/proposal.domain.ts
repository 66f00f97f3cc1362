import { bookingErrors } from '@edu/contracts-booking';
import { transition } from '../booking/booking.domain.ts';
import { stateOf } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';

const HOUR_MS = 3_600_000;
/** How long the learner's side has to answer. */
export const ANSWER_HOURS = 48;
/** So long before the lesson both know when it is; the table has it as a constraint. */
export const SETTLED_BEFORE_HOURS = 6;
/** Less is no time to answer. */
export const LEAST_HOURS = 2;

type Lesson = Pick<BookingRow, 'startsAt'>;

/**
 * Until when a proposal waits: not so long that nobody knows when the lesson is, and not longer than
 * until the last of its times.
 */
export function proposalEnd(now: Date, { startsAt }: Lesson, starts: readonly Date[]): Date {
  const last = Math.max(...starts.map((start) => start.getTime()));
  const settled = startsAt.getTime() - SETTLED_BEFORE_HOURS * HOUR_MS;
  return new Date(Math.min(now.getTime() + ANSWER_HOURS * HOUR_MS, settled, last));
}

/**
 * Whether these times may be proposed for a lesson now.
 *
 * @throws booking.illegal_transition, booking.seat_stays, booking.same_time, booking.proposal_late
 */
export function ensureProposable(row: BookingRow, starts: readonly Date[], now: Date): void {
  transition(stateOf(row), 'reschedule');
  // The others of the group are there too.
  if (row.groupId) throw bookingErrors.seatStays();
  if (starts.some((start) => start.getTime() === row.startsAt.getTime())) {
    throw bookingErrors.sameTime();
  }
  const left = proposalEnd(now, row, starts).getTime() - now.getTime();
  if (left < LEAST_HOURS * HOUR_MS) throw bookingErrors.proposalLate();
}

/** The times of a proposal: each once, the earliest first. */
export function distinctStarts(starts: readonly string[]): Date[] {
  const times = new Set(starts.map((start) => Date.parse(start)));
  return [...times].sort((a, b) => a - b).map((time) => new Date(time));
}
