import { entityId } from './entity-id.ts';

/** People who book; each has room for three unpaid slots. */
export const LEARNERS = 20_000;
/** Lessons that lie ahead, and lessons given, of each provider. */
export const BOOKINGS_AHEAD = 2;
export const BOOKINGS_PAST = 2;

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const HOUR = 3_600_000;
/** First hour (UTC) of seeded lessons; the benchmark itself books from `FREE_FROM_HOUR` on. */
const TAKEN_FROM_HOUR = 12;
const TAKEN_HOURS = 4;
export const FREE_FROM_HOUR = 16;
export const FREE_HOURS = 3;
/** Lessons are spread over so many days, Sundays left out. */
const DAYS = 72;
/** Days between the first lessons of one learner and the next: no divisor of `DAYS` in it. */
const STRIDE = 29;

export interface SeedBooking {
  readonly id: string;
  readonly learnerId: string;
  readonly providerId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly ahead: boolean;
}

/**
 * The bookings of a provider. Numbered through all providers, a learner's differ in their round and a
 * provider's in their remainder, and both count in the slot: nobody is booked twice at one time.
 *
 * @param anchor midnight (UTC) of the present week's Monday, epoch milliseconds: lessons ahead begin in the
 *   week after, as one that lies in the past would be work for its service while the benchmark runs
 */
export function bookingsOf(provider: number, anchor: number): SeedBooking[] {
  const of = (number: number, ahead: boolean, each: number): SeedBooking => {
    const index = provider * each + number;
    const learner = index % LEARNERS;
    const slot = Math.floor(index / LEARNERS) * each + number;
    const nth = (Math.floor(slot / TAKEN_HOURS) + learner * STRIDE) % DAYS;
    const day = ahead ? workday(1 + nth, anchor + WEEK, 1) : workday(1 + nth, anchor, -1);
    const startsAt = day + (TAKEN_FROM_HOUR + (slot % TAKEN_HOURS)) * HOUR;
    return {
      id: entityId('booking', 2 * index + (ahead ? 1 : 0)),
      learnerId: entityId('learner', learner),
      providerId: entityId('provider', provider),
      startsAt,
      endsAt: startsAt + HOUR,
      ahead,
    };
  };
  return [
    ...Array.from({ length: BOOKINGS_PAST }, (_, number) => of(number, false, BOOKINGS_PAST)),
    ...Array.from({ length: BOOKINGS_AHEAD }, (_, number) => of(number, true, BOOKINGS_AHEAD)),
  ];
}

/** Midnight of the nth day before or after the anchor that is no Sunday. */
export function workday(count: number, anchor: number, direction: 1 | -1): number {
  const weekday = new Date(anchor).getUTCDay();
  // Seven days in a row hold six that count: jump over whole weeks, then step.
  const weeks = Math.floor((count - 1) / 6);
  let left = count - weeks * 6;
  let day = direction * weeks * 7;
  while (left > 0) {
    day += direction;
    if ((((weekday + day) % 7) + 7) % 7 !== 0) left--;
  }
  return anchor + day * DAY;
}

/** Monday of the present week (UTC): seeds of one week are one and the same. */
export function anchorOf(now: Date): number {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  return today - ((now.getUTCDay() + 6) % 7) * DAY;
}
