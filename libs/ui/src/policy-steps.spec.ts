import { describe, expect, it } from 'vitest';
import { endOfStep, policySteps } from './policy-steps.ts';

const tier = (hoursBefore: number, refundPct: number) => ({
  ...{ hoursBefore, refundPct },
  providerSharePct: 100 - refundPct,
});
const MODERATE = { tiers: [tier(24, 100), tier(4, 50), tier(0, 0)] };

describe('the steps of a policy', () => {
  it('follow each other until the lesson begins', () => {
    const steps = policySteps(MODERATE);
    expect(steps).toEqual([
      { hoursBefore: 24, refundPct: 100 },
      { hoursBefore: 4, refundPct: 50 },
      { hoursBefore: 0, refundPct: 0 },
    ]);
    expect(steps.map((step) => new Date(endOfStep(step, '2026-11-24T10:00:00Z')))).toEqual(
      ['2026-11-23T10:00:00Z', '2026-11-24T06:00:00Z', '2026-11-24T10:00:00Z'].map(
        (text) => new Date(text),
      ),
    );
  });

  it('are in the order of time, however the tiers are', () => {
    const tiers = MODERATE.tiers.toReversed();
    expect(policySteps({ tiers })).toEqual(policySteps(MODERATE));
  });

  it('end with nothing where no tier reaches the lesson', () => {
    expect(policySteps({ tiers: [tier(24, 100)] }).at(-1)).toEqual({
      ...{ hoursBefore: 0, refundPct: 0 },
    });
    expect(policySteps({ tiers: [] })).toEqual([{ hoursBefore: 0, refundPct: 0 }]);
  });

  it('are one where two tiers give the same', () => {
    expect(policySteps({ tiers: [tier(24, 50), tier(0, 50)] })).toEqual([
      { hoursBefore: 0, refundPct: 50 },
    ]);
    expect(policySteps({ tiers: [tier(24, 0)] })).toEqual([{ hoursBefore: 0, refundPct: 0 }]);
  });
});
