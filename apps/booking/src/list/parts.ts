import {
  BOOKING_STATES,
  LIVE_STATES,
  UNANSWERED_STATES,
  type BookingPart,
} from '@edu/contracts-booking';

/** What did not take place. */
const CALLED_OFF = ['declined', 'expired', 'canceled', 'refunded'] as const;
const HELD = BOOKING_STATES.filter((state) => !(CALLED_OFF as readonly string[]).includes(state));

/** The bookings of a part, as a condition. */
export function inPart(part: BookingPart, now: Date) {
  const upcoming = (states: readonly string[]) => ({
    ...{ state: { in: [...states] }, endsAt: { gt: now } },
  });
  switch (part) {
    case 'upcoming':
      return upcoming(LIVE_STATES);
    case 'to_pay':
      return upcoming(['pending']);
    case 'asked':
      return upcoming(UNANSWERED_STATES);
    case 'past':
      return { state: { in: HELD }, NOT: upcoming(LIVE_STATES) };
    case 'canceled':
      return { state: { in: [...CALLED_OFF] } };
  }
}

/** Parts that are read from the soonest on. */
export const isAhead = (part: BookingPart | undefined): boolean =>
  part === 'upcoming' || part === 'to_pay' || part === 'asked';

interface Counted {
  readonly state: string;
  readonly count: number;
}

/**
 * How many are in each part.
 *
 * @param states all of them, by their states
 * @param over those whose time is over although their state says that they are to come
 */
export function countParts(
  states: readonly Counted[],
  over: readonly Counted[],
): Record<BookingPart, number> {
  const sum = (of: readonly Counted[], among: readonly string[]) =>
    of.reduce((all, { state, count }) => all + (among.includes(state) ? count : 0), 0);
  const ahead = (among: readonly string[]) => sum(states, among) - sum(over, among);
  const upcoming = ahead(LIVE_STATES);
  return {
    upcoming,
    to_pay: ahead(['pending']),
    asked: ahead(UNANSWERED_STATES),
    past: sum(states, HELD) - upcoming,
    canceled: sum(states, CALLED_OFF),
  };
}
