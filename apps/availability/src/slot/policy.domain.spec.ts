import { CancellationPolicy } from '@edu/contracts-availability';
import { describe, expect, it } from 'vitest';
import { policyNamed } from './policy.domain.ts';

/** What goes back to the learner who cancels this many hours before. */
function refundAt(hours: number, policy: CancellationPolicy): number {
  return policy.tiers.find(({ hoursBefore }) => hours >= hoursBefore)!.refundPct;
}

describe('policyNamed', () => {
  it.each([
    ['flexible', { 48: 100, 12: 100, 11.9: 50, 0: 50 }],
    ['moderate', { 48: 100, 24: 100, 23.9: 50, 4: 50, 3.9: 0, 0: 0 }],
    ['strict', { 48: 100, 47.9: 50, 24: 50, 23.9: 0, 0: 0 }],
  ] as const)('%s gives back what its name promises', (name, refunds) => {
    const policy = policyNamed(name);
    expect(CancellationPolicy.parse(policy)).toEqual(policy);
    expect(policy).toMatchObject({ name, graceMinutes: 15 });
    for (const [hours, refundPct] of Object.entries(refunds)) {
      expect(refundAt(Number(hours), policy)).toBe(refundPct);
    }
  });

  it.each(['flexible', 'moderate', 'strict'] as const)('%s shares out every franc', (name) => {
    const { tiers } = policyNamed(name);
    expect(tiers.map((tier) => tier.refundPct + tier.providerSharePct)).toEqual(
      tiers.map(() => 100),
    );
    expect(tiers.at(-1)?.hoursBefore).toBe(0);
  });
});
