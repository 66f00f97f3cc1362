import {
  BOOKING_STATES,
  LIVE_STATES,
  UNANSWERED_STATES,
  type BookingPart,
  type BookingState,
} from '@edu/contracts-booking';
import { CALLED_OFF, HELD } from './parts.ts';

/** Lessons in one state, by when they end: in their order they are a range of an index. */
export interface Span {
  readonly state: BookingState;
  readonly ends_after: Date | null;
  readonly ends_until: Date | null;
}

interface Wanted {
  readonly part?: BookingPart | undefined;
  readonly when?: 'upcoming' | 'past' | undefined;
  /** One that this build does not know has nothing. */
  readonly state?: string | undefined;
}

/** Whether a lesson is to come; only one that is live may be. */
type Time = 'ahead' | 'over';

const LIVE: readonly BookingState[] = LIVE_STATES;

const PARTS: Record<BookingPart, { readonly states: readonly string[]; readonly time?: Time }> = {
  upcoming: { states: LIVE, time: 'ahead' },
  to_pay: { states: ['pending'], time: 'ahead' },
  asked: { states: UNANSWERED_STATES, time: 'ahead' },
  past: { states: HELD, time: 'over' },
  canceled: { states: CALLED_OFF },
};
const WHEN = { upcoming: 'ahead', past: 'over' } as const;

/** What is in a list; `countParts` counts the same. */
export function spansOf({ part, when, state: only }: Wanted, now: Date): Span[] {
  const wanted = part ? PARTS[part] : { states: BOOKING_STATES };
  const times = new Set([wanted.time, when && WHEN[when]].filter((time) => time !== undefined));
  if (times.size > 1) return [];
  const [time] = times;
  return BOOKING_STATES.filter(
    (state) => wanted.states.includes(state) && (only === undefined || state === only),
  ).flatMap((state): Span[] => {
    const isLive = LIVE.includes(state);
    if (!isLive) {
      return time === 'ahead' ? [] : [{ state, ends_after: null, ends_until: null }];
    }
    return [
      {
        state,
        ends_after: time === 'ahead' ? now : null,
        ends_until: time === 'over' ? now : null,
      },
    ];
  });
}
