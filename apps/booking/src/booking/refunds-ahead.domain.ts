import { refundOf, type Cancellation } from './booking.domain.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a cancellation gives back up to and including a moment. */
export interface RefundStep {
  readonly until: Date;
  readonly refundPct: number;
  readonly refund: bigint;
}

/**
 * What a cancellation gives back from its moment on until the end of the lesson; moments on end
 * that give the same are one step.
 *
 * @param endsAt later than `c.now`
 */
export function refundsAhead(c: Cancellation, endsAt: Date): RefundStep[] {
  const { policy, startsAt, bookedAt, now } = c;
  const start = startsAt.getTime();
  // The lesson has begun at its start; all other ends still belong to what they end.
  const ends = [
    bookedAt.getTime() + policy.graceMinutes * MINUTE_MS,
    ...policy.tiers.map(({ hoursBefore }) => start - hoursBefore * HOUR_MS),
    ...[start - 1, endsAt.getTime() - 1],
  ];
  const ahead = [...new Set(ends)]
    .filter((end) => end >= now.getTime() && end < endsAt.getTime())
    .sort((a, b) => a - b);
  const steps: RefundStep[] = [];
  for (const end of ahead) {
    const until = new Date(end);
    const step = { until, ...refundOf({ ...c, now: until }) };
    if (steps.at(-1)?.refundPct === step.refundPct) steps.pop();
    steps.push(step);
  }
  return steps;
}
