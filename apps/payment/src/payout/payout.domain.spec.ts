import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAYOUT_FAILURES } from '@edu/contracts-payment';
import {
  failureOf,
  firstStatus,
  isOpen,
  isPayable,
  payoutStep,
  plannedAmount,
  type PayoutStatus,
} from './payout.domain.ts';

describe('what a psp says of a payout', () => {
  const cases: [PayoutStatus, 'pending' | 'succeeded' | 'failed', string][] = [
    ['unknown', 'pending', 'accept'],
    ['planned', 'pending', 'accept'],
    ['ordered', 'pending', 'wait'],
    ['unknown', 'succeeded', 'pay'],
    ['ordered', 'succeeded', 'pay'],
    ['unknown', 'failed', 'fail'],
    ['ordered', 'failed', 'fail'],
    ['paid', 'succeeded', 'wait'],
    ['paid', 'pending', 'wait'],
    ['paid', 'failed', 'contradict'],
    ['failed', 'failed', 'wait'],
    ['failed', 'succeeded', 'contradict'],
  ];
  it.each(cases)('of one that is %s, %s: %s', (from, seen, step) => {
    expect(payoutStep(from, seen)).toBe(step);
  });

  it('ends it once, in whatever order it is said', () => {
    const seen = fc.array(fc.constantFrom('pending', 'succeeded', 'failed'));
    fc.assert(
      fc.property(seen, (all) => {
        let status: PayoutStatus = 'unknown';
        let ends = 0;
        for (const one of all) {
          const step = payoutStep(status, one);
          if (step === 'accept') status = 'ordered';
          if (step === 'pay') status = 'paid';
          if (step === 'fail') status = 'failed';
          if (step === 'pay' || step === 'fail') ends += 1;
        }
        expect(ends).toBe(isOpen(status) ? 0 : 1);
      }),
    );
  });
});

it('is never more than is payable or fits, nor less than the minimum', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 9n });
  const bounds = fc
    .tuple(
      fc.integer({ min: 1, max: 2_000 }),
      fc.integer({ min: 2_000, max: 1_000_000 }),
      fc.constantFrom(1, 5),
    )
    .map(([min, max, step]) => ({ min: min * step, max: max * step, step }));
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 10_000 }), bounds, (payable, least, of) => {
      const minimum = BigInt(least);
      const planned = plannedAmount(payable, { minimum }, of);
      const isEnough = payable >= minimum && payable >= BigInt(of.min);
      expect(planned !== null).toBe(isEnough);
      if (planned === null) return;
      expect(planned <= payable && planned <= BigInt(of.max)).toBe(true);
      expect(planned % BigInt(of.step)).toBe(0n);
      expect(payable - planned < BigInt(of.step) || planned === BigInt(of.max)).toBe(true);
    }),
  );
});

it('waits for two people from the threshold on', () => {
  const rules = { minimum: 2_000n, approvedFrom: 500_000n };
  expect(firstStatus(499_999n, rules)).toBe('planned');
  expect(firstStatus(500_000n, rules)).toBe('awaiting_approval');
});

it('goes to a number that waits for nobody, after its pause', () => {
  const payableFrom = new Date('2026-11-28T10:00:00Z');
  const before = new Date('2026-11-28T09:59:59Z');
  expect(isPayable({ waitsFor: null, payableFrom }, payableFrom)).toBe(true);
  expect(isPayable({ waitsFor: null, payableFrom }, before)).toBe(false);
  expect(isPayable({ waitsFor: 'name', payableFrom }, payableFrom)).toBe(false);
});

it.each([
  ['RECIPIENT_NOT_FOUND', 'no_wallet'],
  ['PAYEE_NOT_FOUND', 'no_wallet'],
  ['INVALID_PHONE_NUMBER', 'no_wallet'],
  ['RECIPIENT_LIMIT_REACHED', 'wallet_full'],
  ['recipient-limit-exceeded', 'wallet_full'],
  ['number_changed', 'number_changed'],
  ['number_removed', 'number_removed'],
  ['account_suspended', 'account_suspended'],
  ['refused_by_us', 'refused_by_us'],
  ['UNSPECIFIED_FAILURE', 'refused'],
  ['a word of a later version', 'refused'],
] as const)('%s is said to the provider as %s', (reason, failure) => {
  expect(failureOf(reason)).toBe(failure);
  expect(PAYOUT_FAILURES).toContain(failure);
});
