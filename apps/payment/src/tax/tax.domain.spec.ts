import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compensation, earning, shareOut, type Entry } from '../ledger/ledger.domain.ts';
import {
  includedIn,
  isTreasury,
  taxesOn,
  treasuryOf,
  vatBackOf,
  type TaxRule,
} from './tax.domain.ts';

const vat: TaxRule = {
  ...{ kind: 'vat', base: 'commission', bps: 1_800, account: 'vat_payable', country: 'CI' },
};
const withholding: TaxRule = {
  ...{ kind: 'withholding', base: 'earning', bps: 750, account: 'tax_withheld', country: 'CI' },
};
const ofLesson: TaxRule = {
  ...{ kind: 'lesson_vat', base: 'price', bps: 1_800, account: 'vat_payable', country: 'CI' },
};
const [bookingId, providerId, payerId] = ['1', '2', '3'].map(
  (end) => `0198b3c0-0000-7000-8000-00000000000${end}`,
) as [string, string, string];
const earned = (amount: bigint) => ({ bookingId, providerId, payerId, amount, currency: 'XOF' });
const on = (entries: readonly Entry[], account: Entry['account']) =>
  entries.reduce((sum, entry) => sum + (entry.account === account ? entry.amount : 0n), 0n);

it('each tax is a line of its own, owed to the tax office of the country', () => {
  expect(earning(earned(5_000n), 1_500, [vat, withholding]).entries).toEqual([
    { account: 'learner', owner: payerId, amount: 5_000n, currency: 'XOF' },
    // 4 250 less 135 and 319
    { account: 'provider_payable', owner: providerId, amount: -3_796n, currency: 'XOF' },
    { account: 'vat_payable', owner: 'tax-ci', amount: -135n, currency: 'XOF' },
    { account: 'tax_withheld', owner: 'tax-ci', amount: -319n, currency: 'XOF' },
    { account: 'platform_revenue', owner: 'platform', amount: -750n, currency: 'XOF' },
  ]);
});

it('is rounded to the nearest franc by itself, a half up', () => {
  const due = (platform: bigint, bps: number) =>
    taxesOn({ platform, provider: 1_000n, price: 0n }, [{ ...vat, bps }])[0]?.amount;
  expect(due(100n, 50)).toBe(1n);
  expect(due(100n, 49)).toBeUndefined();
  expect(due(149n, 100)).toBe(1n);
  expect(due(150n, 100)).toBe(2n);
});

it('what a price includes is of what was paid for the lesson, and of nothing that the platform pays', () => {
  expect(earning(earned(5_000n), 1_500, [ofLesson]).entries).toEqual([
    { account: 'learner', owner: payerId, amount: 5_000n, currency: 'XOF' },
    { account: 'provider_payable', owner: providerId, amount: -3_487n, currency: 'XOF' },
    { account: 'vat_payable', owner: 'tax-ci', amount: -763n, currency: 'XOF' },
    { account: 'platform_revenue', owner: 'platform', amount: -750n, currency: 'XOF' },
  ]);
  expect(on(compensation(earned(5_000n), 1_500, [ofLesson]).entries, 'vat_payable')).toBe(0n);
});

it('what a price includes is that part of what is left without it', () => {
  fc.assert(
    fc.property(amounts, rate, (price, bps) => {
      const included = includedIn(price, bps);
      const off = (price - included) * BigInt(bps) - included * 10_000n;
      expect((off < 0n ? -off : off) * 2n <= 10_000n + BigInt(bps)).toBe(true);
      expect(included >= 0n && included < price + 1n).toBe(true);
    }),
  );
  expect([includedIn(0n, 1_800), includedIn(5_000n, 0)]).toEqual([0n, 0n]);
  expect(includedIn(11_800n, 1_800)).toBe(1_800n);
});

it('the owner in the ledger is no person and no psp', () => {
  expect(treasuryOf('SN')).toBe('tax-sn');
  expect(['tax-sn', 'tax-', 'tax-sni', 'stripe', payerId].map(isTreasury)).toEqual([
    ...[true, false, false, false, false],
  ]);
});

const bps = fc.integer({ min: 0, max: 10_000 });
const rate = fc.integer({ min: 1, max: 10_000 });
const amounts = fc.bigInt({ min: 1n, max: 10n ** 12n });
const rules = fc
  .record({
    ...{ ofVat: fc.option(rate), ofWithholding: fc.option(rate), base: fc.boolean() },
    inPrice: fc.option(rate),
  })
  .map(({ ofVat, ofWithholding, base, inPrice }): TaxRule[] => [
    ...(inPrice === null ? [] : [{ ...ofLesson, bps: inPrice }]),
    ...(ofVat === null ? [] : [{ ...vat, bps: ofVat }]),
    ...(ofWithholding === null
      ? []
      : [
          {
            ...{ ...withholding, bps: ofWithholding },
            base: base ? ('earning' as const) : ('commission' as const),
          },
        ]),
  ]);

it('whatever the rates: the books balance in whole francs, and nobody gets less than nothing', () => {
  fc.assert(
    fc.property(amounts, bps, rules, (amount, commissionBps, hold) => {
      const shares = shareOut(amount, commissionBps);
      for (const { entries } of [
        earning(earned(amount), commissionBps, hold),
        compensation(earned(amount), commissionBps, hold),
      ]) {
        expect(entries.reduce((sum, entry) => sum + entry.amount, 0n)).toBe(0n);
        expect(entries.every((entry) => entry.amount !== 0n)).toBe(true);
        expect(on(entries, 'provider_payable') <= 0n).toBe(true);
        expect(on(entries, 'vat_payable') <= 0n && on(entries, 'tax_withheld') <= 0n).toBe(true);
      }
      const { entries } = earning(earned(amount), commissionBps, hold);
      expect(on(entries, 'learner')).toBe(amount);
      expect(on(entries, 'platform_revenue')).toBe(-shares.platform);
      const taken = on(entries, 'vat_payable') + on(entries, 'tax_withheld');
      expect(on(entries, 'provider_payable') + taken).toBe(-shares.provider);
      // Half a franc from what is due, unless the share does not suffice.
      if (on(entries, 'provider_payable') < 0n) {
        const exactOf = ({ base, bps: of }: TaxRule) =>
          base === 'price'
            ? includedIn(amount, of) * 10_000n
            : (base === 'commission' ? shares.platform : shares.provider) * BigInt(of);
        const exact = hold.reduce((sum, rule) => sum + exactOf(rule), 0n);
        const off = -taken * 10_000n - exact;
        expect((off < 0n ? -off : off) <= 5_000n * BigInt(hold.length)).toBe(true);
      }
    }),
  );
});

it('where no rule holds nothing changes', () => {
  fc.assert(
    fc.property(amounts, bps, (amount, commissionBps) => {
      const { provider, platform } = shareOut(amount, commissionBps);
      const { entries } = earning(earned(amount), commissionBps, []);
      expect(on(entries, 'provider_payable')).toBe(-provider);
      expect(on(entries, 'platform_revenue')).toBe(-platform);
      expect(entries.length).toBe(1 + Number(provider > 0n) + Number(platform > 0n));
    }),
  );
});

it('what goes back in parts takes its part of the VAT back, and never more than was booked', () => {
  const parts = fc.array(amounts, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(parts, rate, fc.bigInt({ min: 0n, max: 10n ** 12n }), (all, rateBps, most) => {
      const earned = all.reduce((sum, part) => sum + part, 0n);
      const whole = includedIn(earned, rateBps);
      const booked = whole < most ? whole : most;
      let back = 0n;
      for (const amount of all) {
        const vat = vatBackOf({ bps: rateBps, country: 'CI', earned, booked, back }, amount);
        expect((vat?.amount ?? 0n) <= includedIn(amount, rateBps)).toBe(true);
        back += vat?.amount ?? 0n;
      }
      expect(back <= booked).toBe(true);
      // Each part is rounded by itself.
      if (booked === whole) expect(booked - back <= BigInt(all.length)).toBe(true);
    }),
  );
  expect(
    vatBackOf({ bps: 1_800, country: 'CI', earned: 0n, booked: 0n, back: 0n }, 500n),
  ).toBeUndefined();
});
