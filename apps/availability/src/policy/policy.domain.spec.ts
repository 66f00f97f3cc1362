import { expect, it } from 'vitest';
import type { CancellationPolicy } from '@edu/contracts-availability';
import { EVERYWHERE, policyAt, type DatedPolicy } from './policy.domain.ts';

const policy = (graceMinutes: number): CancellationPolicy => ({
  ...{ name: 'strict', graceMinutes },
  tiers: [{ hoursBefore: 0, refundPct: 50, providerSharePct: 50 }],
});
const day = (date: number) => new Date(Date.UTC(2027, 0, date));
const POLICIES: DatedPolicy[] = [
  { country: EVERYWHERE, from: null, until: day(10), policy: policy(1) },
  { country: EVERYWHERE, from: day(10), until: null, policy: policy(2) },
  { country: 'CI', from: day(5), until: day(20), policy: policy(3) },
];

it.each([
  ['of everywhere for who has no country', null, day(7), 1],
  ['of everywhere for a country without its own', 'SN', day(7), 1],
  ['the next from its first moment on', 'SN', day(10), 2],
  ['of everywhere before the country has its own', 'CI', day(4), 1],
  ['the country’s own from its first moment on', 'CI', day(5), 3],
  ['of everywhere once the country’s has ended', 'CI', day(20), 2],
])('a policy is that %s', (_, country, at, grace) => {
  expect(policyAt(POLICIES, 'strict', country, at).graceMinutes).toBe(grace);
});

it('none is a mistake of ours', () => {
  expect(() => policyAt(POLICIES, 'moderate', 'CI', day(7))).toThrow('moderate');
});
