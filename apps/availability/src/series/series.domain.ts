import type { Schedule, SeriesObstacle } from '@edu/contracts-availability';
import { freeStarts } from '../slot/slot.domain.ts';
import { DAY, MINUTE, type Interval } from '../slot/zone.domain.ts';
import type { WantedStart } from './repeated-starts.domain.ts';

export interface SeriesSearch {
  readonly durationMinutes: number;
  readonly now: number;
  /** Taken time of the provider with its buffers, in any order. */
  readonly busy: readonly Interval[];
  /** Taken time of whoever learns, who needs none. */
  readonly learnerBusy: readonly Interval[];
}

export interface JudgedLesson {
  readonly at: number;
  readonly obstacle: SeriesObstacle | null;
  /** The nearest start at which both are free of that local day; null where none is needed. */
  readonly nearest: number | null;
}

/** Which lessons of a series can be booked, by what decides about a single one. */
export function judgeSeries(
  schedule: Schedule,
  wanted: readonly WantedStart[],
  search: SeriesSearch,
): JudgedLesson[] {
  const before = schedule.bufferBeforeMinutes * MINUTE;
  const after = (search.durationMinutes + schedule.bufferAfterMinutes) * MINUTE;
  const taken: Interval[] = [];
  return wanted.map(({ at, exists }) => {
    const obstacle = obstacleOf(schedule, at, exists, search, taken);
    if (obstacle === null) {
      taken.push({ start: at - before, end: at + after });
      return { at, obstacle, nearest: null };
    }
    const busy = [...search.busy, ...taken];
    return { at, obstacle, nearest: nearestOf(schedule, at, { ...search, busy }) };
  });
}

function obstacleOf(
  schedule: Schedule,
  at: number,
  exists: boolean,
  search: SeriesSearch,
  taken: readonly Interval[],
): JudgedLesson['obstacle'] {
  const { durationMinutes, now } = search;
  if (at < now + schedule.noticeMinutes * MINUTE) return 'past';
  if (at >= now + schedule.horizonDays * DAY) return 'too_far';
  if (!exists) return 'not_offered';
  const window = { start: at, end: at + 1 };
  const isFree = (busy: readonly Interval[]) =>
    freeStarts(schedule, { window, durationMinutes, now, busy }).length > 0;
  if (!isFree([])) return 'not_offered';
  const reach = { start: at - DAY, end: at + DAY };
  const near = search.busy.filter(({ start, end }) => start < reach.end && reach.start < end);
  if (!isFree(near)) return 'busy';
  const last = taken.at(-1);
  const begin = at - schedule.bufferBeforeMinutes * MINUTE;
  if (last && begin < last.end) return 'overlaps';
  return isElsewhere(at, search) ? 'learner_busy' : null;
}

/** Whether whoever learns has another lesson during one that starts then. */
function isElsewhere(at: number, { durationMinutes, learnerBusy }: SeriesSearch): boolean {
  const until = at + durationMinutes * MINUTE;
  return learnerBusy.some(({ start, end }) => start < until && at < end);
}

/** On the local day of a start; of two that are as near, the earlier one. */
function nearestOf(schedule: Schedule, at: number, search: SeriesSearch): number | null {
  const day = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(schedule.timeZone)
    .startOfDay();
  const window = {
    start: day.epochMilliseconds,
    end: day.add({ days: 1 }).startOfDay().epochMilliseconds,
  };
  const free = freeStarts(schedule, { ...search, window }).filter(
    (start) => !isElsewhere(start, search),
  );
  return free.reduce<number | null>(
    (best, start) => (best === null || Math.abs(start - at) < Math.abs(best - at) ? start : best),
    null,
  );
}
