import type { Slots } from '@edu/client';
import { addDays, daysBetween, localDate } from './local-date.ts';

/** Days that are shown beside each other. */
const WEEK = 7;
/** Days that are asked for at once, so that a week without free time can name the next that has some. */
export const WINDOW_DAYS = 28;
/** How far ahead anybody can be booked. */
const MAX_DAYS_AHEAD = 365;

/** Instants at which a lesson may begin, by day in the zone of the slots. */
export type StartsByDay = ReadonlyMap<string, readonly string[]>;

/**
 * The starts that are in the ranges: one every `stepMinutes` of elapsed time, whatever the clocks do
 * meanwhile, as long as the lesson ends within its range.
 */
export function startsByDay({
  days,
  zone,
  durationMinutes,
  stepMinutes,
}: Pick<Slots, 'days' | 'zone' | 'durationMinutes' | 'stepMinutes'>): StartsByDay {
  const byDay = new Map<string, string[]>();
  for (const { startsAt, endsAt } of days.flatMap(({ ranges }) => ranges)) {
    const last = Date.parse(endsAt) - durationMinutes * 60_000;
    for (let at = Date.parse(startsAt); at <= last; at += stepMinutes * 60_000) {
      const start = new Date(at);
      const date = localDate(start, zone);
      const starts = byDay.get(date) ?? [];
      if (starts.length === 0) byDay.set(date, starts);
      starts.push(start.toISOString());
    }
  }
  return byDay;
}

/** The first of the seven days that `day` is shown among: weeks are counted from today. */
export function weekOf(day: string, today: string): string {
  const weeks = Math.floor(daysBetween(today, day) / WEEK);
  return addDays(today, Math.max(0, weeks) * WEEK);
}

export const daysOfWeek = (first: string): string[] =>
  Array.from({ length: WEEK }, (_, index) => addDays(first, index));

/** The day asked for, if it can be booked at all. */
export function bookableDay(asked: string | undefined, today: string): string | undefined {
  if (!asked || !/^\d{4}-\d\d-\d\d$/.test(asked) || Number.isNaN(Date.parse(asked)))
    return undefined;
  const ahead = daysBetween(today, asked);
  // 31 February is read as a day in March.
  return addDays(asked, 0) === asked && ahead >= 0 && ahead <= MAX_DAYS_AHEAD ? asked : undefined;
}

export const isLastWeek = (first: string, today: string): boolean =>
  daysBetween(today, first) + WEEK > MAX_DAYS_AHEAD;

/** What a lesson of that length costs, minor units; the quote of the slot decides. */
export const priceOf = (hourlyRate: number, minutes: number): number =>
  Math.floor((hourlyRate * minutes + 30) / 60);
