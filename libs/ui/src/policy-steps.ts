import type { CancellationPolicy } from '@edu/client';

const HOUR_MS = 3_600_000;

/** What a cancellation gives back until so many hours before a lesson, after the step before it. */
export interface PolicyStep {
  /** 0 for the start of the lesson. */
  readonly hoursBefore: number;
  /** Percent of the price. */
  readonly refundPct: number;
}

/**
 * The tiers of a policy as they follow each other until a lesson begins, as the booking service reads
 * them: of those that are reached the one with the most hours counts, and below all of them nothing
 * comes back. Those that give the same are one.
 */
export function policySteps({ tiers }: Pick<CancellationPolicy, 'tiers'>): PolicyStep[] {
  const ordered = [...tiers].sort((a, b) => b.hoursBefore - a.hoursBefore);
  const steps: PolicyStep[] = [];
  for (const { hoursBefore, refundPct } of [...ordered, { hoursBefore: 0, refundPct: 0 }]) {
    const last = steps[steps.length - 1];
    if (last?.hoursBefore === 0) continue;
    if (last?.refundPct === refundPct) steps.pop();
    steps.push({ hoursBefore, refundPct });
  }
  return steps;
}

/** When a step ends for one lesson, ms since 1970. @param startsAt of the lesson, ISO 8601 */
export const endOfStep = ({ hoursBefore }: PolicyStep, startsAt: string): number =>
  Date.parse(startsAt) - hoursBefore * HOUR_MS;
