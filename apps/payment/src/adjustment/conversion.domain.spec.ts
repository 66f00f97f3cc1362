import { formatMoney } from '@edu/contract-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sum } from '../psp/psp.ts';
import {
  closesOf,
  farFromOwed,
  isOpen,
  openFor,
  positionOf,
  rateOf,
  resultOf,
  type Position,
} from './conversion.domain.ts';

const euro = (amount: bigint): Sum => ({ amount, currency: 'EUR' });
const franc = (amount: bigint): Sum => ({ amount, currency: 'XOF' });
/** 7.63 EUR that were charged for 5 000 francs. */
const OPEN = positionOf(euro(-763n), franc(5_000n));

describe('what is open between two currencies', () => {
  it('is what was charged, and what is owed for it in the money of the prices', () => {
    expect(OPEN).toEqual({ taken: euro(763n), owed: franc(5_000n) });
    expect(positionOf(franc(5_000n), euro(-763n))).toEqual(OPEN);
    const dollars = { amount: -5n, currency: 'USD' };
    expect(positionOf(dollars, euro(4n)).owed).toEqual(euro(4n));
    expect(openFor([OPEN], 'XOF', 'EUR')).toEqual(OPEN);
    expect(openFor([OPEN], 'XOF', 'USD').taken).toEqual({ amount: -0n, currency: 'USD' });
  });
});

describe('an exchange', () => {
  it('takes all of what it exchanges, its share of what is owed, and the rest is gained or lost', () => {
    const all = closesOf(euro(763n), franc(4_990n), OPEN)!;
    expect(all).toEqual({ soldCloses: 763n, gotCloses: 5_000n });
    expect(resultOf(euro(763n), franc(4_990n), all)).toEqual(franc(-10n));
    expect(resultOf(euro(763n), franc(5_004n), all)).toEqual(franc(4n));
    const part = closesOf(euro(382n), franc(2_510n), OPEN)!;
    expect(part).toEqual({ soldCloses: 382n, gotCloses: 2_503n });
    expect(rateOf(euro(763n), franc(4_990n))).toBe('653.997379');
  });

  it('brings back what is short the other way round, and counts in the same money', () => {
    const short = positionOf(euro(763n), franc(-5_000n));
    const closes = closesOf(franc(5_010n), euro(763n), short)!;
    expect(closes).toEqual({ soldCloses: 5_000n, gotCloses: 763n });
    expect(resultOf(franc(5_010n), euro(763n), closes)).toEqual(franc(-10n));
    expect(rateOf(franc(5_010n), euro(763n))).toBe('656.618611');
    expect(isOpen(franc(5_010n), closes, short)).toBe(true);
    expect(isOpen(franc(5_010n), closes, OPEN)).toBe(false);
  });

  it('gains or loses a fifth of what is owed for it at most, which the error names', () => {
    const far = (sold: Sum, got: Sum, open: Position) =>
      farFromOwed({ sold, got }, closesOf(sold, got, open)!, 'en');
    const short = positionOf(euro(763n), franc(-5_000n));
    expect(far(euro(763n), franc(4_000n), OPEN)).toBeUndefined();
    expect(far(euro(763n), franc(6_000n), OPEN)).toBeUndefined();
    expect(far(franc(6_000n), euro(763n), short)).toBeUndefined();
    expect(far(euro(763n), franc(3_999n), OPEN)).toMatchObject({
      ...{ pointer: '/got/amount', code: 'far_from_owed' },
      params: { owed: formatMoney({ amount: 5_000, currency: 'XOF' }, 'en') },
    });
    expect(far(franc(6_001n), euro(763n), short)).toMatchObject({ pointer: '/sold/amount' });
    // A rest for which nothing is owed any more.
    expect(far(euro(763n), franc(1n), positionOf(euro(-763n), franc(0n)))).toBeUndefined();
  });

  it('never takes more than is open, nor of what is open the other way', () => {
    expect(closesOf(euro(764n), franc(5_000n), OPEN)).toBeUndefined();
    expect(closesOf(franc(5_000n), euro(1n), OPEN)).toBeUndefined();
    const part = { soldCloses: 763n, gotCloses: 5_000n };
    expect(isOpen(euro(763n), part, OPEN)).toBe(true);
    expect(isOpen(euro(763n), part, positionOf(euro(-762n), franc(5_000n)))).toBe(false);
    expect(isOpen(euro(763n), part, positionOf(euro(-763n), franc(4_999n)))).toBe(false);
  });

  it('leaves nothing once all of it is exchanged, in whatever parts', () => {
    const amounts = fc.array(fc.bigInt(1n, 1_000_000n), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.bigInt(1n, 10_000_000_000n), (parts, owed) => {
        const taken = parts.reduce((sum, part) => sum + part, 0n);
        let left: Position = positionOf(euro(-taken), franc(owed));
        for (const part of parts) {
          const closes = closesOf(euro(part), franc(1n), left)!;
          expect(isOpen(euro(part), closes, left)).toBe(true);
          left = {
            taken: euro(left.taken.amount - closes.soldCloses),
            owed: franc(left.owed.amount - closes.gotCloses),
          };
        }
        expect(left).toEqual({ taken: euro(0n), owed: franc(0n) });
      }),
    );
  });
});
