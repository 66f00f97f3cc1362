import type { Schedule } from '@edu/contracts-availability';
import { freeStarts, type SlotSearch } from './slot.domain.ts';
import { DAY, MINUTE } from './zone.domain.ts';

/** On both sides of what is wanted. */
const AROUND = 7 * DAY;

export interface NearSearch extends Omit<SlotSearch, 'window'> {
  /** Whether somebody has just taken it, which `busy` may not say yet: what overlaps it is no answer. */
  readonly isTaken: boolean;
  readonly atMost: number;
}

/**
 * The free starts near one that cannot be had, the nearest first. Where it is too soon or too far, they are
 * near the first or the last time that can be booked.
 */
export function nearStarts(
  schedule: Schedule,
  wanted: number,
  { isTaken, atMost, ...search }: NearSearch,
): number[] {
  const soonest = search.now + schedule.noticeMinutes * MINUTE;
  const furthest = search.now + schedule.horizonDays * DAY;
  const middle = Math.min(Math.max(wanted, soonest), furthest);
  const window = { start: middle - AROUND, end: middle + AROUND + 1 };
  const { bufferBeforeMinutes: before, bufferAfterMinutes: after } = schedule;
  const apart = isTaken ? (before + search.durationMinutes + after) * MINUTE : 1;
  const distance = (at: number) => Math.abs(at - wanted);
  return freeStarts(schedule, { ...search, window })
    .filter((at) => distance(at) >= apart)
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, atMost);
}
