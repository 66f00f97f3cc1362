import type { Schedule } from '@edu/contracts-availability';
import { DAY, isoDay, MINUTE, offsetsDuring, type Interval } from './zone.domain.ts';

export interface SlotSearch {
  /** Lessons that start in it; epoch milliseconds. */
  readonly window: Interval;
  readonly durationMinutes: number;
  readonly now: number;
  /** Taken time with its buffers, in any order. */
  readonly busy: readonly Interval[];
}

/** No range of one local day, and no lesson, lasts longer than this on either side of a start. */
const REACH = 2 * DAY;

/**
 * The starts of all lessons that can be booked, in order. What is shown and what is sold both ask
 * here, so they cannot differ.
 */
export function freeStarts(schedule: Schedule, search: SlotSearch): number[] {
  const { window, durationMinutes, now } = search;
  const duration = durationMinutes * MINUTE;
  const from = Math.max(window.start, now + schedule.noticeMinutes * MINUTE);
  const until = Math.min(window.end, now + schedule.horizonDays * DAY);
  if (from >= until || !schedule.durationsMinutes.includes(durationMinutes)) return [];

  const isTaken = takenBy(search.busy);
  const before = schedule.bufferBeforeMinutes * MINUTE;
  const after = schedule.bufferAfterMinutes * MINUTE;
  const step = schedule.stepMinutes * MINUTE;
  const starts: number[] = [];
  for (const { start, end, reach } of openRanges(schedule, { start: from, end: until })) {
    const skipped = Math.max(0, Math.ceil((from - start) / step));
    const last = Math.min(end - 1, until - 1, reach - duration);
    for (let at = start + skipped * step; at <= last; at += step) {
      if (!isTaken(at - before, at + duration + after)) starts.push(at);
    }
  }
  return starts;
}

/** One range of one local day, as it really passes on that day. */
interface OpenRange extends Interval {
  /** Until when time stays open, through the ranges that touch this one. */
  readonly reach: number;
}

interface LocalRange {
  /** Minutes of the wall clock since midnight. */
  readonly from: number;
  readonly to: number;
}

/**
 * Real time in which the wall clock shows a time of the schedule, in order and disjoint: what a
 * spring gap skips is missing, and an hour that is repeated is there twice. Ranges around `span`
 * come whole, so that their lessons start at the same times whatever the span.
 */
function openRanges(schedule: Schedule, span: Interval): OpenRange[] {
  const rangesOn = localRanges(schedule);
  const open: { day: number; range: LocalRange; start: number; end: number }[] = [];
  const around = { start: span.start - REACH, end: span.end + REACH };
  for (const { start, end, offset } of offsetsDuring(schedule.timeZone, around)) {
    for (let day = Math.floor((start + offset) / DAY); day * DAY < end + offset; day++) {
      for (const range of rangesOn(day)) {
        const part = {
          day,
          range,
          start: Math.max(start, day * DAY + range.from * MINUTE - offset),
          end: Math.min(end, day * DAY + range.to * MINUTE - offset),
        };
        if (part.start >= part.end) continue;
        const last = open.at(-1);
        // A range that goes on through a change of the clock is still one range.
        if (last && last.day === day && last.range === range && last.end === part.start) {
          last.end = part.end;
        } else {
          open.push(part);
        }
      }
    }
  }
  let next = { start: Infinity, reach: 0 };
  const ranges = open.toReversed().map(({ start, end }) => {
    const range = { start, end, reach: end === next.start ? next.reach : end };
    next = range;
    return range;
  });
  return ranges.reverse().filter((range) => range.end > span.start && range.start < span.end);
}

/** The ranges of a local day, given as days since 1970; an exception replaces the week's. */
function localRanges({ weekly, exceptions }: Schedule): (day: number) => readonly LocalRange[] {
  const week = new Map(weekly.map(({ day, ranges }) => [day, parse(ranges)]));
  const special = new Map(exceptions.map(({ date, ranges }) => [date, ranges]));
  const parsed = new Map<number, readonly LocalRange[]>();
  return (day) => {
    let ranges = parsed.get(day);
    if (!ranges) {
      const exception = special.get(isoDay(day * DAY));
      ranges = exception ? parse(exception) : (week.get(isoWeekday(day)) ?? []);
      parsed.set(day, ranges);
    }
    return ranges;
  };
}

/** Day 0 is 1 January 1970, a Thursday. */
function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function parse(ranges: Schedule['weekly'][number]['ranges']): LocalRange[] {
  return ranges
    .map(({ from, to }) => ({ from: minutes(from), to: minutes(to) }))
    .sort((a, b) => a.from - b.from);
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Says whether an interval meets taken time; must be asked in ascending order. */
function takenBy(busy: readonly Interval[]): (from: number, until: number) => boolean {
  const taken = joined(busy);
  let index = 0;
  return (from, until) => {
    while (index < taken.length && taken[index]!.end <= from) index++;
    return index < taken.length && taken[index]!.start < until;
  };
}

/** The same time as disjoint intervals in order. */
function joined(intervals: readonly Interval[]): Interval[] {
  const union: { start: number; end: number }[] = [];
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    const last = union.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else union.push({ start, end });
  }
  return union;
}
