import type { Problem } from '@edu/contract-kit';
import { PAYMENT_STATUSES, paymentErrors, type PaymentStatus } from '@edu/contracts-payment';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PSPS } from '../psp/psps.ts';
import {
  checkOrder,
  isStillOpen,
  isUnwanted,
  moveForward,
  OPEN_STATUSES,
  pspKey,
  sameSum,
  settle,
} from './payment.domain.ts';

const anyStatus = fc.constantFrom(...PAYMENT_STATUSES);
const seenStatus = fc.constantFrom('pending', 'canceled', 'succeeded');
const price = { amount: 5_000n, currency: 'XOF' };

describe('moveForward', () => {
  it('goes through a payment that is paid', () => {
    expect(moveForward('created', 'pending')).toBe('pending');
    expect(moveForward('pending', 'succeeded')).toBe('succeeded');
  });

  it('leaves a time-out unknown until the psp says more', () => {
    expect(moveForward('created', 'unknown')).toBe('unknown');
    expect(moveForward('unknown', 'pending')).toBe('pending');
    expect(moveForward('pending', 'unknown')).toBeUndefined();
  });

  it('lets money that arrives late win over a payment that was given up', () => {
    expect(moveForward('canceled', 'succeeded')).toBe('succeeded');
    expect(moveForward('failed', 'succeeded')).toBe('succeeded');
    expect(moveForward('failed', 'canceled')).toBeUndefined();
  });

  it('never goes back, whatever comes', () => {
    fc.assert(
      fc.property(anyStatus, fc.array(anyStatus, { maxLength: 20 }), (start, news) => {
        const visited: PaymentStatus[] = [start];
        for (const next of news) {
          const moved = moveForward(visited.at(-1)!, next);
          if (moved) visited.push(moved);
        }
        expect(new Set(visited).size).toBe(visited.length);
        const paid = visited.indexOf('succeeded');
        expect(paid === -1 || paid === visited.length - 1).toBe(true);
      }),
    );
  });
});

describe('isStillOpen', () => {
  it('is so only of what would change nothing', () => {
    expect(isStillOpen({ status: 'pending', pspRef: 'a' }, { status: 'pending', ref: 'a' })).toBe(
      true,
    );
    fc.assert(
      fc.property(anyStatus, seenStatus, fc.constantFrom('a', 'b'), (status, seen, ref) => {
        fc.pre(isStillOpen({ status, pspRef: 'a' }, { status: seen, ref }));
        expect(ref).toBe('a');
        expect(settle({ status, ...price }, { status: seen, sum: price })).toBeUndefined();
      }),
    );
  });

  it('is not so of one whose number at the psp is not known', () => {
    expect(isStillOpen({ status: 'pending', pspRef: null }, { status: 'pending', ref: 'a' })).toBe(
      false,
    );
  });
});

describe('settle', () => {
  it('ends the same in whatever order and however often the news comes', () => {
    const run = (news: readonly ('pending' | 'canceled' | 'succeeded')[]) =>
      news.reduce<PaymentStatus>((status, seen) => {
        const next = settle({ status, ...price }, { status: seen, sum: price });
        return next === 'mismatch' ? status : (next ?? status);
      }, 'created');
    const all = { minLength: 1, maxLength: 8 };
    const histories = fc
      .array(seenStatus, all)
      .chain((history) =>
        fc.tuple(
          fc.constant(history),
          fc.shuffledSubarray([...history, ...history], { minLength: 2 * history.length }),
        ),
      );
    fc.assert(
      fc.property(histories, ([history, shuffled]) => {
        expect(run(shuffled)).toBe(run(history));
      }),
    );
  });

  it('does not take other money for this payment', () => {
    const paid = (sum: typeof price) =>
      settle({ status: 'pending', ...price }, { status: 'succeeded', sum });
    expect(paid(price)).toBe('succeeded');
    expect(paid({ ...price, amount: 4_999n })).toBe('mismatch');
    expect(paid({ ...price, amount: 500_000n })).toBe('mismatch');
    expect(paid({ ...price, currency: 'XAF' })).toBe('mismatch');
  });
});

describe('isUnwanted', () => {
  const createdAt = new Date('2026-11-23T08:00:00Z');
  const at = (hours: number) => new Date(createdAt.getTime() + hours * 3_600_000);

  it('gives a payment up when its booking is over, or after a day', () => {
    expect(isUnwanted({ createdAt, closeRequestedAt: null }, at(1))).toBe(false);
    expect(isUnwanted({ createdAt, closeRequestedAt: at(1) }, at(1))).toBe(true);
    expect(isUnwanted({ createdAt, closeRequestedAt: null }, at(25))).toBe(true);
  });
});

describe('pspKey', () => {
  it('is the same for the same purpose and row, and another after a spent key', () => {
    expect(pspKey('intent', 'a', 0)).toBe(pspKey('intent', 'a', 0));
    const keys = [
      pspKey('intent', 'a', 0),
      pspKey('intent', 'a', 1),
      pspKey('refund', 'a', 0),
      pspKey('intent', 'b', 0),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('knows which statuses are open', () => {
  expect(OPEN_STATUSES).toEqual(['created', 'pending', 'unknown']);
  expect(sameSum(price, { ...price })).toBe(true);
});

describe('checkOrder', () => {
  const amounts = { XOF: { min: 100, max: 2_000_000, step: 5 } };
  const capabilities = { ...PSPS[0].capabilities, amounts };
  const refusalOf = (amount: number) => {
    const wanted = { amount, currency: 'XOF' } as const;
    try {
      checkOrder(capabilities, { price: wanted, parts: [wanted] }, {});
      return undefined;
    } catch (error) {
      return error as Problem;
    }
  };

  it('says of which amounts a psp takes multiples', () => {
    expect(refusalOf(5_005)).toBeUndefined();
    expect(refusalOf(5_003)).toMatchObject({
      code: paymentErrors.amountNotTaken.code,
      errors: [{ pointer: '/psp', code: 'takes_multiples_of', params: { of: 5 } }],
    });
    expect(refusalOf(50)).toMatchObject({ errors: undefined });
  });
});
