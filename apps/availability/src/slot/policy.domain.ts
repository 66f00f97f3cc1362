import type { CancellationPolicy } from '@edu/contracts-availability';

type Name = CancellationPolicy['name'];

/** `[hours before the lesson, percent that goes back to the learner]`, the earliest first. */
const REFUNDS: Record<Name, readonly (readonly [hoursBefore: number, refundPct: number])[]> = {
  flexible: [
    [12, 100],
    [0, 50],
  ],
  moderate: [
    [24, 100],
    [4, 50],
    [0, 0],
  ],
  strict: [
    [48, 100],
    [24, 50],
    [0, 0],
  ],
};

/** A mistaken booking may be undone for this long. */
const GRACE_MINUTES = 15;

/** The platform's template of that name; what does not go back is the provider's. */
export function policyNamed(name: Name): CancellationPolicy {
  const tiers = REFUNDS[name].map(([hoursBefore, refundPct]) => ({
    hoursBefore,
    refundPct,
    providerSharePct: 100 - refundPct,
  }));
  return { name, tiers, graceMinutes: GRACE_MINUTES };
}
