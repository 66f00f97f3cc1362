/** A time between two instants, the second not included. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A psp may count a payment as of a moment before or after us: what it lists about the edges is matched, and judged with its own day. */
const EDGE_MS = HOUR_MS;
const LONGEST_MS = 31 * DAY_MS;

/** What is compared in one go: an hour, however many payments that is. */
export function* slicesOf({ from, to }: Period): Generator<Period> {
  for (let at = from.getTime(); at < to.getTime(); at += HOUR_MS) {
    yield { from: new Date(at), to: new Date(Math.min(at + HOUR_MS, to.getTime())) };
  }
}

export function sliceCount({ from, to }: Period): number {
  return Math.ceil((to.getTime() - from.getTime()) / HOUR_MS);
}

/** Whether it is over, and short enough to be compared. */
export function isComparable({ from, to }: Period, now: Date): boolean {
  return from < to && to <= now && to.getTime() - from.getTime() <= LONGEST_MS;
}

export const withEdges = ({ from, to }: Period): Period => ({
  from: new Date(from.getTime() - EDGE_MS),
  to: new Date(to.getTime() + EDGE_MS),
});

/** The day before, from midnight to midnight in UTC. */
export function dayBefore(now: Date): Period {
  const to = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  return { from: new Date(to.getTime() - DAY_MS), to };
}

/** From its end until now, with its edge: what was listed since is booked before a balance is compared. */
export const sinceEndOf = ({ to }: Period, now: Date): Period => ({
  from: new Date(to.getTime() - EDGE_MS),
  to: now,
});

/** The smallest id of version 7 that can have been made at an instant, or after it. */
export function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}
