import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convert,
  crossRate,
  FIXED,
  microsOf,
  rateText,
  shareOfPaid,
  type EuroRate,
} from './rate.domain.ts';

const DAY = new Date('2026-11-27T15:00:00.000Z');
const rate = (text: string, more: Partial<EuroRate> = {}): EuroRate => ({
  ...{ micros: microsOf(text)!, source: FIXED, at: DAY, expiresAt: null },
  ...more,
});
const EUR = rate('1');
const XOF = rate('655.957');
const xof = (amount: number) => ({ amount, currency: 'XOF' }) as const;

describe('a rate', () => {
  it('is read and written with up to six decimals', () => {
    expect(microsOf('655.957')).toBe(655_957_000n);
    expect(rateText(655_957_000n)).toBe('655.957');
    expect(rateText(1_000_000n)).toBe('1');
    expect(rateText(1n)).toBe('0.000001');
    for (const text of ['', '0', '-1', '1,5', '1e3', '.5', 'NaN', '12345678901']) {
      expect(microsOf(text), text).toBeUndefined();
    }
  });

  it('goes over the euro, and is as good as the weaker of its sources', () => {
    expect(crossRate('EUR', 'XOF', EUR, XOF)).toEqual({
      ...{ base: 'EUR', counter: 'XOF', micros: 655_957_000n },
      ...{ source: FIXED, at: DAY, expiresAt: null },
    });
    const expiresAt = new Date('2026-12-02T15:00:00.000Z');
    const usd = rate('1.0845', { source: 'ecb', expiresAt });
    expect(crossRate('USD', 'XOF', usd, XOF)).toMatchObject({
      // 655.957 / 1.0845
      ...{ micros: 604_847_395n, source: 'ecb', expiresAt },
    });
  });
});

describe('a price in other money', () => {
  const parity = crossRate('EUR', 'XOF', EUR, XOF);

  it('is rounded up to the cent', () => {
    expect(convert(xof(5_000), parity)).toEqual({ amount: 763, currency: 'EUR' });
    expect(convert(xof(655_957), parity)).toEqual({ amount: 100_000, currency: 'EUR' });
    expect(convert(xof(1), parity)).toEqual({ amount: 1, currency: 'EUR' });
    expect(() => convert({ amount: 1, currency: 'XAF' }, parity)).toThrow(RangeError);
  });

  it('is never less than the price, and less than a cent more', () => {
    const micros = fc.bigInt({ min: 1_000n, max: 10_000_000_000n });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), micros, (amount, rateMicros) => {
        const paid = BigInt(convert(xof(amount), { ...parity, micros: rateMicros }).amount);
        const worth = (cents: bigint) => cents * rateMicros;
        const price = BigInt(amount) * 1_000_000n * 100n;
        expect(worth(paid) >= price).toBe(true);
        expect(worth(paid - 1n) < price).toBe(true);
      }),
    );
  });
});

describe('what of the paid money goes back with parts of the price', () => {
  const sums = fc.record({
    price: fc.bigInt({ min: 1n, max: 99_999_999n }),
    paid: fc.bigInt({ min: 1n, max: 99_999_999n }),
    cuts: fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 12 }),
  });

  it('never comes to more than was paid, and to all of it with all of the price', () => {
    fc.assert(
      fc.property(sums, ({ price, paid, cuts }) => {
        const left = { price, paid };
        for (const cut of cuts) {
          const wish = (price * BigInt(cut)) / 1_000n;
          const amount = wish < left.price ? wish : left.price;
          const share = shareOfPaid(amount, left);
          expect(share >= 0n && share <= left.paid).toBe(true);
          left.price -= amount;
          left.paid -= share;
        }
        expect(shareOfPaid(left.price, left)).toBe(left.paid);
      }),
    );
  });

  it('is right to the cent for each part by itself', () => {
    fc.assert(
      fc.property(sums, fc.integer({ min: 0, max: 1_000 }), ({ price, paid }, cut) => {
        const amount = (price * BigInt(cut)) / 1_000n;
        const share = shareOfPaid(amount, { price, paid });
        const exact = Number(paid * amount) / Number(price);
        expect(Math.abs(Number(share) - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });
});
