import {
  BOOKING_STATES,
  LIVE_STATES,
  UNANSWERED_STATES,
  type BookingPart,
  type BookingState,
} from '@edu/contracts-booking';

/** What did not take place. */
export const CALLED_OFF = ['declined', 'expired', 'canceled', 'refunded'] as const;
export const HELD = BOOKING_STATES.filter(
  (state) => !(CALLED_OFF as readonly string[]).includes(state),
);

/** Parts that are read from the soonest on. */
export const isAhead = (part: BookingPart | undefined): boolean =>
  part === 'upcoming' || part === 'to_pay' || part === 'asked';

export interface CountedState {
  readonly state: BookingState;
  readonly count: number;
  /** Those whose time is over although their state says that they are to come. */
  readonly over: number;
}

/** How many are in each part. @param states all of them, by their states */
export function countParts(states: readonly CountedState[]): Record<BookingPart, number> {
  const sum = (among: readonly string[], of: 'count' | 'over') =>
    states.reduce((all, each) => all + (among.includes(each.state) ? each[of] : 0), 0);
  const ahead = (among: readonly string[]) => sum(among, 'count') - sum(among, 'over');
  const upcoming = ahead(LIVE_STATES);
  return {
    upcoming,
    to_pay: ahead(['pending']),
    asked: ahead(UNANSWERED_STATES),
    past: sum(HELD, 'count') - upcoming,
    canceled: sum(CALLED_OFF, 'count'),
  };
}
