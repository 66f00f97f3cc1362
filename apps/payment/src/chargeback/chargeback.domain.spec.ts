import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearerOf, chargebackStep, frozenOf, least } from './chargeback.domain.ts';
import { borne, freeze, loss, reinstatement, release, withdrawal } from './chargeback.postings.ts';
import { shortfall } from './charged-back.ts';

describe('a chargeback', () => {
  it.each([
    ['open', 'open', 'wait'],
    ['open', 'answered', 'answer'],
    ['open', 'won', 'close'],
    ['answered', 'open', 'wait'],
    ['answered', 'lost', 'close'],
    ['won', 'answered', 'wait'],
    ['won', 'won', 'wait'],
    ['won', 'lost', 'contradict'],
    ['lost', 'won', 'contradict'],
    ['lost', 'open', 'wait'],
  ] as const)('that is %s and seen as %s leads to: %s', (from, seen, step) => {
    expect(chargebackStep(from, seen)).toBe(step);
  });

  it('is the provider’s loss only where it is about the lesson', () => {
    expect(bearerOf('product_not_received')).toBe('provider');
    expect(bearerOf('fraudulent')).toBe('platform');
    expect(bearerOf('of_a_later_release')).toBe('platform');
  });
});

const sum = fc.bigInt({ min: 0n, max: 10_000_000n });
const signed = fc.bigInt({ min: -1_000n, max: 10_000_000n });

describe('what is frozen', () => {
  it('is never more than the bank takes, nor than there is', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10_000_000n }),
        ...([signed, sum, signed, sum] as const),
        fc.integer({ min: 0, max: 10_000 }),
        (amount, held, sharedOut, payable, taxes, commissionBps) => {
          const frozen = frozenOf({ amount, held, sharedOut, payable, taxes, commissionBps });
          expect(frozen.held + frozen.earned <= amount).toBe(true);
          expect(frozen.held >= 0n && frozen.earned >= 0n).toBe(true);
          expect(frozen.held <= (held > 0n ? held : 0n)).toBe(true);
          expect(frozen.earned <= (payable > 0n ? payable : 0n)).toBe(true);
        },
      ),
    );
  });

  it('is the provider’s share of what is not held any more', () => {
    const earned = { amount: 5_000n, held: 1_000n, sharedOut: 4_000n, commissionBps: 1_500 };
    const untaxed = { ...earned, taxes: 0n };
    expect(frozenOf({ ...untaxed, payable: 9_000n })).toEqual({ held: 1_000n, earned: 3_400n });
    expect(frozenOf({ ...untaxed, payable: 200n })).toEqual({ held: 1_000n, earned: 200n });
  });

  it('leaves out what of that share went to a tax office', () => {
    const earned = { held: 0n, sharedOut: 4_000n, commissionBps: 1_500, payable: 9_000n };
    const taxed = { ...earned, taxes: 301n };
    expect(frozenOf({ ...taxed, amount: 4_000n }).earned).toBe(3_099n);
    // Half of the lesson, and 150.5 of its taxes.
    expect(frozenOf({ ...taxed, amount: 2_000n }).earned).toBe(1_549n);
  });
});

describe('the books', () => {
  const part = fc
    .record({ amount: sum, held: sum, ofPayable: sum, reserved: sum })
    .map(({ amount, held, ofPayable, reserved }) => ({
      ...{ id: 'part', psp: 'a-psp', payerId: 'payer', providerId: 'provider', currency: 'XOF' },
      ...{ amount: amount + held + ofPayable + reserved, held },
      ...{ earned: ofPayable + reserved, reserved },
    }));

  it('balance, whatever is taken and whoever bears it', () => {
    fc.assert(
      fc.property(part, fc.constantFrom('provider' as const, 'platform' as const), (one, who) => {
        const all = [
          withdrawal(one),
          freeze(one),
          release(one, 0n),
          release(one, one.held),
          loss(one, who),
          reinstatement(one),
          borne(one, one.amount),
        ];
        for (const { entries } of all) {
          expect(entries.reduce((total, { amount }) => total + amount, 0n)).toBe(0n);
        }
      }),
    );
  });

  it('have nothing frozen, and nothing at the bank, once it has decided', () => {
    fc.assert(
      fc.property(
        part,
        fc.constantFrom('won', 'provider', 'platform'),
        sum,
        (one, end, meanwhile) => {
          const back = least(meanwhile, one.held);
          const entries = [
            ...withdrawal(one).entries,
            ...freeze(one).entries,
            ...(end === 'won'
              ? [...release(one, back).entries, ...reinstatement(one).entries]
              : loss(one, end).entries),
          ];
          const left = (account: string) =>
            entries
              .filter((entry) => entry.account === account)
              .reduce((total, { amount }) => total + amount, 0n);
          expect([left('frozen'), left('charged_back')]).toEqual([0n, 0n]);
          expect(left('psp_clearing')).toBe(end === 'won' ? 0n : -one.amount);
          // What was kept of the provider's is theirs now, as well as what was payable.
          const payable = end === 'provider' ? one.earned - one.reserved : -one.reserved;
          expect([left('provider_payable'), left('provider_reserve')]).toEqual([
            payable,
            one.reserved,
          ]);
          if (end === 'won') expect([left('learner'), left('refunds')]).toEqual([back, -back]);
        },
      ),
    );
  });
});

describe('what is missing of an earning', () => {
  it('is what banks have taken, of which the platform bears its own, and what nobody explains', () => {
    const charged = [
      { id: 'a', ofHeld: 1_000n, isBorne: false },
      { id: 'b', ofHeld: 3_000n, isBorne: true },
    ];
    expect(shortfall(0n, charged)).toEqual({ short: 0n, taken: [] });
    expect(shortfall(2_500n, charged)).toEqual({ short: 0n, taken: [{ id: 'b', amount: 1_500n }] });
    expect(shortfall(5_000n, charged)).toEqual({
      ...{ short: 1_000n, taken: [{ id: 'b', amount: 3_000n }] },
    });
  });
});
