import fc from 'fast-check';
import { expect, it } from 'vitest';
import { annualAccounts, earnedIn, isOver } from './annual.domain.ts';
import type { AnnualRow } from './annual.sql.ts';

const row = (more: Partial<AnnualRow>): AnnualRow => ({
  ...{ currency: 'XOF', month: '2025-03', account: 'provider_payable', purpose: 'earning' },
  ...{ times: 1, amount: '850', gross: '1000', commission: '150', vat: '0', withheld: '0' },
  ...more,
});

it('a year is over once what began in it has been written', () => {
  expect(isOver(2025, new Date('2025-12-31T23:59:59.999Z'))).toBe(false);
  expect(isOver(2025, new Date('2026-01-01T00:59:59.999Z'))).toBe(false);
  expect(isOver(2025, new Date('2026-01-01T01:00:00Z'))).toBe(true);
});

it('has the currencies in which something moved or was owed, and the months in their order', () => {
  const accounts = annualAccounts([
    row({ month: '2025-11' }),
    row({}),
    row({ currency: 'EUR', month: null, amount: '-100' }),
    row({ currency: 'USD', month: null, amount: '500' }),
    row({ currency: 'USD', month: null, amount: '-500', purpose: 'payout' }),
  ]);
  expect(accounts.map(({ currency }) => currency)).toEqual(['EUR', 'XOF']);
  expect(accounts[1]!.months.map(({ month }) => month)).toEqual(['2025-03', '2025-11']);
  expect(earnedIn(accounts[1]!)).toEqual({
    ...{ lessons: 2, gross: 2_000, commission: 300, net: 1_700, vat: 0, withheld: 0 },
  });
});

it('whatever moved: what is owed at the end is explained line by line, each currency by itself', () => {
  const rows = fc.array(
    fc.record({
      currency: fc.constantFrom('XOF', 'XAF', 'EUR'),
      month: fc.constantFrom(null, '2025-01', '2025-07', '2025-12'),
      account: fc.constantFrom(
        ...['provider_payable', 'provider_reserve', 'payout_in_transit', 'frozen'],
      ),
      purpose: fc.constantFrom(
        ...['earning', 'compensation', 'payout', 'payout_paid', 'payout_failed', 'adjustment'],
        ...['chargeback_frozen', 'chargeback_lost', 'chargeback_borne', 'of a later release'],
        ...['reserve_kept', 'reserve_released'],
      ),
      times: fc.integer({ min: 1, max: 9 }),
      amount: fc.integer({ min: -1e9, max: 1e9 }).map(String),
      gross: fc.constant('0'),
      commission: fc.constant('0'),
      vat: fc.constant('0'),
      withheld: fc.constant('0'),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(rows, (all) => {
      const accounts = annualAccounts(all);
      for (const account of accounts) {
        const { currency, opening, compensation, chargebacks, adjustments, other } = account;
        const added = earnedIn(account).net + compensation + chargebacks + adjustments + other;
        expect(opening + added - account.paidOut).toBe(account.closing);
        const { payable, reserved, onTheWay, frozen } = account;
        expect(payable + reserved + onTheWay + frozen).toBe(account.closing);
        const owed = all.filter((one) => one.currency === currency);
        expect(owed.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(account.closing);
      }
    }),
  );
});
