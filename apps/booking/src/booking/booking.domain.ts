import { split } from '@edu/contract-kit';
import type { CancellationPolicy } from '@edu/contracts-availability';
import { bookingErrors, type BookingState } from '@edu/contracts-booking';

/** Slots that one learner may hold unpaid at one time. */
export const MAX_HOLDS = 3;
/** Slots of one provider that one learner may hold unpaid, those that ended a moment ago included. */
export const MAX_HOLDS_OF_PROVIDER = 2;
/** How long a hold that ended without a payment still counts as one of its provider. */
export const COOL_DOWN_MINUTES = 30;

/** What may happen to a booking, and where it leads from each state. All else is an error. */
export const TRANSITIONS = {
  pay: { pending: 'confirmed', expired: 'confirmed' },
  reschedule: { confirmed: 'confirmed' },
  /** Its provider was absent, and it is at another time. */
  replace: { no_show: 'confirmed' },
  /** Its time changes while it waits for its payment: a lesson of a series that is moved. */
  shift: { pending: 'pending' },
  /** A move that was held is paid: its lesson is at its time. */
  settle: { pending: 'completed' },
  /** The payer is being asked on the phone: the slot is held as long as that lasts. */
  extend: { pending: 'pending' },
  propose: { requested: 'proposed' },
  accept: { requested: 'pending', proposed: 'pending' },
  decline: { requested: 'declined', proposed: 'declined' },
  expire: { requested: 'expired', proposed: 'expired', pending: 'expired' },
  cancel: {
    requested: 'canceled',
    proposed: 'canceled',
    pending: 'canceled',
    confirmed: 'canceled',
  },
  complete: { confirmed: 'completed' },
  miss: { confirmed: 'no_show' },
  refund: { canceled: 'refunded', completed: 'refunded', no_show: 'refunded' },
} as const satisfies Record<string, Partial<Record<BookingState, BookingState>>>;

export type BookingCommand = keyof typeof TRANSITIONS;

/** The state after a command. @throws booking.illegal_transition */
export function transition(state: BookingState, command: BookingCommand): BookingState {
  const next = nextState(state, command);
  if (!next) throw bookingErrors.illegalTransition({ params: { state } });
  return next;
}

/** The state after a command, or undefined where the command is illegal. */
export function nextState(state: BookingState, command: BookingCommand): BookingState | undefined {
  return (TRANSITIONS[command] as Partial<Record<BookingState, BookingState>>)[state];
}

/** When an unpaid booking gives its slot back: a lesson that has begun cannot be paid any more. */
export function holdEnd(now: Date, holdMinutes: number, startsAt: Date): Date {
  return new Date(Math.min(now.getTime() + holdMinutes * 60_000, startsAt.getTime()));
}

/** The payer may answer at the last moment, the news takes a while, and a fresh try has to be begun. */
const AFTER_PROMPT_MS = 2 * 60_000;

/** Until when a slot is held whose payer is asked on the phone until `prompt`. */
export function promptHoldEnd(prompt: Date, startsAt: Date): Date {
  return new Date(Math.min(prompt.getTime() + AFTER_PROMPT_MS, startsAt.getTime()));
}

/** What `Retry-After` says of a time: whole seconds, at least one. */
export function secondsUntil(at: Date, now: Date): number {
  return Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1_000));
}

export interface Cancellation {
  /** Whose doing it is: the learner gets back what the policy says, and everything if it is not theirs. */
  readonly by: 'learner' | 'provider' | 'platform';
  readonly now: Date;
  readonly startsAt: Date;
  readonly bookedAt: Date;
  readonly paid: bigint;
  readonly policy: CancellationPolicy;
}

/**
 * What a cancellation gives back to the learner. One that is not the learner's gives back
 * everything; so does the grace period after booking, which ends when the lesson begins.
 *
 * @returns percent, and minor units rounded by largest remainder with what is kept
 */
export function refundOf(c: Cancellation): { refundPct: number; refund: bigint } {
  const refundPct = refundPercent(c);
  const [refund] = split(c.paid, [refundPct, 100 - refundPct]);
  return { refundPct, refund: refund! };
}

function refundPercent({ by, now, startsAt, bookedAt, policy }: Cancellation): number {
  if (by !== 'learner') return 100;
  const hoursLeft = (startsAt.getTime() - now.getTime()) / 3_600_000;
  if (hoursLeft <= 0) return 0;
  if (now.getTime() - bookedAt.getTime() <= policy.graceMinutes * 60_000) return 100;
  const reached = policy.tiers
    .filter((tier) => hoursLeft >= tier.hoursBefore)
    .sort((a, b) => b.hoursBefore - a.hoursBefore);
  return reached[0]?.refundPct ?? 0;
}
