import { MIN_RELIABILITY_LESSONS, RELIABILITY_DAYS } from '@edu/contracts-booking';

/** Lessons of a provider by what became of them. */
export interface LessonCounts {
  readonly kept: number;
  readonly lateCancellations: number;
  readonly absences: number;
}

/**
 * How many lessons were kept, in percent: 100 only where every one was. Null where there are so few that
 * one of them would weigh too much.
 */
export function keptPctOf({ kept, lateCancellations, absences }: LessonCounts): number | null {
  const all = kept + lateCancellations + absences;
  return all < MIN_RELIABILITY_LESSONS ? null : Math.floor((100 * kept) / all);
}

/** The beginning of the first day that counts, in UTC: the answer is the same all day. */
export const sinceOf = (now: Date): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - RELIABILITY_DAYS));
