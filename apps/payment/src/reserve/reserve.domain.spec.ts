import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earning } from '../ledger/ledger.domain.ts';
import { holds, keptOf, takingFrom, termFor, type ReserveTerm } from './reserve.domain.ts';
import { reserveKept, reserveReleased } from './reserve.postings.ts';

const card = { country: 'CI', isChargeable: true };
const rule: ReserveTerm = {
  ...{ id: '1', kind: 'all', country: null, onlyIfChargeable: false, threshold: null },
  ...{ bps: 1_000, days: 30, lessons: 0, chargedBack: 0 },
};

describe('a rule', () => {
  it('is for its country, and for payments that a bank can take back', () => {
    expect(holds(rule, { country: null, isChargeable: false })).toBe(true);
    const ofSenegal = { ...rule, country: 'SN' };
    expect(holds(ofSenegal, { ...card, country: 'SN' })).toBe(true);
    expect(holds(ofSenegal, card)).toBe(false);
    expect(holds(ofSenegal, { ...card, country: null })).toBe(false);
    const ofCards = { ...rule, onlyIfChargeable: true };
    expect([holds(ofCards, card), holds(ofCards, { ...card, isChargeable: false })]).toEqual([
      ...[true, false],
    ]);
  });

  it('about new providers ends with the lesson that makes them known', () => {
    const ofNew = { ...rule, kind: 'new_provider' as const, threshold: 3 };
    const at = (lessons: number) => holds({ ...ofNew, lessons }, card);
    expect([at(0), at(2), at(3), at(300)]).toEqual([true, true, false, false]);
  });

  it('about chargebacks wants one at least, and as many of all lessons as it says', () => {
    const ofRate = { ...rule, kind: 'chargebacks' as const, threshold: 200 };
    const at = (chargedBack: number, lessons: number) =>
      holds({ ...ofRate, chargedBack, lessons }, card);
    expect([at(0, 0), at(0, 100), at(1, 0), at(1, 50), at(1, 51), at(2, 51)]).toEqual([
      ...[false, false, true, true, false, true],
    ]);
  });
});

describe('of several', () => {
  const more = { ...rule, id: '2', bps: 2_000, days: 10 };
  const longer = { ...more, id: '3', days: 60 };
  const decided = { ...rule, id: '4', kind: 'decided' as const, bps: 500 };

  it('the one that keeps most holds, and of those the longest', () => {
    expect(termFor([rule, more], card)?.id).toBe('2');
    expect(termFor([more, longer, rule], card)?.id).toBe('3');
    expect(termFor([], card)).toBeUndefined();
  });

  it('what finance set holds, also where that is less, or nothing', () => {
    expect(termFor([rule, longer, decided], card)?.id).toBe('4');
    expect(termFor([longer, { ...decided, bps: 0 }], card)).toBeUndefined();
  });
});

const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n });
const bps = fc.integer({ min: 0, max: 10_000 });

it('what is kept and what is payable are what the lesson brings, and no hole is left open', () => {
  fc.assert(
    fc.property(
      amounts,
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      bps,
      (brings, others, share) => {
        const payable = others + brings;
        const kept = keptOf(brings, payable, share);
        expect(kept >= 0n && kept <= brings).toBe(true);
        // To the nearest minor unit, unless the provider owed something before.
        if (others >= 0n) {
          const off = kept * 10_000n - brings * BigInt(share);
          expect((off < 0n ? -off : off) < 10_000n).toBe(true);
        }
        expect(kept === 0n || payable - kept >= 0n).toBe(true);
      },
    ),
  );
  expect(keptOf(4_250n, 4_250n, 2_000)).toBe(850n);
  expect(keptOf(4_250n, 100n, 2_000)).toBe(100n);
});

it('the books balance, and a reserve that is released leaves nothing but the earning', () => {
  const ids = { bookingId: 'b', providerId: 'p', payerId: 'l' };
  fc.assert(
    fc.property(amounts, bps, bps, (amount, commissionBps, share) => {
      const earned = earning({ ...ids, amount, currency: 'XOF' }, commissionBps).entries;
      const on = (account: string, entries: readonly { account: string; amount: bigint }[]) =>
        entries.reduce((sum, entry) => sum + (entry.account === account ? entry.amount : 0n), 0n);
      const brings = -on('provider_payable', earned);
      const sum = {
        id: 'r',
        providerId: 'p',
        currency: 'XOF',
        amount: keptOf(brings, brings, share),
      };
      const kept = [...earned, ...reserveKept(sum).entries];
      const released = [...kept, ...reserveReleased(sum).entries];
      for (const entries of [kept, released]) {
        expect(entries.reduce((total, entry) => total + entry.amount, 0n)).toBe(0n);
      }
      expect(on('provider_payable', kept) + on('provider_reserve', kept)).toBe(-brings);
      expect([on('provider_reserve', released), on('provider_payable', released)]).toEqual([
        ...[0n, -brings],
      ]);
    }),
  );
});

it('is taken from those first that would be released first, no more than there is', () => {
  const kept = [
    { id: 'a', left: 300n },
    { id: 'b', left: 500n },
  ];
  expect(takingFrom(kept, 0n)).toEqual([]);
  expect(takingFrom(kept, 300n)).toEqual([{ id: 'a', amount: 300n }]);
  expect(takingFrom(kept, 301n)).toEqual([
    { id: 'a', amount: 300n },
    { id: 'b', amount: 1n },
  ]);
  expect(takingFrom(kept, 9_000n).map(({ amount }) => amount)).toEqual([300n, 500n]);
});
