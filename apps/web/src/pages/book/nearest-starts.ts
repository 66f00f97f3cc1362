import type { Slots } from '@edu/client';

const MINUTE_MS = 60_000;

/**
 * The starts nearest to the one that was wanted, the earliest first.
 *
 * @param wanted ISO 8601
 * @returns ISO 8601
 */
export function nearestStarts(
  slots: Pick<Slots, 'days' | 'stepMinutes' | 'durationMinutes'>,
  wanted: string,
  count: number,
): string[] {
  const target = Date.parse(wanted);
  const distance = (start: number) => Math.abs(start - target);
  return startsOf(slots)
    .filter((start) => start !== target)
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((start) => new Date(start).toISOString());
}

function startsOf({
  days,
  stepMinutes,
  durationMinutes,
}: Pick<Slots, 'days' | 'stepMinutes' | 'durationMinutes'>): number[] {
  const starts: number[] = [];
  for (const { startsAt, endsAt } of days.flatMap(({ ranges }) => ranges)) {
    const last = Date.parse(endsAt) - durationMinutes * MINUTE_MS;
    for (let at = Date.parse(startsAt); at <= last; at += stepMinutes * MINUTE_MS) starts.push(at);
  }
  return starts;
}

const DAY_MS = 86_400_000;

/**
 * The days around the one that was wanted, as the slots are asked for.
 *
 * @param wanted ISO 8601
 * @param now ms since 1970: no day before it
 * @returns dates in UTC, a day wider on each side than any zone needs
 */
export function daysAround(wanted: string, now: number): { from: string; to: string } {
  const target = Math.max(Date.parse(wanted), now);
  const first = Math.max(target - 4 * DAY_MS, now - DAY_MS);
  return { from: dateOf(first), to: dateOf(first + 21 * DAY_MS) };
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
