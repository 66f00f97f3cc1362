import { describe, expect, it } from 'vitest';
import { policyRows } from './policy-rows.ts';

const START = '2026-11-24T10:00:00.000Z';
const tier = (hoursBefore: number, refundPct: number) => ({
  ...{ hoursBefore, refundPct },
  providerSharePct: 100 - refundPct,
});
const MODERATE = { tiers: [tier(24, 100), tier(4, 50), tier(0, 0)] };

describe('the rows of a policy', () => {
  it('follow each other until the lesson begins', () => {
    expect(policyRows(MODERATE, START)).toEqual([
      { until: '2026-11-23T10:00:00.000Z', refundPct: 100 },
      { until: '2026-11-24T06:00:00.000Z', refundPct: 50 },
      { until: null, refundPct: 0 },
    ]);
  });

  it('are in the order of time, however the tiers are', () => {
    const tiers = MODERATE.tiers.toReversed();
    expect(policyRows({ tiers }, START)).toEqual(policyRows(MODERATE, START));
  });

  it('end with nothing where no tier reaches the lesson', () => {
    expect(policyRows({ tiers: [tier(24, 100)] }, START).at(-1)).toEqual({
      until: null,
      refundPct: 0,
    });
    expect(policyRows({ tiers: [] }, START)).toEqual([{ until: null, refundPct: 0 }]);
  });

  it('leave out what is over', () => {
    const now = Date.parse('2026-11-24T06:00:00.000Z');
    expect(policyRows(MODERATE, START, now)).toEqual([{ until: null, refundPct: 0 }]);
    expect(policyRows(MODERATE, START, now - 1)).toHaveLength(2);
    expect(policyRows(MODERATE, START, Date.parse(START))).toEqual([]);
  });

  it('are one where two tiers give the same', () => {
    expect(policyRows({ tiers: [tier(24, 50), tier(0, 50)] }, START)).toEqual([
      { until: null, refundPct: 50 },
    ]);
  });
});
