import type { Quote } from '@edu/contracts-availability';
import { bookingErrors, type BookingState } from '@edu/contracts-booking';
import { transition, type BookingCommand } from '../booking/booking.domain.ts';

const HOUR_MS = 3_600_000;
/** A request that comes at the last moment still waits so long, unless the lesson begins before. */
const LEAST_MS = HOUR_MS;
/** How long what was accepted waits for its payment: nobody sits and watches for an answer. */
export const PAYMENT_MINUTES = 24 * 60;

export type AnsweringSide = 'learner' | 'provider';

/** Whose answer a booking waits for. */
const ANSWERED_BY: Partial<Record<BookingState, AnsweringSide>> = {
  requested: 'provider',
  proposed: 'learner',
};

interface Unanswered {
  readonly state: string;
  /** Until when it waits. */
  readonly holdExpiresAt: Date | null;
}

/** Until when a request or a proposal waits: the provider's hours, and no later than the notice. */
export function answerEnd(
  now: Date,
  { answerWithinHours, bookableUntil }: NonNullable<Quote['request']>,
  startsAt: Date,
): Date {
  const latest = Math.max(Date.parse(bookableUntil), now.getTime() + LEAST_MS);
  return new Date(
    Math.min(now.getTime() + answerWithinHours * HOUR_MS, latest, startsAt.getTime()),
  );
}

/** @throws booking.illegal_transition, booking.answer_is_theirs, booking.answered_too_late */
export function requireAnswerer(
  { state, holdExpiresAt }: Unanswered,
  command: BookingCommand,
  side: AnsweringSide,
  now: Date,
): void {
  transition(state as BookingState, command);
  if (ANSWERED_BY[state as BookingState] !== side) throw bookingErrors.answerIsTheirs();
  if (!holdExpiresAt || holdExpiresAt <= now) throw bookingErrors.answeredTooLate();
}
