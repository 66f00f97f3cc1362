import type { WantedSlot } from '../book/slot-link.ts';

export interface Rhythm {
  readonly everyWeeks: number;
  readonly times: number;
}

/**
 * What the API is asked for: a rhythm, which keeps the time of day whatever the clocks do.
 *
 * @param starts each of the times, once one of them has been replaced
 */
export function patternOf(slot: WantedSlot, rhythm: Rhythm, starts?: readonly string[]) {
  const { providerId, startsAt, minutes, mode } = slot;
  const lesson = { providerId, durationMinutes: minutes, mode };
  return starts
    ? { ...lesson, starts: [...starts] }
    : { ...lesson, starts: [startsAt], repeat: rhythm };
}

/** The same times with another in place of one; no time twice. */
export function withInstead(starts: readonly string[], wanted: string, by: string): string[] {
  return [...new Set(starts.map((start) => (start === wanted ? by : start)))];
}
