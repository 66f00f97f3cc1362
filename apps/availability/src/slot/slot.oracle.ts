import type { Schedule } from '@edu/contracts-availability';
import type { SlotSearch } from './slot.domain.ts';

const MINUTE = 60_000;

interface WallMinute {
  readonly date: string;
  readonly weekday: number;
  /** `02:30` */
  readonly time: string;
}

/** What the clocks of a zone show at each minute from `start` on, by `Intl`. */
export class WallTable {
  readonly start: number;
  readonly minutes: readonly WallMinute[];

  constructor(zone: string, start: number, count: number) {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
    });
    this.start = start;
    this.minutes = Array.from({ length: count }, (_, index) => {
      const [date, time] = format.format(start + index * MINUTE).split(' ');
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
      return { date: date!, weekday, time: time! };
    });
  }
}

/**
 * The bookable starts, found by looking at every single minute: slow, and with nothing in common
 * with what it checks. The table must reach two days further than the window on both sides.
 */
export function startsByMinute(table: WallTable, schedule: Schedule, search: SlotSearch): number[] {
  const { window, now, busy } = search;
  const at = (index: number) => table.start + index * MINUTE;
  const indexOf = (instant: number) => (instant - table.start) / MINUTE;
  const range = rangeNames(table, schedule);
  const closed = runningCount(range.map((name) => name === undefined));
  const taken = runningCount(
    range.map((_, i) => busy.some(({ start, end }) => start < at(i + 1) && at(i) < end)),
  );
  const none = (counts: number[], from: number, until: number) => counts[from] === counts[until];

  const { stepMinutes, bufferBeforeMinutes, bufferAfterMinutes } = schedule;
  const duration = search.durationMinutes;
  const starts: number[] = [];
  let first = 0;
  for (let i = 0; i < range.length; i++) {
    if (i === 0 || range[i] !== range[i - 1]) first = i;
    if (i < indexOf(window.start) || i >= indexOf(window.end)) continue;
    const open = range[i] !== undefined && none(closed, i, i + duration);
    const aligned = (i - first) % stepMinutes === 0;
    const free = none(taken, i - bufferBeforeMinutes, i + duration + bufferAfterMinutes);
    const soon = at(i) < now + schedule.noticeMinutes * MINUTE;
    const far = at(i) >= now + schedule.horizonDays * 1_440 * MINUTE;
    if (open && aligned && free && !soon && !far) starts.push(at(i));
  }
  return starts;
}

/** Which range of which day the clock is in at each minute; undefined when it is in none. */
function rangeNames(table: WallTable, schedule: Schedule): (string | undefined)[] {
  const ofDay = new Map<string, Schedule['weekly'][number]['ranges']>();
  return table.minutes.map(({ date, weekday, time }) => {
    let ranges = ofDay.get(date);
    if (!ranges) {
      const exception = schedule.exceptions.find((one) => one.date === date);
      ranges = (exception ?? schedule.weekly.find((one) => one.day === weekday))?.ranges ?? [];
      ofDay.set(date, ranges);
    }
    const range = ranges.find(({ from, to }) => from <= time && time < to);
    return range && `${date} ${range.from}`;
  });
}

/** How many of the first n are true, for every n. */
function runningCount(flags: readonly boolean[]): number[] {
  const counts = [0];
  for (const flag of flags) counts.push(counts.at(-1)! + Number(flag));
  return counts;
}
