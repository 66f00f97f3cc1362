import type { SlotDay } from '@edu/contracts-availability';
import {
  DAY,
  isoDay,
  localDateTime,
  MINUTE,
  offsetsDuring,
  type Interval,
  type Offset,
} from './zone.domain.ts';

/** Local days of a reader, both included, as in `2026-11-23`. */
export interface Days {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

export interface Lesson {
  readonly durationMinutes: number;
  readonly stepMinutes: number;
}

/** How many days are asked for. */
export function countDays({ from, to }: Days): number {
  return (Date.parse(to) - Date.parse(from)) / DAY + 1;
}

/** Real time that contains these days in any zone, and some around them. */
export function windowAround({ from, to }: Days): Interval {
  return { start: Date.parse(from) - DAY, end: Date.parse(to) + 2 * DAY };
}

/**
 * Starts as ranges by the day on which they begin for the reader. A range holds the starts from
 * `startsAt` every step, as long as the lesson ends by `endsAt`, and no others.
 */
export function groupByDay(starts: readonly number[], days: Days, lesson: Lesson): SlotDay[] {
  const duration = lesson.durationMinutes * MINUTE;
  const step = lesson.stepMinutes * MINUTE;
  const { start, end } = windowAround(days);
  const offsets = offsetsDuring(days.zone, { start, end: end + DAY });
  const [firstDay, lastDay] = [Date.parse(days.from) / DAY, Date.parse(days.to) / DAY];
  const grouped: { day: number; runs: { first: number; last: number }[] }[] = [];
  for (const at of starts) {
    const day = Math.floor((at + offsetAt(offsets, at)) / DAY);
    if (day < firstDay || day > lastDay) continue;
    let group = grouped.at(-1);
    if (group?.day !== day) grouped.push((group = { day, runs: [] }));
    const run = group.runs.at(-1);
    if (run && at - run.last === step) run.last = at;
    else group.runs.push({ first: at, last: at });
  }
  return grouped.map(({ day, runs }) => ({
    date: isoDay(day * DAY),
    ranges: runs.map(({ first, last }) => toRange({ start: first, end: last + duration }, offsets)),
  }));
}

function toRange({ start, end }: Interval, offsets: readonly Offset[]): SlotDay['ranges'][number] {
  return {
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(end).toISOString(),
    localStart: localDateTime(start, offsetAt(offsets, start)),
    localEnd: localDateTime(end, offsetAt(offsets, end)),
  };
}

function offsetAt(offsets: readonly Offset[], instant: number): number {
  return offsets.find(({ end }) => instant < end)!.offset;
}
